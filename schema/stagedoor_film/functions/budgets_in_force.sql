-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.budgets_in_force (
  p_project_id uuid,
  p_known_at   timestamp with time zone default null::timestamp with time zone
)
  returns SETOF uuid
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071745_film_figures.sql

revoke all
  on function "stagedoor_film"."budgets_in_force"(uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor_film"."budgets_in_force"(uuid, timestamp with time zone)
  to "postgres";
