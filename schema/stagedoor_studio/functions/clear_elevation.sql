-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.clear_elevation (
  p_project_id uuid default null::uuid,
  p_user_id    uuid default null::uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091700_studio_elevation.sql

comment on function "stagedoor_studio"."clear_elevation"(uuid, uuid) is
  'Implementation of public.clear_elevation.';

revoke all on function "stagedoor_studio"."clear_elevation"(uuid, uuid) from public;

grant execute
  on function "stagedoor_studio"."clear_elevation"(uuid, uuid)
  to "authenticated", "postgres";
