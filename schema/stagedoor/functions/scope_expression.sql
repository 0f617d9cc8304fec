-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scope_expression (
  p_column        name,
  p_refers_to     regclass,
  p_refers_column name
)
  returns text
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030910_operations_tracking.sql

comment on function "stagedoor"."scope_expression"(name, regclass, name) is
  'The id of the scope that a row t of a table names, as SQL.';

revoke all on function "stagedoor"."scope_expression"(name, regclass, name) from public;

grant execute on function "stagedoor"."scope_expression"(name, regclass, name) to "postgres";
