-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.use_window (
  p_window_kind text,
  p_window_id   uuid,
  p_ends_at     timestamp with time zone,
  p_scope_id    uuid                     default null::uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020500_engine_windows.sql

revoke all
  on function "stagedoor"."use_window"(text, uuid, timestamp with time zone, uuid)
  from public;

grant execute
  on function "stagedoor"."use_window"(text, uuid, timestamp with time zone, uuid)
  to "postgres";
