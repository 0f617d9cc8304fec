-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.topmost_scopes (
  p_covered uuid[],
  p_denied  uuid[],
  p_taken   uuid[] default null::uuid[]
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020790_engine_covered_sets.sql

comment on function "stagedoor"."topmost_scopes"(uuid[], uuid[], uuid[]) is
  'The covered scopes, less the denied and withdrawn ones and all below.

A department is named only where its project is not.';

revoke all on function "stagedoor"."topmost_scopes"(uuid[], uuid[], uuid[]) from public;

grant execute on function "stagedoor"."topmost_scopes"(uuid[], uuid[], uuid[]) to "postgres";
