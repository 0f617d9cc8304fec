-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.rows_seen (
  p_table regclass
)
  returns text
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122030957_operations_protection_undo.sql

revoke all on function "stagedoor"."rows_seen"(regclass) from public;

grant execute on function "stagedoor"."rows_seen"(regclass) to "postgres";
