-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.identity()
  returns text
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050400_audit_sealing.sql

alter function "stagedoor_audit"."identity"() owner to "stagedoor_auditor";

revoke all on function "stagedoor_audit"."identity"() from public;

grant execute on function "stagedoor_audit"."identity"() to "postgres";
