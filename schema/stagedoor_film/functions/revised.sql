-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.revised (
  p_cost    public.cost_transactions,
  p_changes jsonb
)
  returns public.cost_transactions
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122071730_film_voiding.sql

comment on function "stagedoor_film"."revised"(public.cost_transactions, jsonb) is
  'What a cost says after some changes; what is not named stays.

Raises 22023.';

revoke all
  on function "stagedoor_film"."revised"(public.cost_transactions, jsonb)
  from public;

grant execute
  on function "stagedoor_film"."revised"(public.cost_transactions, jsonb)
  to "postgres";
