-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.login_metadata (
  p_user_id uuid
)
  returns jsonb
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."login_metadata"(uuid) from public;

grant execute on function "stagedoor"."login_metadata"(uuid) to "postgres";
