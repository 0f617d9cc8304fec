-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_audit_events (
  p_scope_id    uuid,
  p_limit       integer,
  p_before      bigint,
  p_override_id uuid
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
  security definer
  set search_path to '';
-- Its body: migrations/20261122050200_audit_read.sql

comment on function "stagedoor"."get_audit_events"(uuid, integer, bigint, uuid) is
  'Page through a sequence. Guard of public.get_audit_events.';

revoke all
  on function "stagedoor"."get_audit_events"(uuid, integer, bigint, uuid)
  from public;

grant execute
  on function "stagedoor"."get_audit_events"(uuid, integer, bigint, uuid)
  to "authenticated", "postgres", "service_role";
