-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.touches_granting (
  p_grant_id uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030600_operations_roles.sql

revoke all on function "stagedoor"."touches_granting"(uuid) from public;

grant execute on function "stagedoor"."touches_granting"(uuid) to "postgres";
