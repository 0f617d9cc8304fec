-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.share_production (
  p_project_id uuid
)
  returns public.productions
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071700_film_budgeting.sql

revoke all on function "stagedoor_film"."share_production"(uuid) from public;

grant execute on function "stagedoor_film"."share_production"(uuid) to "postgres";
