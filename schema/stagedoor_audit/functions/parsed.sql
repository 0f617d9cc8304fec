-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.parsed (
  p_body bytea
)
  returns jsonb
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122050100_audit_verify.sql

alter function "stagedoor_audit"."parsed"(bytea) owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."parsed"(bytea) from public;

grant execute on function "stagedoor_audit"."parsed"(bytea) to "postgres";
