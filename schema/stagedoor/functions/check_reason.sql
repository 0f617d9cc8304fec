-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_reason (
  p_reason text
)
  returns void
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122030300_operations_grants.sql

revoke all on function "stagedoor"."check_reason"(text) from public;

grant execute on function "stagedoor"."check_reason"(text) to "postgres";
