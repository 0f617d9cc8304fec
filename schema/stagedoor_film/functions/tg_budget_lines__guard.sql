-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_budget_lines__guard()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070900_film_budgets.sql

revoke all on function "stagedoor_film"."tg_budget_lines__guard"() from public;

grant execute on function "stagedoor_film"."tg_budget_lines__guard"() to "postgres";
