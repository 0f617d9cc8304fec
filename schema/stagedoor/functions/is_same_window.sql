-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_same_window (
  p_access      stagedoor.user_accesses,
  p_valid_from  timestamp with time zone,
  p_valid_until timestamp with time zone
)
  returns boolean
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122030300_operations_grants.sql

revoke all
  on function "stagedoor"."is_same_window"(stagedoor.user_accesses, timestamp
    with time zone, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."is_same_window"(stagedoor.user_accesses, timestamp
    with time zone, timestamp with time zone)
  to "postgres";
