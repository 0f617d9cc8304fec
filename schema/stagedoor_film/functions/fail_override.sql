-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.fail_override (
  p_override_id uuid,
  p_error       text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071765_film_override_steps.sql

comment on function "stagedoor_film"."fail_override"(uuid, text) is
  'Implementation of public.fail_override.';

revoke all on function "stagedoor_film"."fail_override"(uuid, text) from public;

grant execute
  on function "stagedoor_film"."fail_override"(uuid, text)
  to "authenticated", "postgres";
