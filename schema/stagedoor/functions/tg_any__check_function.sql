-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__check_function()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020640_engine_hooks.sql

revoke all on function "stagedoor"."tg_any__check_function"() from public;

grant execute on function "stagedoor"."tg_any__check_function"() to "postgres";
