-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.find_department (
  p_project_id uuid,
  p_name       text
)
  returns uuid
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071400_film_chart.sql

comment on function "stagedoor_film"."find_department"(uuid, text) is
  'The department of a production that a chart means. Null: there is none.

Raises 22023 where several are called so.';

revoke all on function "stagedoor_film"."find_department"(uuid, text) from public;

grant execute on function "stagedoor_film"."find_department"(uuid, text) to "postgres";
