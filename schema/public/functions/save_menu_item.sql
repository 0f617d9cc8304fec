-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.save_menu_item (
  p_scope_id uuid,
  p_item     jsonb
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035110_api_menus.sql

revoke all on function "public"."save_menu_item"(uuid, jsonb) from public;

grant execute
  on function "public"."save_menu_item"(uuid, jsonb)
  to "authenticated", "postgres";
