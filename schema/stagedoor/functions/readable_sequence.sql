-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.readable_sequence (
  p_scope_id uuid
)
  returns uuid
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050100_audit_verify.sql

revoke all on function "stagedoor"."readable_sequence"(uuid) from public;

grant execute on function "stagedoor"."readable_sequence"(uuid) to "postgres";
