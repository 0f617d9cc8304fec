-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_my_session (
  p_scope_id uuid
)
  returns jsonb
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122035110_api_menus.sql

revoke all on function "public"."get_my_session"(uuid) from public;

grant execute on function "public"."get_my_session"(uuid) to "authenticated", "postgres";
