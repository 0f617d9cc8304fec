-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.find_reference (
  p_table  regclass,
  p_column name,
  OUT      refers_to regclass,
  OUT      refers_column name
)
  returns record
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030910_operations_tracking.sql

comment on function "stagedoor"."find_reference"(regclass, name) is
  'What a column that names a scope refers to: a tracked table and its key.

Nulls where the column holds the id of the scope itself. Raises 22023 for a column that can
do neither.';

revoke all on function "stagedoor"."find_reference"(regclass, name) from public;

grant execute on function "stagedoor"."find_reference"(regclass, name) to "postgres";
