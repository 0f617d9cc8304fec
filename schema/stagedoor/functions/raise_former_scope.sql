-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_former_scope (
  p_id uuid
)
  returns void
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122030915_operations_scope_rows.sql

revoke all on function "stagedoor"."raise_former_scope"(uuid) from public;

grant execute on function "stagedoor"."raise_former_scope"(uuid) to "postgres";
