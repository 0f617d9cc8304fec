-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.verify_audit (
  p_scope_id uuid
)
  returns jsonb
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122055000_api_audit.sql

revoke all on function "public"."verify_audit"(uuid) from public;

grant execute
  on function "public"."verify_audit"(uuid)
  to "authenticated", "postgres", "service_role";
