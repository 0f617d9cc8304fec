-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_amount (
  p_amount      numeric,
  p_currency    text,
  p_name        text,
  p_may_be_zero boolean default false
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122070300_film_currencies.sql

comment on function "stagedoor_film"."check_amount"(numeric, text, text, boolean) is
  'Refuse an amount that a currency does not have.

p_name begins the sentence of the error. Raises 22023: an unknown currency; an amount that
is null, negative, zero unless p_may_be_zero, NaN, not below 1000000000000, or finer than
the smallest unit.';

revoke all
  on function "stagedoor_film"."check_amount"(numeric, text, text, boolean)
  from public;

grant execute
  on function "stagedoor_film"."check_amount"(numeric, text, text, boolean)
  to "postgres";
