-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.find_department (
  p_project_id uuid,
  p_name       text,
  p_may_create boolean
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071400_film_chart.sql

comment on function "stagedoor_film"."find_department"(uuid, text, boolean) is
  'The department of a production that a chart means.

Made where it is not there and p_may_create. Raises 22023 where several are called so, or
none is and none may be made.';

revoke all on function "stagedoor_film"."find_department"(uuid, text, boolean) from public;

grant execute
  on function "stagedoor_film"."find_department"(uuid, text, boolean)
  to "postgres";
