-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_shows__name_project()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080500_theatre_shows.sql

comment on function "stagedoor_theatre"."tg_shows__name_project"() is
  'Let the project of a show be called like the show.';

revoke all on function "stagedoor_theatre"."tg_shows__name_project"() from public;

grant execute on function "stagedoor_theatre"."tg_shows__name_project"() to "postgres";
