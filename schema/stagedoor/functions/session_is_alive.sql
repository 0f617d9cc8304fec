-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.session_is_alive (
  p_user_id    uuid,
  p_session_id uuid
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."session_is_alive"(uuid, uuid) from public;

grant execute on function "stagedoor"."session_is_alive"(uuid, uuid) to "postgres";
