-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_at_stake_by_role (
  p_role_id uuid
)
  returns uuid[]
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030600_operations_roles.sql

revoke all on function "stagedoor"."scopes_at_stake_by_role"(uuid) from public;

grant execute on function "stagedoor"."scopes_at_stake_by_role"(uuid) to "postgres";
