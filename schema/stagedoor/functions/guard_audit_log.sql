-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.guard_audit_log()
  returns void
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122010310_audit_log.sql

revoke all on function "stagedoor"."guard_audit_log"() from public;

grant execute on function "stagedoor"."guard_audit_log"() to "postgres";
