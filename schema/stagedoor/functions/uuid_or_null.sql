-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.uuid_or_null (
  p_text text
)
  returns uuid
  language plpgsql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122010200_foundation_session.sql

revoke all on function "stagedoor"."uuid_or_null"(text) from public;

grant execute on function "stagedoor"."uuid_or_null"(text) to "authenticated", "postgres";
