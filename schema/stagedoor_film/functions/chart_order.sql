-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.chart_order (
  p_project_id uuid,
  p_rows       jsonb
)
  returns table (
    n          bigint,
    line       bigint,
    fields     jsonb,
    depth      integer,
    checkpoint text,
    expected   text,
    actual     text
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071400_film_chart.sql

revoke all on function "stagedoor_film"."chart_order"(uuid, jsonb) from public;

grant execute on function "stagedoor_film"."chart_order"(uuid, jsonb) to "postgres";
