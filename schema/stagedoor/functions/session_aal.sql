-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.session_aal()
  returns text
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."session_aal"() from public;

grant execute on function "stagedoor"."session_aal"() to "authenticated", "postgres";
