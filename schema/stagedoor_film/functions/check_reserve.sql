-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_reserve (
  p_move    public.budget_moves,
  p_line    public.budget_lines,
  p_to_code public.cost_codes
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122070950_film_budget_moves.sql

comment on function
  "stagedoor_film"."check_reserve"(public.budget_moves, public.budget_lines,
  public.cost_codes) is 'Refuse to take from a reserve without an override that names it (F119).

Raises 23514, CONTINGENCY.';

revoke all
  on function
    "stagedoor_film"."check_reserve"(public.budget_moves, public.budget_lines,
    public.cost_codes)
  from public;

grant execute
  on function
    "stagedoor_film"."check_reserve"(public.budget_moves, public.budget_lines,
    public.cost_codes)
  to "postgres";
