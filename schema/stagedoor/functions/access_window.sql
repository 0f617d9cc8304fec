-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.access_window (
  p_valid_from  timestamp with time zone,
  p_valid_until timestamp with time zone,
  p_granted_at  timestamp with time zone
)
  returns tstzrange
  language plpgsql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122020300_engine_accesses.sql

revoke all
  on function "stagedoor"."access_window"(timestamp with time zone, timestamp
    with time zone, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."access_window"(timestamp with time zone, timestamp
    with time zone, timestamp with time zone)
  to "postgres";
