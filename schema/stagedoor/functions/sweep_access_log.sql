-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.sweep_access_log()
  returns bigint
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020820_engine_access_log.sql

revoke all on function "stagedoor"."sweep_access_log"() from public;

grant execute on function "stagedoor"."sweep_access_log"() to "postgres";
