-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.policies_now()
  returns jsonb
  language sql
  stable
  set search_path to ''
  set quote_all_identifiers to 'off'
  set "TimeZone" to 'UTC'
  set "DateStyle" to 'ISO, MDY'
  set "IntervalStyle" to 'postgres';
-- Its body: migrations/20261122050510_audit_policy_history.sql

revoke all on function "stagedoor"."policies_now"() from public;

grant execute on function "stagedoor"."policies_now"() to "postgres";
