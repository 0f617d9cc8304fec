-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_limits (
  p_per_transaction numeric,
  p_cumulative      numeric,
  p_currency        text
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071740_film_spending.sql

comment on function "stagedoor_film"."check_limits"(numeric, numeric, text) is
  'Refuse limits of an authority that are none. Raises 22023.';

revoke all on function "stagedoor_film"."check_limits"(numeric, numeric, text) from public;

grant execute
  on function "stagedoor_film"."check_limits"(numeric, numeric, text)
  to "postgres";
