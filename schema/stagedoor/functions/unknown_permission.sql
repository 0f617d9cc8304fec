-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.unknown_permission (
  p_key text
)
  returns text
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

revoke all on function "stagedoor"."unknown_permission"(text) from public;

grant execute on function "stagedoor"."unknown_permission"(text) to "postgres";
