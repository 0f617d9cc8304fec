-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.debit (
  p_cost       public.cost_transactions,
  p_code       public.cost_codes,
  p_phase      text,
  p_lifting_id uuid,
  OUT          authority_id uuid,
  OUT          override_id uuid
)
  returns record
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

comment on function
  "stagedoor_film"."debit"(public.cost_transactions, public.cost_codes, text, uuid) is
  'Take a cost from the best authority of the caller that covers it (F113).

What draws on an order, and a credit, take nothing. The deepest subtree, then the one that
ends first; never from two. An override stands in where it lifts the code, where the caller
works under one, or where no authority covers the cost. Raises 42501, AUTHORITY_EXCEEDED.';

revoke all
  on function
    "stagedoor_film"."debit"(public.cost_transactions, public.cost_codes, text, uuid)
  from public;

grant execute
  on function
    "stagedoor_film"."debit"(public.cost_transactions, public.cost_codes, text, uuid)
  to "postgres";
