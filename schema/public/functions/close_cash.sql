-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.close_cash (
  p_project_id uuid,
  p_day        date,
  p_counted    numeric
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095300_api_studio_till.sql

revoke all on function "public"."close_cash"(uuid, date, numeric) from public;

grant execute
  on function "public"."close_cash"(uuid, date, numeric)
  to "authenticated", "postgres";
