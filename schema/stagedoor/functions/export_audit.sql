-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.export_audit (
  p_scope_id uuid,
  p_from     timestamp with time zone,
  p_to       timestamp with time zone
)
  returns bytea
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122050200_audit_read.sql

revoke all
  on function "stagedoor"."export_audit"(uuid, timestamp with time zone, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."export_audit"(uuid, timestamp with time zone, timestamp
    with time zone)
  to "authenticated", "postgres", "service_role";
