-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.authorize_override (
  p_override_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071765_film_override_steps.sql

revoke all on function "stagedoor_film"."authorize_override"(uuid) from public;

grant execute
  on function "stagedoor_film"."authorize_override"(uuid)
  to "authenticated", "postgres";
