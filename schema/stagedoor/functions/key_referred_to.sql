-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.key_referred_to (
  p_table  regclass,
  p_column name,
  p_to     regclass
)
  returns name
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030940_operations_protection_terms.sql

comment on function "stagedoor"."key_referred_to"(regclass, name, regclass) is
  'The key of a table that a column of another holds. Raises 22023.';

revoke all on function "stagedoor"."key_referred_to"(regclass, name, regclass) from public;

grant execute
  on function "stagedoor"."key_referred_to"(regclass, name, regclass)
  to "postgres";
