-- Generated from migrations/ by "npm run generate". Do not edit.

create table "stagedoor"."permission_role_links" (
  "permission_role_id" uuid not null,
  "permission_id"      uuid not null,
  "policy"             text not null default 'allow'::text,
  constraint "permission_role_links_pkey" primary key (permission_role_id, permission_id),
  constraint "permission_role_links_policy_known_check"
    check
    ((policy = ANY (ARRAY['allow'::text, 'own'::text, 'locked'::text, 'deny'::text]))),
  constraint "permission_role_links_permission_role_id_fkey"
    foreign key (permission_role_id) references stagedoor.permission_roles(id)
    on delete cascade,
  constraint "permission_role_links_permission_id_fkey" foreign key (permission_id)
    references stagedoor.permissions(id) on delete cascade
);

alter table "stagedoor"."permission_role_links"
  enable row level security;

create index permission_role_links_permission_id_idx on stagedoor.permission_role_links
  using btree (permission_id);

create trigger _200_refresh_grant_targets
  after insert or delete or update on stagedoor.permission_role_links
  for each row
  execute function stagedoor.tg_any__refresh_grant_targets();

create trigger _900_record
  after insert or delete or update on stagedoor.permission_role_links
  for each row
  execute function stagedoor.tg_role_parts__record('role_link');

alter table "stagedoor"."permission_role_links"
  enable always trigger "_900_record";

create policy "permission_role_links_select" on "stagedoor"."permission_role_links"
  for select
  to "authenticated"
  using ((exists ( select
   from stagedoor.permission_roles r
  where (r.id = permission_role_links.permission_role_id))));

comment on policy "permission_role_links_select"
  on "stagedoor"."permission_role_links" is 'Users who see a role see its permissions.';

comment on table "stagedoor"."permission_role_links" is 'The permissions of a role, each with its policy (F10, F50).

policy: allow, own, locked or deny.';

grant select on table "stagedoor"."permission_role_links" to "authenticated";

grant delete, insert, maintain, references, select, trigger, truncate, update
  on table "stagedoor"."permission_role_links"
  to "postgres";
