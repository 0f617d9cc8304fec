-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.rights_sql (
  p_table regclass
)
  returns text
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122030957_operations_protection_undo.sql

revoke all on function "stagedoor"."rights_sql"(regclass) from public;

grant execute on function "stagedoor"."rights_sql"(regclass) to "postgres";
