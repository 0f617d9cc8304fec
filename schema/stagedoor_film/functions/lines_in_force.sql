-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.lines_in_force (
  p_project_id uuid,
  p_known_at   timestamp with time zone
)
  returns table (
    cost_code_id         uuid,
    currency             text,
    amount               numeric,
    estimate_to_complete numeric
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071750_film_closing.sql

revoke all
  on function "stagedoor_film"."lines_in_force"(uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor_film"."lines_in_force"(uuid, timestamp with time zone)
  to "postgres";
