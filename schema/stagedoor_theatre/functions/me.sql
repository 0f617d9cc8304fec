-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.me()
  returns uuid
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122080100_theatre_schema.sql

revoke all on function "stagedoor_theatre"."me"() from public;

grant execute on function "stagedoor_theatre"."me"() to "authenticated", "postgres";
