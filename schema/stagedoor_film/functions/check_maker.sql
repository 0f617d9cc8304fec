-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_maker (
  p_cost    public.cost_transactions,
  p_is_void boolean                  default false
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071720_film_signing.sql

comment on function "stagedoor_film"."check_maker"(public.cost_transactions, boolean) is
  'Refuse whoever entered a cost, or signed it already (F116).

p_is_void: it is taken back, which who signed it may. Raises 23514, MAKER_CHECKER.';

revoke all
  on function "stagedoor_film"."check_maker"(public.cost_transactions, boolean)
  from public;

grant execute
  on function "stagedoor_film"."check_maker"(public.cost_transactions, boolean)
  to "postgres";
