-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.set_role_inclusion (
  p_role_id          uuid,
  p_included_role_id uuid,
  p_is_included      boolean
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030600_operations_roles.sql

comment on function "stagedoor"."set_role_inclusion"(uuid, uuid, boolean) is
  'Implementation of public.set_role_inclusion.';

revoke all on function "stagedoor"."set_role_inclusion"(uuid, uuid, boolean) from public;

grant execute
  on function "stagedoor"."set_role_inclusion"(uuid, uuid, boolean)
  to "authenticated", "postgres";
