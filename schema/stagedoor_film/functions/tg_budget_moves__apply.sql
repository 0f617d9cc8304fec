-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_budget_moves__apply()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070950_film_budget_moves.sql

revoke all on function "stagedoor_film"."tg_budget_moves__apply"() from public;

grant execute on function "stagedoor_film"."tg_budget_moves__apply"() to "postgres";
