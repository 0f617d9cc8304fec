-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.delete_role (
  p_role_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035600_api_roles.sql

revoke all on function "public"."delete_role"(uuid) from public;

grant execute on function "public"."delete_role"(uuid) to "authenticated", "postgres";
