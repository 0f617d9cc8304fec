-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.watch_policies()
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122050510_audit_policy_history.sql

revoke all on function "stagedoor"."watch_policies"() from public;

grant execute on function "stagedoor"."watch_policies"() to "postgres";
