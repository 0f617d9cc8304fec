-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.debit (
  p_cost  public.cost_transactions,
  p_code  public.cost_codes,
  p_phase text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

comment on function
  "stagedoor_film"."debit"(public.cost_transactions, public.cost_codes, text) is
  'Take a cost from the best authority of the caller that covers it (F113).

The deepest subtree, then the one that ends first; never from two. Returns its id. Raises
42501, AUTHORITY_EXCEEDED.';

revoke all
  on function "stagedoor_film"."debit"(public.cost_transactions, public.cost_codes, text)
  from public;

grant execute
  on function "stagedoor_film"."debit"(public.cost_transactions, public.cost_codes, text)
  to "postgres";
