-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."tracked_accesses" (
  "access_id"  uuid     not null,
  "table_name" regclass not null,
  constraint "tracked_accesses_pkey" primary key (access_id, table_name),
  constraint "tracked_accesses_access_id_fkey" foreign key (access_id)
    references stagedoor.user_accesses(id) on delete cascade
);

alter table "stagedoor"."tracked_accesses"
  enable row level security;

comment on table "stagedoor"."tracked_accesses" is 'Which access follows the rows of which membership table (F130).';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."tracked_accesses"
  to "postgres";
