-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.save_menu_item (
  p_scope_id uuid,
  p_item     jsonb
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030710_operations_menu_editor.sql

revoke all on function "stagedoor"."save_menu_item"(uuid, jsonb) from public;

grant execute
  on function "stagedoor"."save_menu_item"(uuid, jsonb)
  to "authenticated", "postgres";
