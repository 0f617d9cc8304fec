-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_app_path (
  p_path text
)
  returns boolean
  language plpgsql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122021000_engine_menu.sql

revoke all on function "stagedoor"."is_app_path"(text) from public;

grant execute on function "stagedoor"."is_app_path"(text) to "postgres";
