-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.cover_move (
  p_from      public.budget_lines,
  p_from_code public.cost_codes,
  p_to_code   public.cost_codes,
  p_amount    numeric
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071705_film_moving.sql

comment on function
  "stagedoor_film"."cover_move"(public.budget_lines, public.cost_codes, public.cost_codes,
  numeric) is 'Refuse a move that no key and no override covers (F119).

Returns the override that pays for it, that names the reserve, or under which the caller
works; null for none. Raises 42501.';

revoke all
  on function
    "stagedoor_film"."cover_move"(public.budget_lines, public.cost_codes, public.cost_codes,
    numeric)
  from public;

grant execute
  on function
    "stagedoor_film"."cover_move"(public.budget_lines, public.cost_codes, public.cost_codes,
    numeric)
  to "postgres";
