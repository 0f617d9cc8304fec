-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.save_cost_code (
  p_project_id uuid,
  p_row        jsonb
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071405_film_codes.sql

comment on function "stagedoor_film"."save_cost_code"(uuid, jsonb) is
  'Implementation of public.save_cost_code.';

revoke all on function "stagedoor_film"."save_cost_code"(uuid, jsonb) from public;

grant execute
  on function "stagedoor_film"."save_cost_code"(uuid, jsonb)
  to "authenticated", "postgres";
