-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.broken_guard()
  returns text
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050100_audit_verify.sql

alter function "stagedoor_audit"."broken_guard"() owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."broken_guard"() from public;

grant execute on function "stagedoor_audit"."broken_guard"() to "postgres";
