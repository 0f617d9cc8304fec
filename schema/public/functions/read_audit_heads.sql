-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.read_audit_heads (
  p_after uuid    default null::uuid,
  p_limit integer default 1000
)
  returns table (
    sequence_id  uuid,
    sequence     text,
    size         bigint,
    installation text
  )
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122055000_api_audit.sql

revoke all on function "public"."read_audit_heads"(uuid, integer) from public;

grant execute
  on function "public"."read_audit_heads"(uuid, integer)
  to "postgres", "service_role";
