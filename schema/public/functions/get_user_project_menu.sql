-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_user_project_menu (
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
  set search_path to '';
-- Its body: migrations/20261122035110_api_menus.sql

comment on function "public"."get_user_project_menu"(uuid, uuid) is
  'The menu of a project; whether the user may open each item (F13).

Every active item. can_access is true where the item asks for no key, or the user holds
it: through a role, a direct grant or a delegation, at the project, above it, or in a
department of it, now (F13, F14). For another user, departments in which the caller does not
hold access:view do not count. Any scope id serves. For the caller it never raises: in a
project that is unknown, another tenant''s or left, the items without a key are true and all
others false.

Raises for another user:
- 42501: the caller does not hold access:view there.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."get_user_project_menu"(uuid, uuid) from public;

grant execute
  on function "public"."get_user_project_menu"(uuid, uuid)
  to "authenticated", "postgres";
