-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.fingerprint_of_functions()
  returns table (
    kind   text,
    object text,
    fact   text
  )
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122050490_audit_fingerprint_facts.sql

revoke all on function "stagedoor"."fingerprint_of_functions"() from public;

grant execute on function "stagedoor"."fingerprint_of_functions"() to "postgres";
