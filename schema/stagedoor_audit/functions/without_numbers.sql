-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.without_numbers (
  p_value jsonb
)
  returns jsonb
  language plpgsql
  immutable
  parallel safe
  strict
  set search_path to '';
-- Its body: migrations/20261122010320_audit_append.sql

alter function "stagedoor_audit"."without_numbers"(jsonb) owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."without_numbers"(jsonb) from public;

grant execute on function "stagedoor_audit"."without_numbers"(jsonb) to "postgres";
