-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.set_role_inclusion (
  p_role_id          uuid,
  p_included_role_id uuid,
  p_is_included      boolean
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035600_api_roles.sql

comment on function "public"."set_role_inclusion"(uuid, uuid, boolean) is
  'Include the permissions of another role in a tenant''s role, or stop it.

One level deep: a role that includes others cannot be included. Needs role:edit at the
role''s scope, and that the caller holds the keys that are added, or no longer denied (F94).
Returns whether anything changed.

Raises:
- 23514: deeper than one level; no user left who can give access.
- 42501: a built-in role; not held by the caller.
- PT404: no such role there.';

revoke all on function "public"."set_role_inclusion"(uuid, uuid, boolean) from public;

grant execute
  on function "public"."set_role_inclusion"(uuid, uuid, boolean)
  to "authenticated", "postgres";
