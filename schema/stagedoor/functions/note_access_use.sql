-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.note_access_use (
  p_access_id uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122020760_engine_access_uses.sql

revoke all on function "stagedoor"."note_access_use"(uuid) from public;

grant execute on function "stagedoor"."note_access_use"(uuid) to "postgres";
