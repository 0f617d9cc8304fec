-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.require_signing (
  p_cost_code public.cost_codes
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071705_film_moving.sql

comment on function "stagedoor_film"."require_signing"(public.cost_codes) is
  'Refuse to write where the caller does not approve by signing (F119).

Whoever only posts approves, too, and moves no budget. cost:approve is asked under an
override as well. Returns the override that lifts it, or null. Raises 42501.';

revoke all on function "stagedoor_film"."require_signing"(public.cost_codes) from public;

grant execute
  on function "stagedoor_film"."require_signing"(public.cost_codes)
  to "postgres";
