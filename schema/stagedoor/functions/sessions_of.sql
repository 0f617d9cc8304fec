-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.sessions_of (
  p_user_id uuid
)
  returns table (
    session_id   uuid,
    created_at   timestamp with time zone,
    refreshed_at timestamp with time zone,
    aal          text,
    user_agent   text,
    ip           inet
  )
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."sessions_of"(uuid) from public;

grant execute on function "stagedoor"."sessions_of"(uuid) to "postgres";
