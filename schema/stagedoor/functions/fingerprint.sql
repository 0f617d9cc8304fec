-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.fingerprint()
  returns text
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122050500_audit_fingerprint.sql

revoke all on function "stagedoor"."fingerprint"() from public;

grant execute on function "stagedoor"."fingerprint"() to "postgres";
