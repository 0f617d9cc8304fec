-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.remove_department_prefix (
  p_department_prefix_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075200_api_film_chart.sql

revoke all on function "public"."remove_department_prefix"(uuid) from public;

grant execute
  on function "public"."remove_department_prefix"(uuid)
  to "authenticated", "postgres";
