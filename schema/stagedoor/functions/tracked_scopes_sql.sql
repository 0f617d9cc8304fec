-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tracked_scopes_sql (
  p_tracked stagedoor.tracked_tables,
  p_from    text
)
  returns text
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030915_operations_scope_rows.sql

comment on function "stagedoor"."tracked_scopes_sql"(stagedoor.tracked_tables, text) is
  'A query of the scopes of rows: id, parent_id, name, is_archived.

p_from: the table, or a query of one row.';

revoke all
  on function "stagedoor"."tracked_scopes_sql"(stagedoor.tracked_tables, text)
  from public;

grant execute
  on function "stagedoor"."tracked_scopes_sql"(stagedoor.tracked_tables, text)
  to "postgres";
