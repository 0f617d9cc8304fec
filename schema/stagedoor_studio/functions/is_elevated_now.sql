-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.is_elevated_now (
  p_project_id uuid,
  p_user_id    uuid default null::uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122091700_studio_elevation.sql

comment on function "stagedoor_studio"."is_elevated_now"(uuid, uuid) is
  'Implementation of public.is_elevated_now.';

revoke all on function "stagedoor_studio"."is_elevated_now"(uuid, uuid) from public;

grant execute
  on function "stagedoor_studio"."is_elevated_now"(uuid, uuid)
  to "authenticated", "postgres";
