-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_department (
  p_project_id uuid,
  p_name       text
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035200_api_scopes.sql

revoke all on function "public"."create_department"(uuid, text) from public;

grant execute
  on function "public"."create_department"(uuid, text)
  to "authenticated", "postgres";
