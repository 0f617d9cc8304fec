-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.parse_address (
  p_address text
)
  returns inet
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."parse_address"(text) from public;

grant execute on function "stagedoor"."parse_address"(text) to "postgres";
