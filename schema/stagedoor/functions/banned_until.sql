-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.banned_until (
  p_user_id uuid
)
  returns timestamp with time zone
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."banned_until"(uuid) from public;

grant execute on function "stagedoor"."banned_until"(uuid) to "postgres";
