-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.live_caller()
  returns uuid
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020810_engine_reading_sets.sql

revoke all on function "stagedoor"."live_caller"() from public;

grant execute on function "stagedoor"."live_caller"() to "authenticated", "postgres";
