-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.lock_tenant_role (
  p_role_id uuid
)
  returns stagedoor.permission_roles
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030590_operations_role_guards.sql

revoke all on function "stagedoor"."lock_tenant_role"(uuid) from public;

grant execute on function "stagedoor"."lock_tenant_role"(uuid) to "postgres";
