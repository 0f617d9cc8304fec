-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.authorize_for (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns jsonb
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122035100_api_questions.sql

comment on function "public"."authorize_for"(uuid, text, uuid, uuid) is
  'What authorize would answer somebody else (F96, F97).

Without elevation and at aal1. For a back end with the service key, and for holders of
access:view at the scope; of oneself every member may ask. Answers as authorize does, with
not_a_member for somebody else who is none; a key that needs a second factor answers
needs_aal2. Counts no denial.

Raises:
- PT404: no such scope, or the caller is no member of it.
- 42501: the caller may not see who holds what there.';

revoke all on function "public"."authorize_for"(uuid, text, uuid, uuid) from public;

grant execute
  on function "public"."authorize_for"(uuid, text, uuid, uuid)
  to "authenticated", "postgres", "service_role";
