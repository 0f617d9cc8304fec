-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.denies_granting (
  p_grant_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122030300_operations_grants.sql

revoke all on function "stagedoor"."denies_granting"(uuid) from public;

grant execute on function "stagedoor"."denies_granting"(uuid) to "postgres";
