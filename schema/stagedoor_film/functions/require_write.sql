-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.require_write (
  p_cost_code public.cost_codes,
  p_may_lift  boolean           default false
)
  returns uuid
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071700_film_budgeting.sql

comment on function "stagedoor_film"."require_write"(public.cost_codes, boolean) is
  'Refuse to write against a code where the answer is not approve (F33).

Returns the override that lifts it, null for none. p_may_lift: whether the act is one that
an override is for, and debited from it. Raises 42501.';

revoke all
  on function "stagedoor_film"."require_write"(public.cost_codes, boolean)
  from public;

grant execute
  on function "stagedoor_film"."require_write"(public.cost_codes, boolean)
  to "postgres";
