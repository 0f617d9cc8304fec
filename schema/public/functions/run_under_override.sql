-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.run_under_override (
  p_override_id uuid,
  p_operations  jsonb
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075950_api_film_overrides.sql

revoke all on function "public"."run_under_override"(uuid, jsonb) from public;

grant execute
  on function "public"."run_under_override"(uuid, jsonb)
  to "authenticated", "postgres";
