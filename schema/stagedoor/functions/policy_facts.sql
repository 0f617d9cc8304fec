-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.policy_facts()
  returns table (
    table_id oid,
    object   text,
    fact     text
  )
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122050490_audit_fingerprint_facts.sql

revoke all on function "stagedoor"."policy_facts"() from public;

grant execute on function "stagedoor"."policy_facts"() to "postgres";
