-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor_studio"."switched_off" (
  "access_id"  uuid not null,
  "project_id" uuid not null,
  "user_id"    uuid not null,
  constraint "switched_off_access_id_fkey" foreign key (access_id)
    references stagedoor.user_accesses(id) on delete cascade,
  constraint "switched_off_pkey" primary key (access_id),
  constraint "switched_off_project_id_fkey" foreign key (project_id)
    references stagedoor.scopes(id) on delete cascade,
  constraint "switched_off_user_id_fkey" foreign key (user_id)
    references stagedoor.user_accounts(id) on update cascade on delete cascade
);

alter table "stagedoor_studio"."switched_off"
  enable row level security;

create index switched_off_project_id_user_id_idx on stagedoor_studio.switched_off
  using btree (project_id, user_id);

create index switched_off_user_id_idx on stagedoor_studio.switched_off using btree (user_id);

comment on table "stagedoor_studio"."switched_off" is 'Accesses that set_staff_active closed, kept until the user is active.';

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor_studio"."switched_off"
  to "postgres";

alter table "stagedoor_studio"."switched_off"
  add column "switched_off_at" timestamp with time zone not null default stagedoor.instant();
