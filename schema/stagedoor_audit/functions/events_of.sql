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
  set search_path to ''
  AS $function$
  -- Reads leaves and what is about people, which nobody else may.
  with page as (
    select l.seq, l.leaf_hash, stagedoor_audit.parsed(l.body) as said
    from stagedoor_audit.leaves as l
    where l.sequence_id = p_sequence_id
      and (p_before is null or l.seq < p_before)
      and (p_override_id is null or l.override_id = p_override_id)
      -- A body is parsed only where something is to be left out.
      and (p_without = '{}' or (
        stagedoor_audit.parsed(l.body) ->> 'scope_id'
          = any (p_without::pg_catalog.text[])) is not true)
    order by l.seq desc
    limit p_limit
  )
  select
    p.seq, (p.said ->> 'at')::pg_catalog.timestamptz, p.said ->> 'event',
    (p.said ->> 'scope_id')::pg_catalog.uuid, (p.said ->> 'actor_id')::pg_catalog.uuid,
    (p.said ->> 'session_id')::pg_catalog.uuid, p.said ->> 'client_id',
    p.said ->> 'actor_role',
    p.said ->> 'login_role', p.said ->> 'intermediary',
    (p.said ->> 'subject_id')::pg_catalog.uuid, p.said ->> 'object_type',
    p.said ->> 'object_id', nullif(p.said -> 'before', 'null'),
    nullif(p.said -> 'after', 'null'),
    (
      select jsonb_object_agg(k.key, v.value)
      from jsonb_object_keys(nullif(p.said -> 'personal', 'null')) as k (key)
      left join stagedoor_audit.personal_values as v
        on v.sequence_id = p_sequence_id and v.seq = p.seq and v.key = k.key
    ),
    p.said ->> 'reason', (p.said ->> 'window_from')::pg_catalog.timestamptz,
    (p.said ->> 'window_until')::pg_catalog.timestamptz,
    (p.said ->> 'override_id')::pg_catalog.uuid,
    (p.said ->> 'elevation_id')::pg_catalog.uuid, encode(p.leaf_hash, 'hex')
  from page as p
  order by p.seq desc
$function$;

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
