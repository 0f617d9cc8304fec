-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_needed_scopes (
  p_table regclass
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030935_operations_untracking.sql

comment on function "stagedoor"."refuse_needed_scopes"(regclass) is
  'Refuse to untrack a table of scopes that another, or a policy, asks.

Raises 22023 that names them.';

revoke all on function "stagedoor"."refuse_needed_scopes"(regclass) from public;

grant execute on function "stagedoor"."refuse_needed_scopes"(regclass) to "postgres";
