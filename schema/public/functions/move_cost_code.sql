-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.move_cost_code (
  p_cost_code_id uuid,
  p_parent_id    uuid
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075200_api_film_chart.sql

revoke all on function "public"."move_cost_code"(uuid, uuid) from public;

grant execute
  on function "public"."move_cost_code"(uuid, uuid)
  to "authenticated", "postgres";
