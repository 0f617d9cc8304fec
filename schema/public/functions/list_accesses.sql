-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.list_accesses (
  p_scope_id uuid,
  p_limit    integer default 100,
  p_after    uuid    default null::uuid
)
  returns table (
    access_id      uuid,
    user_id        uuid,
    email          text,
    fullname_first text,
    fullname_last  text,
    scope_id       uuid,
    scope_name     text,
    grant_type     text,
    grant_key      text,
    status         text,
    state          text,
    valid_from     timestamp with time zone,
    valid_until    timestamp with time zone,
    granted_by     uuid,
    granted_at     timestamp with time zone,
    reason         text,
    revoked_by     uuid,
    revoked_at     timestamp with time zone,
    revoke_reason  text,
    delegated_from uuid
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122035300_api_accesses.sql

comment on function "public"."list_accesses"(uuid, integer, uuid) is
  'A page of the accesses at a scope, of any status (F24, F97).

Those in the departments of a project are included, but for departments that are archived
or in which the caller does not hold access:view. The list of an organization leaves out
those of its projects. Ordered by access_id; p_after is the last id of the page before.
p_limit: 1 to 1000. state is what the access is now: live, suspended while its user is
banned or their login is gone, invited, not_yet_valid, expired or revoked. email is the
confirmed address as it is now. Needs access:view.

Raises:
- 22023: a page of the wrong length.
- 42501: the caller does not hold access:view there.
- PT404: no such scope, or the caller is no member of it.';

revoke all on function "public"."list_accesses"(uuid, integer, uuid) from public;

grant execute
  on function "public"."list_accesses"(uuid, integer, uuid)
  to "authenticated", "postgres";
