-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.path_condition (
  p_path text,
  p_set  text
)
  returns text
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122030975_operations_protecting_files.sql

revoke all on function "stagedoor"."path_condition"(text, text) from public;

grant execute on function "stagedoor"."path_condition"(text, text) to "postgres";
