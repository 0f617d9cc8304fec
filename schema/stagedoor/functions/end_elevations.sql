-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.end_elevations (
  p_user_id    uuid,
  p_scope_id   uuid,
  p_reason     text,
  p_session_id uuid default null::uuid
)
  returns integer
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020500_engine_windows.sql

comment on function "stagedoor"."end_elevations"(uuid, uuid, text, uuid) is
  'End open elevations at a scope and below; how many (F55).

Of one user, or of all where p_user_id is null; likewise for sessions and scopes.';

revoke all on function "stagedoor"."end_elevations"(uuid, uuid, text, uuid) from public;

grant execute on function "stagedoor"."end_elevations"(uuid, uuid, text, uuid) to "postgres";
