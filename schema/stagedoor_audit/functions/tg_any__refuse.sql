-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.tg_any__refuse()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122010310_audit_log.sql

alter function "stagedoor_audit"."tg_any__refuse"() owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."tg_any__refuse"() from public;
