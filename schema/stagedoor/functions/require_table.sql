-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require_table (
  p_table regclass
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030910_operations_tracking.sql

revoke all on function "stagedoor"."require_table"(regclass) from public;

grant execute on function "stagedoor"."require_table"(regclass) to "postgres";
