-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_budget_line_changes__keep()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122070900_film_budgets.sql

comment on function "stagedoor_film"."tg_budget_line_changes__keep"() is
  'Refuse to rewrite the history of lines. Raises 23514.';

revoke all on function "stagedoor_film"."tg_budget_line_changes__keep"() from public;

grant execute on function "stagedoor_film"."tg_budget_line_changes__keep"() to "postgres";
