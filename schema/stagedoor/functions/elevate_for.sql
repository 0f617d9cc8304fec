-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.elevate_for (
  p_user_id    uuid,
  p_session_id uuid,
  p_scope_id   uuid,
  p_minutes    integer
)
  returns timestamp with time zone
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020500_engine_windows.sql

comment on function "stagedoor"."elevate_for"(uuid, uuid, uuid, integer) is
  'Open an elevation for one session at one scope; when it ends (F55).

Raises 22023 for a length outside 1 to the setting elevation_max_minutes, or a dead
session.';

revoke all on function "stagedoor"."elevate_for"(uuid, uuid, uuid, integer) from public;

grant execute on function "stagedoor"."elevate_for"(uuid, uuid, uuid, integer) to "postgres";
