-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.import_cost_codes (
  p_project_id         uuid,
  p_rows               jsonb,
  p_dry_run            boolean default false,
  p_create_departments boolean default false
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071400_film_chart.sql

comment on function "stagedoor_film"."import_cost_codes"(uuid, jsonb, boolean, boolean) is
  'Implementation of public.import_cost_codes.';

revoke all
  on function "stagedoor_film"."import_cost_codes"(uuid, jsonb, boolean, boolean)
  from public;

grant execute
  on function "stagedoor_film"."import_cost_codes"(uuid, jsonb, boolean, boolean)
  to "authenticated", "postgres";
