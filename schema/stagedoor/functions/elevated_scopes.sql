-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.elevated_scopes (
  p_user_id    uuid,
  p_session_id uuid
)
  returns table (
    elevation_id uuid,
    scope_id     uuid,
    ends_at      timestamp with time zone
  )
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020500_engine_windows.sql

revoke all on function "stagedoor"."elevated_scopes"(uuid, uuid) from public;

grant execute on function "stagedoor"."elevated_scopes"(uuid, uuid) to "postgres";
