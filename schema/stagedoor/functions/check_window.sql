-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_window (
  p_valid_from  timestamp with time zone,
  p_valid_until timestamp with time zone
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030300_operations_grants.sql

revoke all
  on function "stagedoor"."check_window"(timestamp with time zone, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."check_window"(timestamp with time zone, timestamp with time zone)
  to "postgres";
