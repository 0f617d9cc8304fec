-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.fingerprint_lines()
  returns table (
    kind   text,
    object text,
    fact   text
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
-- Its body: migrations/20261122050500_audit_fingerprint.sql

revoke all on function "stagedoor"."fingerprint_lines"() from public;

grant execute on function "stagedoor"."fingerprint_lines"() to "postgres";
