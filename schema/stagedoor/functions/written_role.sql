-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.written_role (
  p_role oid
)
  returns text
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122050490_audit_fingerprint_facts.sql

revoke all on function "stagedoor"."written_role"(oid) from public;

grant execute on function "stagedoor"."written_role"(oid) to "postgres";
