-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.replace_access (
  p_access      stagedoor.user_accesses,
  p_valid_from  timestamp with time zone,
  p_valid_until timestamp with time zone,
  p_reason      text,
  p_lifts       boolean
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030310_operations_revoking.sql

revoke all
  on function "stagedoor"."replace_access"(stagedoor.user_accesses, timestamp
    with time zone, timestamp with time zone, text, boolean)
  from public;

grant execute
  on function "stagedoor"."replace_access"(stagedoor.user_accesses, timestamp
    with time zone, timestamp with time zone, text, boolean)
  to "postgres";
