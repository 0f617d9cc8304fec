-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."role_includes" (
  "permission_role_id" uuid not null,
  "included_role_id"   uuid not null,
  constraint "role_includes_another_check" check ((permission_role_id <> included_role_id)),
  constraint "role_includes_included_role_id_fkey" foreign key (included_role_id)
    references stagedoor.permission_roles(id) on delete cascade,
  constraint "role_includes_permission_role_id_fkey" foreign key (permission_role_id)
    references stagedoor.permission_roles(id) on delete cascade,
  constraint "role_includes_pkey" primary key (permission_role_id, included_role_id)
);

alter table "stagedoor"."role_includes"
  enable row level security;

create index role_includes_included_role_id_idx on stagedoor.role_includes
  using btree (included_role_id);

create trigger _100_refuse_depth
  after insert or update on stagedoor.role_includes
  for each row
  execute function stagedoor.tg_role_includes__refuse_depth();

alter table "stagedoor"."role_includes"
  enable always trigger "_100_refuse_depth";

create trigger _200_refresh_grant_targets
  after insert or delete or update on stagedoor.role_includes
  for each row
  execute function stagedoor.tg_any__refresh_grant_targets();

create trigger _500_keep_duties_apart
  after insert or update on stagedoor.role_includes
  for each row
  execute function stagedoor.tg_any__keep_duties_apart();

alter table "stagedoor"."role_includes"
  enable always trigger "_500_keep_duties_apart";

create trigger _510_one_studio_role
  after insert or update on stagedoor.role_includes
  for each row
  execute function stagedoor_studio.tg_role_includes__one_studio_role();

alter table "stagedoor"."role_includes"
  enable always trigger "_510_one_studio_role";

create trigger _900_record
  after insert or delete or update on stagedoor.role_includes
  for each row
  execute function stagedoor.tg_role_parts__record('role_include');

alter table "stagedoor"."role_includes"
  enable always trigger "_900_record";

create policy "role_includes_select" on "stagedoor"."role_includes"
  for select
  to "authenticated"
  using ((exists ( select
   from stagedoor.permission_roles r
  where (r.id = role_includes.permission_role_id))));

comment on policy "role_includes_select"
  on "stagedoor"."role_includes" is 'Users who see a role see the roles that it includes.';

comment on table "stagedoor"."role_includes" is 'Roles that a role takes its links from, one level deep.';

grant select on table "stagedoor"."role_includes" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."role_includes"
  to "postgres";
