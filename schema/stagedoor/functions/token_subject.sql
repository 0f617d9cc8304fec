-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.token_subject()
  returns uuid
  language plpgsql
  stable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."token_subject"() from public;

grant execute
  on function "stagedoor"."token_subject"()
  to "authenticated", "postgres", "service_role";
