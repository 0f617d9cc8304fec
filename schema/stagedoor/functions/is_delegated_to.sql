-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_delegated_to (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020690_engine_applicable_grants.sql

comment on function "stagedoor"."is_delegated_to"(uuid, text, uuid) is
  'Whether a live delegation grants a key to a user at a scope (F20).';

revoke all on function "stagedoor"."is_delegated_to"(uuid, text, uuid) from public;

grant execute on function "stagedoor"."is_delegated_to"(uuid, text, uuid) to "postgres";
