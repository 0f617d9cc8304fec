-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.organizations_in_reach (
  p_own_key text default null::text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020805_engine_organization_sets.sql

revoke all on function "stagedoor"."organizations_in_reach"(text) from public;

grant execute on function "stagedoor"."organizations_in_reach"(text) to "postgres";
