-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.close_period (
  p_project_id uuid,
  p_ends_on    date
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075800_api_film_periods.sql

revoke all on function "public"."close_period"(uuid, date) from public;

grant execute on function "public"."close_period"(uuid, date) to "authenticated", "postgres";
