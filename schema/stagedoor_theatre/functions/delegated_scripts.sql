-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.delegated_scripts()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122080550_theatre_script_sets.sql

revoke all on function "stagedoor_theatre"."delegated_scripts"() from public;

grant execute
  on function "stagedoor_theatre"."delegated_scripts"()
  to "authenticated", "postgres";
