-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.check_code_row (
  p_project_id uuid,
  p_row        jsonb
)
  returns table (
    checkpoint text,
    expected   text,
    actual     text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071400_film_chart.sql

comment on function "stagedoor_film"."check_code_row"(uuid, jsonb) is
  'What is wrong with a row of a chart by itself: one row or none.';

revoke all on function "stagedoor_film"."check_code_row"(uuid, jsonb) from public;

grant execute on function "stagedoor_film"."check_code_row"(uuid, jsonb) to "postgres";
