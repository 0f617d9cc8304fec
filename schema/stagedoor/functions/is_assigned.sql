-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_assigned (
  p_user_id    uuid,
  p_project_id uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020690_engine_applicable_grants.sql

revoke all on function "stagedoor"."is_assigned"(uuid, uuid) from public;

grant execute on function "stagedoor"."is_assigned"(uuid, uuid) to "postgres";
