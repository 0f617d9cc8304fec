-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.setting_number (
  p_key     text,
  p_default integer
)
  returns integer
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."setting_number"(text, integer) from public;

grant execute on function "stagedoor"."setting_number"(text, integer) to "postgres";
