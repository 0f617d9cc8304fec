-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_master_code (
  p_project_id uuid,
  p_code       text
)
  returns void
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095500_api_studio_master_code.sql

revoke all on function "public"."set_master_code"(uuid, text) from public;

grant execute
  on function "public"."set_master_code"(uuid, text)
  to "authenticated", "postgres";
