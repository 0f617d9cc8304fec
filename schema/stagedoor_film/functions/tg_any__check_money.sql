-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_any__check_money()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070300_film_currencies.sql

revoke all on function "stagedoor_film"."tg_any__check_money"() from public;

grant execute on function "stagedoor_film"."tg_any__check_money"() to "postgres";
