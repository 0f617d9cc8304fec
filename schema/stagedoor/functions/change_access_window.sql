-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.change_access_window (
  p_access_id   uuid,
  p_valid_until timestamp with time zone,
  p_reason      text                     default null::text,
  p_valid_from  timestamp with time zone default null::timestamp with time zone
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030310_operations_revoking.sql

revoke all
  on function "stagedoor"."change_access_window"(uuid, timestamp
    with time zone, text, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."change_access_window"(uuid, timestamp
    with time zone, text, timestamp with time zone)
  to "authenticated", "postgres", "service_role";
