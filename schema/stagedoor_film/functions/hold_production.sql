-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.hold_production (
  p_project_id uuid
)
  returns public.productions
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122070400_film_productions.sql

revoke all on function "stagedoor_film"."hold_production"(uuid) from public;

grant execute on function "stagedoor_film"."hold_production"(uuid) to "postgres";
