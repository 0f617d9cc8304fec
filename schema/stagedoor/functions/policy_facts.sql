-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.policy_facts (
  p_tables oid[] default null::oid[]
)
  returns table (
    table_id oid,
    policy   text,
    fact     text
  )
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122050490_audit_fingerprint_facts.sql

revoke all on function "stagedoor"."policy_facts"(oid[]) from public;

grant execute on function "stagedoor"."policy_facts"(oid[]) to "postgres";
