-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.set_production_phase (
  p_project_id uuid,
  p_phase      text,
  p_reason     text
)
  returns bigint
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071300_film_set_up.sql

comment on function "stagedoor_film"."set_production_phase"(uuid, text, text) is
  'Implementation of public.set_production_phase.';

revoke all on function "stagedoor_film"."set_production_phase"(uuid, text, text) from public;

grant execute
  on function "stagedoor_film"."set_production_phase"(uuid, text, text)
  to "authenticated", "postgres";
