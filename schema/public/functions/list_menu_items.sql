-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_menu_items (
  p_scope_id uuid
)
  returns table (
    id                      uuid,
    scope_id                uuid,
    item_key                text,
    parent_id               uuid,
    label                   text,
    path                    text,
    icon                    text,
    "position"              integer,
    required_permission_key text,
    is_active               boolean,
    is_built_in             boolean
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122035110_api_menus.sql

revoke all on function "public"."list_menu_items"(uuid) from public;

grant execute on function "public"."list_menu_items"(uuid) to "authenticated", "postgres";
