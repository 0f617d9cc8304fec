-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_my_session (
  p_scope_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122030110_operations_menus.sql

revoke all on function "stagedoor"."get_my_session"(uuid) from public;

grant execute on function "stagedoor"."get_my_session"(uuid) to "authenticated", "postgres";
