-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.cost_figures (
  p_project_id uuid,
  p_after      date,
  p_until      date,
  p_known_at   timestamp with time zone default null::timestamp with time zone
)
  returns table (
    cost_code_id uuid,
    currency     text,
    budget       numeric,
    this_period  numeric,
    actual       numeric,
    committed    numeric,
    to_complete  numeric
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071745_film_figures.sql

revoke all
  on function "stagedoor_film"."cost_figures"(uuid, date, date, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor_film"."cost_figures"(uuid, date, date, timestamp with time zone)
  to "postgres";
