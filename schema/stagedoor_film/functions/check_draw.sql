-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_draw (
  p_cost     public.cost_transactions,
  p_drawn_on public.cost_transactions
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

comment on function
  "stagedoor_film"."check_draw"(public.cost_transactions, public.cost_transactions) is
  'Refuse to draw more on an order, or give back more, than is left.

Raises 23514: TRANSACTION_STATE, DRAWN_ON, BALANCE.';

revoke all
  on function
    "stagedoor_film"."check_draw"(public.cost_transactions, public.cost_transactions)
  from public;

grant execute
  on function
    "stagedoor_film"."check_draw"(public.cost_transactions, public.cost_transactions)
  to "postgres";
