-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.is_elevated_now (
  p_project_id uuid,
  p_user_id    uuid default null::uuid
)
  returns boolean
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122095500_api_studio_master_code.sql

revoke all on function "public"."is_elevated_now"(uuid, uuid) from public;

grant execute
  on function "public"."is_elevated_now"(uuid, uuid)
  to "authenticated", "postgres";
