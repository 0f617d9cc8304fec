-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.delegate_access (
  p_user_id         uuid,
  p_scope_id        uuid,
  p_permission_keys text[],
  p_valid_until     timestamp with time zone,
  p_reason          text                     default null::text
)
  returns uuid[]
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035500_api_delegations.sql

revoke all
  on function "public"."delegate_access"(uuid, uuid, text[], timestamp with time zone, text)
  from public;

grant execute
  on function "public"."delegate_access"(uuid, uuid, text[], timestamp with time zone, text)
  to "authenticated", "postgres";
