-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.set_role_permission (
  p_role_id        uuid,
  p_permission_key text,
  p_policy         text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030600_operations_roles.sql

comment on function "stagedoor"."set_role_permission"(uuid, text, text) is
  'Implementation of public.set_role_permission.';

revoke all on function "stagedoor"."set_role_permission"(uuid, text, text) from public;

grant execute
  on function "stagedoor"."set_role_permission"(uuid, text, text)
  to "authenticated", "postgres";
