-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_granting (
  p_permission_key text,
  p_is_own         boolean
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020790_engine_covered_sets.sql

comment on function "stagedoor"."scopes_granting"(text, boolean) is
  'The set behind scopes_with and scopes_with_own, over all projects.';

revoke all on function "stagedoor"."scopes_granting"(text, boolean) from public;

grant execute on function "stagedoor"."scopes_granting"(text, boolean) to "postgres";
