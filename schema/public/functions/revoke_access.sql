-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.revoke_access (
  p_access_id uuid,
  p_reason    text default null::text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035300_api_accesses.sql

revoke all on function "public"."revoke_access"(uuid, text) from public;

grant execute
  on function "public"."revoke_access"(uuid, text)
  to "authenticated", "postgres", "service_role";
