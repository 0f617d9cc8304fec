-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."access_uses" (
  "access_id" uuid not null,
  "used_on"   date not null,
  constraint "access_uses_pkey" primary key (access_id),
  constraint "access_uses_access_id_fkey" foreign key (access_id)
    references stagedoor.user_accesses(id) on delete cascade
);

alter table "stagedoor"."access_uses"
  enable row level security;

comment on table "stagedoor"."access_uses" is 'The day, in UTC, on which an access was last used (F100).

By authorize, where it answered yes, and by definers that required a key. No row: not since
it was granted. Reading through policies is not counted.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."access_uses"
  to "postgres";
