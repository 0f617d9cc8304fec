-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.require_running (
  p_override public.emergency_overrides,
  p_message  text
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122071225_film_overrides.sql

comment on function "stagedoor_film"."require_running"(public.emergency_overrides, text) is
  'Refuse what needs an override that is active and inside its window.

Raises 23514, OVERRIDE_STATE.';

revoke all
  on function "stagedoor_film"."require_running"(public.emergency_overrides, text)
  from public;

grant execute
  on function "stagedoor_film"."require_running"(public.emergency_overrides, text)
  to "postgres";
