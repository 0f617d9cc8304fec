-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.end_member_elevations (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns integer
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122035800_api_sessions.sql

comment on function "public"."end_member_elevations"(uuid, uuid) is
  'End the elevations of a user at a scope and below (F55, F92).

Returns how many were open. Needs access:revoke there, except for the caller''s own.

Raises:
- 42501: may not end those of another user.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."end_member_elevations"(uuid, uuid) from public;

grant execute
  on function "public"."end_member_elevations"(uuid, uuid)
  to "authenticated", "postgres";
