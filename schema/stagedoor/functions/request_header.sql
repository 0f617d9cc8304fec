-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.request_header (
  p_name text
)
  returns text
  language plpgsql
  stable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."request_header"(text) from public;

grant execute on function "stagedoor"."request_header"(text) to "postgres";
