-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.confirmed_email (
  p_user_id uuid
)
  returns text
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."confirmed_email"(uuid) from public;

grant execute on function "stagedoor"."confirmed_email"(uuid) to "postgres";
