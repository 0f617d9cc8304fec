-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.menu_keys (
  p_user_id    uuid,
  p_project_id uuid
)
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122030110_operations_menus.sql

revoke all on function "stagedoor"."menu_keys"(uuid, uuid) from public;

grant execute on function "stagedoor"."menu_keys"(uuid, uuid) to "postgres";
