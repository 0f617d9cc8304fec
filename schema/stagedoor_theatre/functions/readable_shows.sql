-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.readable_shows()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122080500_theatre_shows.sql

revoke all on function "stagedoor_theatre"."readable_shows"() from public;

grant execute
  on function "stagedoor_theatre"."readable_shows"()
  to "authenticated", "postgres";
