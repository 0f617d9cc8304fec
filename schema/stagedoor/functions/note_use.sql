-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.note_use (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020760_engine_access_uses.sql

revoke all on function "stagedoor"."note_use"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."note_use"(text, uuid, uuid) to "postgres";
