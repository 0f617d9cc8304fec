-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.leave_scope (
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035300_api_accesses.sql

revoke all on function "public"."leave_scope"(uuid) from public;

grant execute on function "public"."leave_scope"(uuid) to "authenticated", "postgres";
