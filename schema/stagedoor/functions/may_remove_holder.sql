-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_remove_holder (
  p_access stagedoor.user_accesses
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020900_engine_guards.sql

comment on function "stagedoor"."may_remove_holder"(stagedoor.user_accesses) is
  'Whether closing an access, or accepting it, may take a holder away.';

revoke all on function "stagedoor"."may_remove_holder"(stagedoor.user_accesses) from public;

grant execute
  on function "stagedoor"."may_remove_holder"(stagedoor.user_accesses)
  to "postgres";
