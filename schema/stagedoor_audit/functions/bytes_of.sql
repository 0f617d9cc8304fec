-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.bytes_of (
  p_sequence_id uuid,
  p_from        timestamp with time zone,
  p_to          timestamp with time zone
)
  returns bytea
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050200_audit_read.sql

alter function "stagedoor_audit"."bytes_of"(uuid, timestamp with time zone, timestamp
  with time zone) owner to "stagedoor_auditor";

revoke all
  on function "stagedoor_audit"."bytes_of"(uuid, timestamp with time zone, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor_audit"."bytes_of"(uuid, timestamp with time zone, timestamp
    with time zone)
  to "postgres";
