-- Reading the log: export its bytes, page through its events.

grant stagedoor_auditor to current_user;

create function stagedoor_audit.bytes_of(
  p_sequence_id uuid, p_from timestamptz, p_to timestamptz
)
returns bytea
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads leaves, which no other role may.
  select coalesce(string_agg(l.body || '\x0a'::pg_catalog.bytea, '' order by l.seq), '')
  from stagedoor_audit.leaves as l
  where l.sequence_id = p_sequence_id
    -- Events join the log in the order of commits, which is nearly, not quite, that of
    -- their times. A gap could not be told from a removal: hence everything between the
    -- ends.
    and l.seq between (
      select min(b.seq)
      from stagedoor_audit.leaves as b
      where b.sequence_id = p_sequence_id
        and (p_from is null or b.occurred_at >= p_from)
    ) and (
      select max(b.seq)
      from stagedoor_audit.leaves as b
      where b.sequence_id = p_sequence_id
        and (p_to is null or b.occurred_at < p_to)
    )
$$;

comment on function stagedoor_audit.bytes_of is
'The bodies of a sequence, a line each, of one period.

From the first to the last event of it, without a gap.';

revoke all on function stagedoor_audit.bytes_of
  from public, anon, authenticated, service_role;

create function stagedoor_audit.events_of(
  p_sequence_id uuid, p_limit integer, p_before bigint, p_override_id uuid, p_without uuid[]
)
returns table (
  seq bigint, occurred_at timestamptz, event text, scope_id uuid, actor_id uuid,
  session_id uuid, client_id text, actor_role text, login_role text, intermediary text,
  subject_id uuid,
  object_type text, object_id text, before jsonb, after jsonb, personal jsonb, reason text,
  window_from timestamptz, window_until timestamptz, override_id uuid, elevation_id uuid,
  leaf_hash text
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads leaves and personal values, which no other role may.
  with page as (
    select l.seq, l.leaf_hash, stagedoor_audit.parsed(l.body) as said
    from stagedoor_audit.leaves as l
    where l.sequence_id = p_sequence_id
      and (p_before is null or l.seq < p_before)
      and (p_override_id is null or l.override_id = p_override_id)
      -- A body is parsed only where some events are left out.
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
$$;

comment on function stagedoor_audit.events_of is
'A page of events of a sequence, newest first.

p_without are scopes whose events are left out. An erased value is a key with null.';

revoke all on function stagedoor_audit.events_of
  from public, anon, authenticated, service_role;

select stagedoor.guard_audit_log();

create function stagedoor.unreadable_departments(p_sequence_id uuid)
returns uuid[]
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads scopes, which the caller may not. Asked by definers only.
declare
  v_scopes pg_catalog.uuid[] := stagedoor.scopes_listed('audit:view', p_sequence_id);
begin
  if stagedoor.is_service() then
    return '{}';
  end if;
  return array(
    select s.id
    from stagedoor.scopes as s
    where s.project_id = p_sequence_id and s.id <> all (v_scopes)
  );
end;
$$;

comment on function stagedoor.unreadable_departments is
'Departments whose events in a sequence the caller may not read.

Those in which audit:view is denied to a caller who holds it at the project. None for the
service. Events of a department that is gone stay with the project.';

revoke all on function stagedoor.unreadable_departments
  from public, anon, authenticated, service_role;

create function stagedoor.note_reading(p_action text, p_sequence_id uuid)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes the access log, which no other role may. A log outlives its scope.
  select stagedoor.log_shown(
    p_action, 'audit_log', array[p_sequence_id::pg_catalog.text],
    (select s.id from stagedoor.scopes as s where s.id = p_sequence_id))
$$;

comment on function stagedoor.note_reading is
'Note that the audit log of a sequence was read or exported (F88).';

create function stagedoor.export_audit(
  p_scope_id uuid, p_from timestamptz, p_to timestamptz
)
returns bytea
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Calls into the audit log and writes the access log, which no other role may.
declare
  v_sequence_id pg_catalog.uuid := stagedoor.readable_sequence(p_scope_id);
begin
  -- Bytes with a gap would not verify: the export is whole or refused.
  if stagedoor.unreadable_departments(v_sequence_id) <> '{}' then
    perform stagedoor.raise_denied('audit:view');
  end if;
  perform stagedoor.note_reading('export', v_sequence_id);
  return stagedoor_audit.bytes_of(v_sequence_id, p_from, p_to);
end;
$$;

comment on function stagedoor.export_audit is
'Export a sequence. Guard of public.export_audit.';

create function stagedoor.get_audit_events(
  p_scope_id uuid, p_limit integer, p_before bigint, p_override_id uuid
)
returns table (
  seq bigint, occurred_at timestamptz, event text, scope_id uuid, actor_id uuid,
  session_id uuid, client_id text, actor_role text, login_role text, intermediary text,
  subject_id uuid,
  object_type text, object_id text, before jsonb, after jsonb, personal jsonb, reason text,
  window_from timestamptz, window_until timestamptz, override_id uuid, elevation_id uuid,
  leaf_hash text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Calls into the audit log and writes the access log, which no other role may.
declare
  v_sequence_id pg_catalog.uuid;
begin
  if p_limit is null or p_limit not between 1 and 1000 then
    raise invalid_parameter_value using message = 'A page holds 1 to 1000 events';
  end if;
  v_sequence_id := stagedoor.readable_sequence(p_scope_id);
  perform stagedoor.note_reading('read', v_sequence_id);
  return query
  select e.*
  from stagedoor_audit.events_of(
    v_sequence_id, p_limit, p_before, p_override_id,
    stagedoor.unreadable_departments(v_sequence_id)) as e;
end;
$$;

comment on function stagedoor.get_audit_events is
'Page through a sequence. Guard of public.get_audit_events.';

revoke all on function
  stagedoor.note_reading,
  stagedoor.export_audit,
  stagedoor.get_audit_events
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.export_audit,
  stagedoor.get_audit_events
to authenticated, service_role;
