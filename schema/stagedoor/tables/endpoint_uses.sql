-- Generated from migrations/ by "npm run generate". Do not edit.

create unlogged table "stagedoor"."endpoint_uses" (
  "subject"  text                     not null,
  "endpoint" text                     not null,
  "free_at"  timestamp with time zone not null,
  constraint "endpoint_uses_pkey" primary key (subject, endpoint)
);

alter table "stagedoor"."endpoint_uses"
  enable row level security;

alter table "stagedoor"."endpoint_uses"
  set (fillfactor=50);

comment on column "stagedoor"."endpoint_uses"."subject" is 'The user; of a request without one the object, such as a guest.';

comment on table "stagedoor"."endpoint_uses" is 'When the uses of an endpoint by one person are all forgotten.

One moment tells how many there were: each moves it on by its part of the window.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."endpoint_uses"
  to "postgres";
