-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.refuse_other_requester (
  p_override public.emergency_overrides
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071765_film_override_steps.sql

comment on function "stagedoor_film"."refuse_other_requester"(public.emergency_overrides) is
  'Refuse whoever did not ask for an override. Raises 42501.';

revoke all
  on function "stagedoor_film"."refuse_other_requester"(public.emergency_overrides)
  from public;

grant execute
  on function "stagedoor_film"."refuse_other_requester"(public.emergency_overrides)
  to "postgres";
