-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_scripts__revise()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122080600_theatre_scripts.sql

revoke all on function "stagedoor_theatre"."tg_scripts__revise"() from public;

grant execute on function "stagedoor_theatre"."tg_scripts__revise"() to "postgres";
