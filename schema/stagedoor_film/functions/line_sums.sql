-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.line_sums (
  p_project_id uuid,
  p_known_at   timestamp with time zone
)
  returns table (
    cost_code_id uuid,
    currency     text,
    budget       numeric,
    estimated    numeric,
    unestimated  numeric
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071745_film_figures.sql

revoke all
  on function "stagedoor_film"."line_sums"(uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor_film"."line_sums"(uuid, timestamp with time zone)
  to "postgres";
