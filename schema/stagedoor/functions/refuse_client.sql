-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_client()
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

revoke all on function "stagedoor"."refuse_client"() from public;

grant execute on function "stagedoor"."refuse_client"() to "postgres";
