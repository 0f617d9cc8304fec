-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.goes_past (
  p_table regclass
)
  returns table (
    step    text,
    sql     text,
    warning text
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030957_operations_protection_undo.sql

revoke all on function "stagedoor"."goes_past"(regclass) from public;

grant execute on function "stagedoor"."goes_past"(regclass) to "postgres";
