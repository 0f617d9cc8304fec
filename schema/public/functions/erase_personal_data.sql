-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.erase_personal_data (
  p_user_id uuid
)
  returns bigint
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122055000_api_audit.sql

revoke all on function "public"."erase_personal_data"(uuid) from public;

grant execute on function "public"."erase_personal_data"(uuid) to "postgres", "service_role";
