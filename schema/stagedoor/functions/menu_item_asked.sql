-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.menu_item_asked (
  p_project_id uuid,
  p_item_key   text
)
  returns stagedoor.menu_items
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122040120_answers_menus.sql

revoke all on function "stagedoor"."menu_item_asked"(uuid, text) from public;

grant execute on function "stagedoor"."menu_item_asked"(uuid, text) to "postgres";
