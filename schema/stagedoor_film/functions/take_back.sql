-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.take_back (
  p_cost   public.cost_transactions,
  p_reason text
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071730_film_voiding.sql

comment on function "stagedoor_film"."take_back"(public.cost_transactions, text) is
  'Void a cost and release its authority, unless something draws on it.

Raises 23514, TRANSACTION_STATE.';

revoke all
  on function "stagedoor_film"."take_back"(public.cost_transactions, text)
  from public;

grant execute
  on function "stagedoor_film"."take_back"(public.cost_transactions, text)
  to "postgres";
