-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.leave_scope (
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030310_operations_revoking.sql

revoke all on function "stagedoor"."leave_scope"(uuid) from public;

grant execute on function "stagedoor"."leave_scope"(uuid) to "authenticated", "postgres";
