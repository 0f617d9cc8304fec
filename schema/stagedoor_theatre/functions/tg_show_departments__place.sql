-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_show_departments__place()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080500_theatre_shows.sql

comment on function "stagedoor_theatre"."tg_show_departments__place"() is
  'Make the scope of a department that joins a show (F91). Raises PT404.';

revoke all on function "stagedoor_theatre"."tg_show_departments__place"() from public;

grant execute on function "stagedoor_theatre"."tg_show_departments__place"() to "postgres";
