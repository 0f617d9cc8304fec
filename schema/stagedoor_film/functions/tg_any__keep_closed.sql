-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_any__keep_closed()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071100_film_periods.sql

revoke all on function "stagedoor_film"."tg_any__keep_closed"() from public;

grant execute on function "stagedoor_film"."tg_any__keep_closed"() to "postgres";
