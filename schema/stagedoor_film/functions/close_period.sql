-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.close_period (
  p_project_id uuid,
  p_ends_on    date
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071750_film_closing.sql

revoke all on function "stagedoor_film"."close_period"(uuid, date) from public;

grant execute
  on function "stagedoor_film"."close_period"(uuid, date)
  to "authenticated", "postgres";
