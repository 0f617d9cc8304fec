-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.close_override (
  p_override public.emergency_overrides,
  p_status   text,
  p_error    text                       default null::text,
  p_reason   text                       default null::text
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071765_film_override_steps.sql

comment on function
  "stagedoor_film"."close_override"(public.emergency_overrides, text, text, text) is
  'End an override and revoke it, both recorded (F41, F42).

p_status: what an active one becomes first. One whose window is over becomes Expired.';

revoke all
  on function
    "stagedoor_film"."close_override"(public.emergency_overrides, text, text, text)
  from public;

grant execute
  on function
    "stagedoor_film"."close_override"(public.emergency_overrides, text, text, text)
  to "postgres";
