-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_know_access (
  p_access stagedoor.user_accesses
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122030310_operations_revoking.sql

comment on function "stagedoor"."may_know_access"(stagedoor.user_accesses) is
  'Whether the caller may know of an access.

They hold it, have delegated it, or see the accesses of its scope.';

revoke all on function "stagedoor"."may_know_access"(stagedoor.user_accesses) from public;

grant execute
  on function "stagedoor"."may_know_access"(stagedoor.user_accesses)
  to "postgres";
