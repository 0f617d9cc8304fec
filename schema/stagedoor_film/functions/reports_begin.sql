-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.reports_begin (
  p_project_id uuid
)
  returns date
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071770_film_reporting.sql

revoke all on function "stagedoor_film"."reports_begin"(uuid) from public;

grant execute on function "stagedoor_film"."reports_begin"(uuid) to "postgres";
