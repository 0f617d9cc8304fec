-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_denied (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_or_later       boolean default false
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020690_engine_applicable_grants.sql

comment on function "stagedoor"."is_denied"(uuid, text, uuid, boolean) is
  'Whether a live access of a user denies a key at a scope (F50).

p_or_later: or one that has not begun yet.';

revoke all on function "stagedoor"."is_denied"(uuid, text, uuid, boolean) from public;

grant execute on function "stagedoor"."is_denied"(uuid, text, uuid, boolean) to "postgres";
