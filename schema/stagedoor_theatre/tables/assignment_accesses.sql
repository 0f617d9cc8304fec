-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_theatre"."assignment_accesses" (
  "access_id" uuid not null,
  constraint "assignment_accesses_access_id_fkey" foreign key (access_id)
    references stagedoor.user_accesses(id) on delete cascade,
  constraint "assignment_accesses_pkey" primary key (access_id)
);

alter table "stagedoor_theatre"."assignment_accesses"
  enable row level security;

comment on table "stagedoor_theatre"."assignment_accesses" is 'Accesses that assignments keep open. Others are left alone.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_theatre"."assignment_accesses"
  to "postgres";
