-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.tg_heads__advance()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122010310_audit_log.sql

alter function "stagedoor_audit"."tg_heads__advance"() owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."tg_heads__advance"() from public;
