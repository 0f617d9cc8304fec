-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.lock_override (
  p_override_id    uuid,
  p_permission_key text default null::text
)
  returns public.emergency_overrides
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071765_film_override_steps.sql

comment on function "stagedoor_film"."lock_override"(uuid, text) is
  'Guard a step of an override: see it, enforce, lock it, require.

The production first, then the override. Raises 42501; PT404 for one that is foreign or
absent.';

revoke all on function "stagedoor_film"."lock_override"(uuid, text) from public;

grant execute on function "stagedoor_film"."lock_override"(uuid, text) to "postgres";
