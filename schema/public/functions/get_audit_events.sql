-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_audit_events (
  p_scope_id    uuid,
  p_limit       integer default 100,
  p_before      bigint  default null::bigint,
  p_override_id uuid    default null::uuid
)
  returns table (
    seq          bigint,
    occurred_at  timestamp with time zone,
    event        text,
    scope_id     uuid,
    actor_id     uuid,
    session_id   uuid,
    client_id    text,
    actor_role   text,
    login_role   text,
    intermediary text,
    subject_id   uuid,
    object_type  text,
    object_id    text,
    before       jsonb,
    after        jsonb,
    personal     jsonb,
    reason       text,
    window_from  timestamp with time zone,
    window_until timestamp with time zone,
    override_id  uuid,
    elevation_id uuid,
    leaf_hash    text
  )
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122055000_api_audit.sql

comment on function "public"."get_audit_events"(uuid, integer, bigint, uuid) is
  'Events of a project or organization, newest first.

Those of departments in which the caller does not hold audit:view are left out; of a
department that is gone they stay. p_before is the seq of the last row of the page before.
p_override_id keeps the events of one override. actor_id acted, in person or through
intermediary; login_role is the database login that committed. personal holds the values
that can be erased: an erased value is null. A null scope is the installation''s log, service
only.

Raises:
- 22023: p_limit outside 1 to 1000.
- 42501: without audit:view there.
- PT404: no such scope, or one that the caller may not know of (F24, F60).';

revoke all on function "public"."get_audit_events"(uuid, integer, bigint, uuid) from public;

grant execute
  on function "public"."get_audit_events"(uuid, integer, bigint, uuid)
  to "authenticated", "postgres", "service_role";
