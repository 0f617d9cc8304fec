-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.clear_elevation (
  p_project_id uuid default null::uuid,
  p_user_id    uuid default null::uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122095500_api_studio_master_code.sql

revoke all on function "public"."clear_elevation"(uuid, uuid) from public;

grant execute
  on function "public"."clear_elevation"(uuid, uuid)
  to "authenticated", "postgres";
