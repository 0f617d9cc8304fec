-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_role_escalation (
  p_role     stagedoor.permission_roles,
  p_grant_id uuid
)
  returns void
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030590_operations_role_guards.sql

revoke all
  on function "stagedoor"."refuse_role_escalation"(stagedoor.permission_roles, uuid)
  from public;

grant execute
  on function "stagedoor"."refuse_role_escalation"(stagedoor.permission_roles, uuid)
  to "postgres";
