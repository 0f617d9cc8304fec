-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_any__take_owner()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080400_theatre_places.sql

revoke all on function "stagedoor_theatre"."tg_any__take_owner"() from public;

grant execute on function "stagedoor_theatre"."tg_any__take_owner"() to "postgres";
