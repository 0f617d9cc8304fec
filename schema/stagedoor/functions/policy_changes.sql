-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.policy_changes (
  p_tables text[] default null::text[]
)
  returns table (
    table_name text,
    object     text,
    before     text,
    after      text
  )
  language sql
  stable
  set search_path to ''
  set quote_all_identifiers to 'off'
  set "TimeZone" to 'UTC'
  set "DateStyle" to 'ISO, MDY'
  set "IntervalStyle" to 'postgres'
  set bytea_output to 'hex'
  set extra_float_digits to '1';
-- Its body: migrations/20261122050510_audit_policy_history.sql

revoke all on function "stagedoor"."policy_changes"(text[]) from public;

grant execute on function "stagedoor"."policy_changes"(text[]) to "postgres";
