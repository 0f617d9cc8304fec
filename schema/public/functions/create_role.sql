-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_role (
  p_scope_id    uuid,
  p_role_key    text,
  p_name        text,
  p_description text default ''::text
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035600_api_roles.sql

comment on function "public"."create_role"(uuid, text, text, text) is
  'Define a role of a tenant at a scope; its id (F93).

It has no permission yet. It can be granted there and below. Needs role:edit there.

Raises:
- 22023: a key or name of the wrong form.
- 23505: a role of that key exists there, above it or built in.
- 42501: may not define roles there.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."create_role"(uuid, text, text, text) from public;

grant execute
  on function "public"."create_role"(uuid, text, text, text)
  to "authenticated", "postgres";
