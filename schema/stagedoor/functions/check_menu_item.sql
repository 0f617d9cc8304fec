-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_menu_item (
  p_item stagedoor.menu_items
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030710_operations_menu_editor.sql

comment on function "stagedoor"."check_menu_item"(stagedoor.menu_items) is
  'Raise 23514 for a menu item with a value that is not allowed.';

revoke all on function "stagedoor"."check_menu_item"(stagedoor.menu_items) from public;

grant execute on function "stagedoor"."check_menu_item"(stagedoor.menu_items) to "postgres";
