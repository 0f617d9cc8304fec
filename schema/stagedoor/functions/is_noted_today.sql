-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_noted_today (
  p_access_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020760_engine_access_uses.sql

revoke all on function "stagedoor"."is_noted_today"(uuid) from public;

grant execute on function "stagedoor"."is_noted_today"(uuid) to "postgres";
