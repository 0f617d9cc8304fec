-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_any__stamp_override()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071230_film_override_effect.sql

revoke all on function "stagedoor_film"."tg_any__stamp_override"() from public;

grant execute on function "stagedoor_film"."tg_any__stamp_override"() to "postgres";
