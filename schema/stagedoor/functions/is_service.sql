-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_service()
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020900_engine_guards.sql

revoke all on function "stagedoor"."is_service"() from public;

grant execute on function "stagedoor"."is_service"() to "postgres";
