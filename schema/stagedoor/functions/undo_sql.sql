-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.undo_sql (
  p_table regclass,
  p_asked jsonb
)
  returns jsonb
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122030957_operations_protection_undo.sql

revoke all on function "stagedoor"."undo_sql"(regclass, jsonb) from public;

grant execute on function "stagedoor"."undo_sql"(regclass, jsonb) to "postgres";
