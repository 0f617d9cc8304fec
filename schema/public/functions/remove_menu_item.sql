-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.remove_menu_item (
  p_item_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035110_api_menus.sql

revoke all on function "public"."remove_menu_item"(uuid) from public;

grant execute on function "public"."remove_menu_item"(uuid) to "authenticated", "postgres";
