-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."access_denials" (
  "user_id"        uuid                     not null,
  "permission_key" text                     not null,
  "scope_id"       uuid                     not null,
  "minute"         timestamp with time zone not null,
  "reason"         text                     not null,
  "denials"        integer                  not null default 1,
  constraint "access_denials_permission_key_length_check"
    check ((char_length(permission_key) <= 100)),
  constraint "access_denials_pkey" primary key (user_id, permission_key, scope_id, minute)
);

alter table "stagedoor"."access_denials"
  enable row level security;

create index access_denials_minute_idx on stagedoor.access_denials using btree (minute);

create index access_denials_scope_id_idx on stagedoor.access_denials
  using btree (scope_id, minute);

comment on table "stagedoor"."access_denials" is 'How often authorize answered no: a row per minute (F89).

And per user, key and scope. Counted apart from the audit log, which a user of another
tenant could otherwise let grow. An unknown scope, or another tenant''s, is the nil uuid.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."access_denials"
  to "postgres";
