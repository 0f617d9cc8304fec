-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.phase_of (
  p_project_id uuid
)
  returns text
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122070400_film_productions.sql

revoke all on function "stagedoor_film"."phase_of"(uuid) from public;

grant execute on function "stagedoor_film"."phase_of"(uuid) to "postgres";
