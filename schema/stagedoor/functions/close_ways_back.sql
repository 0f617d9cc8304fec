-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.close_ways_back (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122030310_operations_revoking.sql

revoke all on function "stagedoor"."close_ways_back"(uuid, uuid) from public;

grant execute on function "stagedoor"."close_ways_back"(uuid, uuid) to "postgres";
