-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.backup_studio (
  p_project_id uuid
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095400_api_studio_exports.sql

revoke all on function "public"."backup_studio"(uuid) from public;

grant execute on function "public"."backup_studio"(uuid) to "authenticated", "postgres";
