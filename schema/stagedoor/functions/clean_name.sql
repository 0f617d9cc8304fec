-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.clean_name (
  p_name text
)
  returns text
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122030200_operations_scopes.sql

revoke all on function "stagedoor"."clean_name"(text) from public;

grant execute on function "stagedoor"."clean_name"(text) to "postgres";
