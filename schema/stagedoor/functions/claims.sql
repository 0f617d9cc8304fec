-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.claims()
  returns jsonb
  language plpgsql
  stable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."claims"() from public;

grant execute
  on function "stagedoor"."claims"()
  to "authenticated", "postgres", "service_role";
