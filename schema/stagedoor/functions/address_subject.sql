-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.address_subject (
  p_address text
)
  returns text
  language sql
  immutable
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."address_subject"(text) from public;

grant execute on function "stagedoor"."address_subject"(text) to "postgres";
