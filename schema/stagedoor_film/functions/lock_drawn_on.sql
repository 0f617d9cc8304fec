-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.lock_drawn_on (
  p_cost public.cost_transactions
)
  returns public.cost_transactions
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

comment on function "stagedoor_film"."lock_drawn_on"(public.cost_transactions) is
  'Lock the order, or the cost given back, that a cost draws on.

Null where it draws on nothing.';

revoke all
  on function "stagedoor_film"."lock_drawn_on"(public.cost_transactions)
  from public;

grant execute
  on function "stagedoor_film"."lock_drawn_on"(public.cost_transactions)
  to "postgres";
