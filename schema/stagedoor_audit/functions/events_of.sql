-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.events_of (
  p_sequence_id uuid,
  p_limit       integer,
  p_before      bigint,
  p_override_id uuid,
  p_without     uuid[]
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
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122050200_audit_read.sql

alter function "stagedoor_audit"."events_of"(uuid, integer, bigint, uuid, uuid[]) owner to
  "stagedoor_auditor";

comment on function "stagedoor_audit"."events_of"(uuid, integer, bigint, uuid, uuid[]) is
  'A page of events of a sequence, newest first.

p_without are scopes whose events are left out. An erased value is a key with null.';

revoke all
  on function "stagedoor_audit"."events_of"(uuid, integer, bigint, uuid, uuid[])
  from public;

grant execute
  on function "stagedoor_audit"."events_of"(uuid, integer, bigint, uuid, uuid[])
  to "postgres";
