-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.export_resource (
  p_project_id uuid,
  p_resource   text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095400_api_studio_exports.sql

revoke all on function "public"."export_resource"(uuid, text) from public;

grant execute
  on function "public"."export_resource"(uuid, text)
  to "authenticated", "postgres";
