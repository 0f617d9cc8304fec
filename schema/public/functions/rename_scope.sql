-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.rename_scope (
  p_scope_id uuid,
  p_name     text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035200_api_scopes.sql

revoke all on function "public"."rename_scope"(uuid, text) from public;

grant execute on function "public"."rename_scope"(uuid, text) to "authenticated", "postgres";
