-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_budget_lines__keep_history()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070900_film_budgets.sql

comment on function "stagedoor_film"."tg_budget_lines__keep_history"() is
  'Write down what a line is worth from now on.';

revoke all on function "stagedoor_film"."tg_budget_lines__keep_history"() from public;

grant execute on function "stagedoor_film"."tg_budget_lines__keep_history"() to "postgres";
