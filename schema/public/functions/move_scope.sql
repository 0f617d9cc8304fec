-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.move_scope (
  p_scope_id  uuid,
  p_parent_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035200_api_scopes.sql

revoke all on function "public"."move_scope"(uuid, uuid) from public;

grant execute on function "public"."move_scope"(uuid, uuid) to "authenticated", "postgres";
