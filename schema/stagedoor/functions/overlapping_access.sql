-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.overlapping_access (
  p_user_id        uuid,
  p_scope_id       uuid,
  p_grant_id       uuid,
  p_delegated_from uuid,
  p_valid_from     timestamp with time zone,
  p_valid_until    timestamp with time zone
)
  returns stagedoor.user_accesses
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030300_operations_grants.sql

revoke all
  on function "stagedoor"."overlapping_access"(uuid, uuid, uuid, uuid, timestamp
    with time zone, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."overlapping_access"(uuid, uuid, uuid, uuid, timestamp
    with time zone, timestamp with time zone)
  to "postgres";
