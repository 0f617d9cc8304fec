-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_menu_items__refuse_cycle()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122021000_engine_menu.sql

revoke all on function "stagedoor"."tg_menu_items__refuse_cycle"() from public;

grant execute on function "stagedoor"."tg_menu_items__refuse_cycle"() to "postgres";
