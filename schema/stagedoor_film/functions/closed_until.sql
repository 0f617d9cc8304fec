-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.closed_until (
  p_project_id uuid
)
  returns date
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071100_film_periods.sql

revoke all on function "stagedoor_film"."closed_until"(uuid) from public;

grant execute on function "stagedoor_film"."closed_until"(uuid) to "postgres";
