-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.set_status (
  p_status integer
)
  returns void
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."set_status"(integer) from public;

grant execute on function "stagedoor"."set_status"(integer) to "postgres";
