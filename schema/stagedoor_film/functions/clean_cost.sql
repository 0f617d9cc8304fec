-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.clean_cost (
  p_cost public.cost_transactions
)
  returns public.cost_transactions
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122071710_film_entering.sql

comment on function "stagedoor_film"."clean_cost"(public.cost_transactions) is
  'What a cost says, without blanks around it. Raises 22023.

What refers to something else is looked at by check_references.';

revoke all on function "stagedoor_film"."clean_cost"(public.cost_transactions) from public;

grant execute
  on function "stagedoor_film"."clean_cost"(public.cost_transactions)
  to "postgres";
