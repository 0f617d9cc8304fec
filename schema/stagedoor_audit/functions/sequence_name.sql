-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.sequence_name (
  p_sequence_id uuid
)
  returns text
  language plpgsql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122010320_audit_append.sql

alter function "stagedoor_audit"."sequence_name"(uuid) owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."sequence_name"(uuid) from public;

grant execute on function "stagedoor_audit"."sequence_name"(uuid) to "postgres";
