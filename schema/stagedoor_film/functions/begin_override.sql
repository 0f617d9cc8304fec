-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.begin_override (
  p_override public.emergency_overrides
)
  returns public.emergency_overrides
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071765_film_override_steps.sql

comment on function "stagedoor_film"."begin_override"(public.emergency_overrides) is
  'Let an override that is granted begin, and return it.

Raises 23514, OVERRIDE_STATE.';

revoke all
  on function "stagedoor_film"."begin_override"(public.emergency_overrides)
  from public;

grant execute
  on function "stagedoor_film"."begin_override"(public.emergency_overrides)
  to "postgres";
