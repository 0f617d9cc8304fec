-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_denied_by (
  p_grant_id uuid,
  p_scope_id uuid,
  p_user_id  uuid
)
  returns uuid[]
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122030300_operations_grants.sql

comment on function "stagedoor"."scopes_denied_by"(uuid, uuid, uuid) is
  'Scopes that could lose their last holder by granting a denial.';

revoke all on function "stagedoor"."scopes_denied_by"(uuid, uuid, uuid) from public;

grant execute on function "stagedoor"."scopes_denied_by"(uuid, uuid, uuid) to "postgres";
