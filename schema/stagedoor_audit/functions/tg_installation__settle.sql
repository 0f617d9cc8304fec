-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.tg_installation__settle()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122010310_audit_log.sql

alter function "stagedoor_audit"."tg_installation__settle"() owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."tg_installation__settle"() is
  'Let a restore begin with the row that it brings, and end once.

Raises 42501 for any other change.';

revoke all on function "stagedoor_audit"."tg_installation__settle"() from public;
