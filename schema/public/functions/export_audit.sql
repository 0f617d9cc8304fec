-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.export_audit (
  p_scope_id uuid,
  p_from     timestamp with time zone default null::timestamp with time zone,
  p_to       timestamp with time zone default null::timestamp with time zone
)
  returns bytea
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122055000_api_audit.sql

revoke all
  on function "public"."export_audit"(uuid, timestamp with time zone, timestamp
    with time zone)
  from public;

grant execute
  on function "public"."export_audit"(uuid, timestamp with time zone, timestamp
    with time zone)
  to "authenticated", "postgres", "service_role";
