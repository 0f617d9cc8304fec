-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."permission_roles" (
  "id"          uuid                     not null default gen_random_uuid(),
  "role_key"    text                     not null,
  "name"        text                     not null,
  "description" text                     not null,
  "scope_id"    uuid,
  "deleted_at"  timestamp with time zone,
  constraint "permission_roles_built_in_stays_check" check (((scope_id IS
    NOT NULL) OR (deleted_at IS NULL))),
  constraint "permission_roles_description_length_check"
    check ((char_length(description) <= 1000)),
  constraint "permission_roles_name_length_check"
    check (((char_length(name) >= 1) AND (char_length(name) <= 120))),
  constraint "permission_roles_pkey" primary key (id),
  constraint "permission_roles_role_key_snake_case_check"
    check (((role_key ~ '^[a-z][a-z0-9_]*$'::text) AND (char_length(role_key) <= 60))),
  constraint "permission_roles_scope_id_fkey" foreign key (scope_id)
    references stagedoor.scopes(id) on delete cascade
);

alter table "stagedoor"."permission_roles"
  enable row level security;

alter table "stagedoor"."permission_roles"
  add column "grant_type" text generated always as ('role'::text) stored not null;

alter table "stagedoor"."permission_roles"
  add constraint "permission_roles_id_fkey" foreign key (id, grant_type)
    references stagedoor.grant_targets(id, grant_type) on delete restrict;

create index permission_roles_scope_id_idx on stagedoor.permission_roles
  using btree (scope_id);

create unique index permission_roles_scope_id_role_key_key on stagedoor.permission_roles
  using btree (scope_id, role_key) nulls not DISTINCT
  where (deleted_at is null);

create trigger _200_make_grant_target
  before insert on stagedoor.permission_roles
  for each row
  execute function stagedoor.tg_any__make_grant_target('role');

create trigger _200_refresh_grant_targets
  after update of deleted_at on stagedoor.permission_roles
  for each row
  execute function stagedoor.tg_any__refresh_grant_targets();

create trigger _800_drop_grant_target
  after delete on stagedoor.permission_roles
  for each row
  execute function stagedoor.tg_any__make_grant_target('role');

create trigger _900_record
  after insert or delete or update on stagedoor.permission_roles
  for each row
  execute function stagedoor.tg_any__record('role', 'scope_id');

alter table "stagedoor"."permission_roles"
  enable always trigger "_900_record";

create policy "permission_roles_select" on "stagedoor"."permission_roles"
  for select
  to "authenticated"
  using
    (((deleted_at is null) AND (((scope_id is null) AND (( select stagedoor.caller_id() as
    caller_id) is
    not null)) or (scope_id = ANY (( select stagedoor.my_scopes() as my_scopes)::uuid[])))));

comment on column "stagedoor"."permission_roles"."deleted_at" is 'When a tenant deleted it.

The row stays for the accesses that it once gave.';

comment on policy "permission_roles_select"
  on "stagedoor"."permission_roles" is 'Every user sees built-in roles; users of a tenant see its own.';

comment on table "stagedoor"."permission_roles" is 'Roles: built in where scope_id is null, else of a tenant (F5, F9, F93).

A role of a tenant can be granted at its scope and below.';

grant select on table "stagedoor"."permission_roles" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."permission_roles"
  to "postgres";

alter table "stagedoor"."permission_roles"
  add column "created_at" timestamp with time zone not null default stagedoor.instant();
