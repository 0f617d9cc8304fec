-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.tg_budget_lines__match_moves()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070950_film_budget_moves.sql

comment on function "stagedoor_film"."tg_budget_lines__match_moves"() is
  'Refuse a line that says another sum than its moves (F119).

Raises 23514, BUDGET_LOCKED.';

revoke all on function "stagedoor_film"."tg_budget_lines__match_moves"() from public;

grant execute on function "stagedoor_film"."tg_budget_lines__match_moves"() to "postgres";
