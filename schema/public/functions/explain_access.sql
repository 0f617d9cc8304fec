-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.explain_access (
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns table (
    step       integer,
    checkpoint text,
    outcome    text,
    detail     jsonb,
    remedy     text
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122045100_api_explanations.sql

comment on function "public"."explain_access"(uuid, text, uuid, uuid) is
  'Why a user may do something at a scope, or not, step by step (F96).

The checkpoints in their order, up to the one that decides: caller, permission, scope,
archive, access, deny, allow, own, locked, second_factor. outcome is pass, fail or info; the
first fail is why not, and its detail has decides and reason. detail names accesses with
their role, link, implication and delegation, as far as the caller may know them. Then what
parts add, as info; then verdict, with allowed, reason, decided_by, and a sentence for
people. A no ends with change, the smallest that turns it into a yes; roles, which would
carry the key; and ask, the users who can give it whose names the caller may see.

About the caller it is judged in this session, and a scope that they are no member of is
like one that does not exist. About somebody else it needs access:view there, and is judged
as authorize_for does; whoever has no access there is no member, whether or not they have an
account.

Raises:
- 42501: about somebody else, without access:view there.
- PT404: about somebody else, in no scope that the caller is a member of.';

revoke all on function "public"."explain_access"(uuid, text, uuid, uuid) from public;

grant execute
  on function "public"."explain_access"(uuid, text, uuid, uuid)
  to "authenticated", "postgres";
