-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.delete_session (
  p_user_id    uuid,
  p_session_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."delete_session"(uuid, uuid) from public;

grant execute on function "stagedoor"."delete_session"(uuid, uuid) to "postgres";
