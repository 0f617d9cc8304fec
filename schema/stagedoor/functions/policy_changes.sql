-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.policy_changes()
  returns table (
    object text,
    before text,
    after  text
  )
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122050510_audit_policy_history.sql

revoke all on function "stagedoor"."policy_changes"() from public;

grant execute on function "stagedoor"."policy_changes"() to "postgres";
