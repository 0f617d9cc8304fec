-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.rebuild()
  returns integer
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122021400_engine_rebuild.sql

revoke all on function "stagedoor"."rebuild"() from public;

grant execute on function "stagedoor"."rebuild"() to "postgres";
