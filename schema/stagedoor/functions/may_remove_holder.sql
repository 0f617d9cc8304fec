-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_remove_holder (
  p_grant_id uuid,
  p_change   text
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020890_engine_holders.sql

revoke all on function "stagedoor"."may_remove_holder"(uuid, text) from public;

grant execute on function "stagedoor"."may_remove_holder"(uuid, text) to "postgres";
