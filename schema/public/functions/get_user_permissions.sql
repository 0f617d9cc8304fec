-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_user_permissions (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns table (
    permission_key text,
    policy         text,
    via            text,
    valid_until    timestamp with time zone
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122035110_api_menus.sql

revoke all on function "public"."get_user_permissions"(uuid, uuid) from public;

grant execute
  on function "public"."get_user_permissions"(uuid, uuid)
  to "authenticated", "postgres";
