-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.approval_chain (
  p_cost public.cost_transactions,
  p_code public.cost_codes
)
  returns table (
    place          bigint,
    "position"     smallint,
    permission_key text,
    role_key       text
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

comment on function
  "stagedoor_film"."approval_chain"(public.cost_transactions, public.cost_codes) is
  'The signatures that a cost needs, in order; the last posts (F99, F113).

Steps of its kind and department, else of its kind, else of its department, else of any. A
step from an amount on in another currency is asked for always. Without steps, and where
they leave it out: one cost:approve first, one transaction:approve last.';

revoke all
  on function "stagedoor_film"."approval_chain"(public.cost_transactions, public.cost_codes)
  from public;

grant execute
  on function "stagedoor_film"."approval_chain"(public.cost_transactions, public.cost_codes)
  to "postgres";
