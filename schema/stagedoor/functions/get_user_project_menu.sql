-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_user_project_menu (
  p_user_id    uuid,
  p_project_id uuid
)
  returns table (
    id                      uuid,
    item_key                text,
    parent_id               uuid,
    label                   text,
    path                    text,
    icon                    text,
    "position"              integer,
    required_permission_key text,
    is_active               boolean,
    can_access              boolean
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan';
-- Its body: migrations/20261122030110_operations_menus.sql

comment on function "stagedoor"."get_user_project_menu"(uuid, uuid) is
  'Implementation of public.get_user_project_menu.';

revoke all on function "stagedoor"."get_user_project_menu"(uuid, uuid) from public;

grant execute
  on function "stagedoor"."get_user_project_menu"(uuid, uuid)
  to "authenticated", "postgres";
