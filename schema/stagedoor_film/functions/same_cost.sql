-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.same_cost (
  p_there public.cost_transactions,
  p_new   public.cost_transactions
)
  returns uuid
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

comment on function
  "stagedoor_film"."same_cost"(public.cost_transactions, public.cost_transactions) is
  'The id of a cost that was entered under a key already.

Raises 23505, IDEMPOTENCY_KEY, where it says something else.';

revoke all
  on function
    "stagedoor_film"."same_cost"(public.cost_transactions, public.cost_transactions)
  from public;

grant execute
  on function
    "stagedoor_film"."same_cost"(public.cost_transactions, public.cost_transactions)
  to "postgres";
