-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_role_permission (
  p_role_id        uuid,
  p_permission_key text,
  p_policy         text
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035600_api_roles.sql

comment on function "public"."set_role_permission"(uuid, text, text) is
  'Add a permission to a tenant''s role, or change its policy.

A null policy removes it. Holds for every holder at once (F95). Needs role:edit at the
role''s scope, and that the caller holds the permission (F94). Returns whether anything
changed.

Raises:
- 22023: a policy that is not allow, own, locked or deny.
- 23514: no user would be left who can give access.
- 42501: a built-in role; not held by the caller.
- PT404: no such role or permission, or the caller may not know of it.';

revoke all on function "public"."set_role_permission"(uuid, text, text) from public;

grant execute
  on function "public"."set_role_permission"(uuid, text, text)
  to "authenticated", "postgres";
