-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.roles_in (
  p_grant_id uuid
)
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122091000_studio_roles.sql

revoke all on function "stagedoor_studio"."roles_in"(uuid) from public;

grant execute on function "stagedoor_studio"."roles_in"(uuid) to "postgres";
