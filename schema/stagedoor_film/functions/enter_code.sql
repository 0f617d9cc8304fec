-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.enter_code (
  p_project_id    uuid,
  p_row           jsonb,
  p_department_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122071400_film_chart.sql

comment on function "stagedoor_film"."enter_code"(uuid, jsonb, uuid) is
  'Enter one row of a chart; whether it was new.

Raises what the tables raise, with expected and actual in the details; 23505 for a code that
is there as something else.';

revoke all on function "stagedoor_film"."enter_code"(uuid, jsonb, uuid) from public;

grant execute on function "stagedoor_film"."enter_code"(uuid, jsonb, uuid) to "postgres";
