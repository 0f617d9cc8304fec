-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.remove_menu_item (
  p_item_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030710_operations_menu_editor.sql

revoke all on function "stagedoor"."remove_menu_item"(uuid) from public;

grant execute
  on function "stagedoor"."remove_menu_item"(uuid)
  to "authenticated", "postgres";
