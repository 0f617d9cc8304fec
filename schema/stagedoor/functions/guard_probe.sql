-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.guard_probe()
  returns void
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122021300_engine_probe.sql

revoke all on function "stagedoor"."guard_probe"() from public;

grant execute on function "stagedoor"."guard_probe"() to "postgres";
