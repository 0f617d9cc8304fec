-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.end_session (
  p_session_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030800_operations_sessions.sql

revoke all on function "stagedoor"."end_session"(uuid) from public;

grant execute on function "stagedoor"."end_session"(uuid) to "authenticated", "postgres";
