-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.my_managers()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122080300_theatre_crew.sql

revoke all on function "stagedoor_theatre"."my_managers"() from public;

grant execute on function "stagedoor_theatre"."my_managers"() to "postgres";
