-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.verify (
  p_sequence_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050100_audit_verify.sql

alter function "stagedoor_audit"."verify"(uuid) owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."verify"(uuid) from public;

grant execute on function "stagedoor_audit"."verify"(uuid) to "postgres";
