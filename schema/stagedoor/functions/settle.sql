-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.settle()
  returns void
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."settle"() from public;

grant execute on function "stagedoor"."settle"() to "postgres";
