-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_cost_codes__place()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070600_film_cost_codes.sql

revoke all on function "stagedoor_film"."tg_cost_codes__place"() from public;

grant execute on function "stagedoor_film"."tg_cost_codes__place"() to "postgres";
