-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.verify_audit (
  p_scope_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050100_audit_verify.sql

revoke all on function "stagedoor"."verify_audit"(uuid) from public;

grant execute
  on function "stagedoor"."verify_audit"(uuid)
  to "authenticated", "postgres", "service_role";
