-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.can (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020700_engine_decision.sql

revoke all on function "stagedoor"."can"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."can"(text, uuid, uuid) to "authenticated", "postgres";
