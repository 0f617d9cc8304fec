-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.is_restoring()
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122010310_audit_log.sql

alter function "stagedoor_audit"."is_restoring"() owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."is_restoring"() from public;

grant execute on function "stagedoor_audit"."is_restoring"() to "postgres";
