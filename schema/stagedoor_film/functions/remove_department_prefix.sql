-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.remove_department_prefix (
  p_department_prefix_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071410_film_chart_rules.sql

comment on function "stagedoor_film"."remove_department_prefix"(uuid) is
  'Implementation of public.remove_department_prefix.';

revoke all on function "stagedoor_film"."remove_department_prefix"(uuid) from public;

grant execute
  on function "stagedoor_film"."remove_department_prefix"(uuid)
  to "authenticated", "postgres";
