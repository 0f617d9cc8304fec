-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require_column (
  p_table  regclass,
  p_column name,
  p_types  text[]   default null::text[]
)
  returns regtype
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030910_operations_tracking.sql

comment on function "stagedoor"."require_column"(regclass, name, text[]) is
  'The type of a column that must be there, of one of some types.

Raises 22023 that names the columns, or the types, that are.';

revoke all on function "stagedoor"."require_column"(regclass, name, text[]) from public;

grant execute on function "stagedoor"."require_column"(regclass, name, text[]) to "postgres";
