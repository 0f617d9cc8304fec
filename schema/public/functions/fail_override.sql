-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.fail_override (
  p_override_id uuid,
  p_error       text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075950_api_film_overrides.sql

revoke all on function "public"."fail_override"(uuid, text) from public;

grant execute
  on function "public"."fail_override"(uuid, text)
  to "authenticated", "postgres";
