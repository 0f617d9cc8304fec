-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.guard_window (
  p_access      stagedoor.user_accesses,
  p_valid_from  timestamp with time zone,
  p_valid_until timestamp with time zone,
  p_is_locked   boolean,
  OUT           gives boolean,
  OUT           takes boolean
)
  returns record
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030310_operations_revoking.sql

revoke all
  on function "stagedoor"."guard_window"(stagedoor.user_accesses, timestamp
    with time zone, timestamp with time zone, boolean)
  from public;

grant execute
  on function "stagedoor"."guard_window"(stagedoor.user_accesses, timestamp
    with time zone, timestamp with time zone, boolean)
  to "postgres";
