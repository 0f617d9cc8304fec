-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_any__check_title()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080200_theatre_catalogue.sql

revoke all on function "stagedoor_theatre"."tg_any__check_title"() from public;

grant execute on function "stagedoor_theatre"."tg_any__check_title"() to "postgres";
