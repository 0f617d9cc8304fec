-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.access_version (
  p_path uuid[]
)
  returns bigint
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020400_engine_versions.sql

revoke all on function "stagedoor"."access_version"(uuid[]) from public;

grant execute on function "stagedoor"."access_version"(uuid[]) to "postgres";
