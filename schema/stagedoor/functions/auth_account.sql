-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.auth_account (
  p_user_id uuid
)
  returns table (
    id    uuid,
    email text
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."auth_account"(uuid) from public;

grant execute on function "stagedoor"."auth_account"(uuid) to "postgres";
