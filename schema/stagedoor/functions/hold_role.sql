-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.hold_role (
  p_grant_id uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020890_engine_holders.sql

revoke all on function "stagedoor"."hold_role"(uuid) from public;

grant execute on function "stagedoor"."hold_role"(uuid) to "postgres";
