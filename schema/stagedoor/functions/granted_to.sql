-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.granted_to (
  p_table     regclass,
  p_role      name,
  p_operation text
)
  returns boolean
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122030955_operations_protection_objects.sql

comment on function "stagedoor"."granted_to"(regclass, name, text) is
  'Whether a role may do something to a table or to columns of it.';

revoke all on function "stagedoor"."granted_to"(regclass, name, text) from public;

grant execute on function "stagedoor"."granted_to"(regclass, name, text) to "postgres";
