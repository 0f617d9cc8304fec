-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_union_rates__guard()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070510_film_union_rates.sql

revoke all on function "stagedoor_film"."tg_union_rates__guard"() from public;

grant execute on function "stagedoor_film"."tg_union_rates__guard"() to "postgres";
