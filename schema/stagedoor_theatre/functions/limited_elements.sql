-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.limited_elements()
  returns uuid[]
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122080550_theatre_script_sets.sql

revoke all on function "stagedoor_theatre"."limited_elements"() from public;

grant execute
  on function "stagedoor_theatre"."limited_elements"()
  to "authenticated", "postgres";
