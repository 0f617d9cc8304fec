-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.me_unless_narrowed()
  returns uuid
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122080100_theatre_schema.sql

revoke all on function "stagedoor_theatre"."me_unless_narrowed"() from public;

grant execute
  on function "stagedoor_theatre"."me_unless_narrowed"()
  to "authenticated", "postgres";
