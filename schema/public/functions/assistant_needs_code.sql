-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.assistant_needs_code (
  p_resource text,
  p_action   text
)
  returns boolean
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122095500_api_studio_master_code.sql

revoke all on function "public"."assistant_needs_code"(text, text) from public;

grant execute
  on function "public"."assistant_needs_code"(text, text)
  to "authenticated", "postgres";
