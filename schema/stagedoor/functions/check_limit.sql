-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_limit (
  p_limit integer
)
  returns void
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122030700_operations_lists.sql

revoke all on function "stagedoor"."check_limit"(integer) from public;

grant execute on function "stagedoor"."check_limit"(integer) to "postgres";
