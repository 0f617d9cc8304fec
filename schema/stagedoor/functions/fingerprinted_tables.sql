-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.fingerprinted_tables()
  returns table (
    table_id  oid,
    is_theirs boolean
  )
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122050490_audit_fingerprint_facts.sql

revoke all on function "stagedoor"."fingerprinted_tables"() from public;

grant execute on function "stagedoor"."fingerprinted_tables"() to "postgres";
