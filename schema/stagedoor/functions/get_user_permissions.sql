-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_user_permissions (
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
  security definer
  set search_path to '';
-- Its body: migrations/20261122030110_operations_menus.sql

comment on function "stagedoor"."get_user_permissions"(uuid, uuid) is
  'Implementation of public.get_user_permissions.';

revoke all on function "stagedoor"."get_user_permissions"(uuid, uuid) from public;

grant execute
  on function "stagedoor"."get_user_permissions"(uuid, uuid)
  to "authenticated", "postgres";
