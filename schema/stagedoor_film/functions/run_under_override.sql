-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.run_under_override (
  p_override_id uuid,
  p_operations  jsonb
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071775_film_override_runs.sql

comment on function "stagedoor_film"."run_under_override"(uuid, jsonb) is
  'Implementation of public.run_under_override.';

revoke all on function "stagedoor_film"."run_under_override"(uuid, jsonb) from public;

grant execute
  on function "stagedoor_film"."run_under_override"(uuid, jsonb)
  to "authenticated", "postgres";
