-- Appending: how the events of one transaction become the next leaves of a sequence.
--
-- The engine calls append once per sequence, at commit. The head is locked before the last
-- hash is read and until the transaction ends: without the lock, transactions that read the
-- same last hash forked the sequence.

grant stagedoor_auditor to current_user;

create function stagedoor_audit.without_numbers(p_value jsonb)
returns jsonb
language plpgsql
immutable
strict
parallel safe
set search_path = ''
as $$
begin
  if not jsonb_path_exists(p_value, '$.** ? (@.type() == "number")') then
    return p_value;
  end if;

  return case jsonb_typeof(p_value)
    when 'number' then to_jsonb(p_value #>> '{}')
    when 'array' then (
      select jsonb_agg(stagedoor_audit.without_numbers(e.value) order by e.ordinality)
      from jsonb_array_elements(p_value) with ordinality as e
    )
    else (
      select jsonb_object_agg(e.key, stagedoor_audit.without_numbers(e.value))
      from jsonb_each(p_value) as e
    )
  end;
end;
$$;

comment on function stagedoor_audit.without_numbers is
'The same value with every number as a string.

Readers disagree about numbers: some round at 2^53, some rewrite 1.0 as 1.';

revoke all on function stagedoor_audit.without_numbers
  from public, anon, authenticated, service_role;

create function stagedoor_audit.sequence_name(p_sequence_id uuid)
returns text
language plpgsql
immutable
parallel safe
set search_path = ''
as $$
begin
  return case p_sequence_id
    when '00000000-0000-0000-0000-000000000000' then 'installation'
    else p_sequence_id::pg_catalog.text
  end;
end;
$$;

comment on function stagedoor_audit.sequence_name is
'The name of a sequence in leaves and checkpoints.

An id, or the word installation.';

revoke all on function stagedoor_audit.sequence_name
  from public, anon, authenticated, service_role;

create function stagedoor_audit.quoted(p_at timestamptz)
returns text
language plpgsql
immutable
strict
parallel safe
set search_path = ''
as $$
begin
  return to_char(p_at at time zone 'UTC', '"\""YYYY-MM-DD"T"HH24:MI:SS.US"Z\""');
end;
$$;

comment on function stagedoor_audit.quoted is
'A moment as JSON: UTC with microseconds. Null for infinity.';

revoke all on function stagedoor_audit.quoted
  from public, anon, authenticated, service_role;

create function stagedoor_audit.put_aside(
  p_sequence_id uuid, p_seq bigint, p_event stagedoor.event_queue
)
returns text
language sql
volatile
set search_path = ''
as $$
  with put as (
    insert into stagedoor_audit.personal_values as v (
      sequence_id, seq, key, person_id, salt, value
    )
    select
      p_sequence_id, p_seq, e.key,
      case
        -- The address of a request is about the user who made it.
        when e.key ~ '^(ip|user_agent|actor_)' then p_event.actor_id
        when p_event.subject_id is not null then p_event.subject_id
        when p_event.object_type = 'user_accounts' then p_event.object_id::pg_catalog.uuid
      end,
      uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()),
      e.value
    from jsonb_each_text(p_event.personal) as e
    where e.value is not null
    returning v.key, sha256(v.salt || convert_to(v.value, 'UTF8')) as hash
  )
  select '{' || string_agg(
    to_json(p.key)::pg_catalog.text || ': "' || encode(p.hash, 'hex') || '"',
    ', ' order by p.key collate "C"
  ) || '}'
  from put as p
$$;

comment on function stagedoor_audit.put_aside is
'Store the personal values of an event; their salted hashes as JSON.';

revoke all on function stagedoor_audit.put_aside
  from public, anon, authenticated, service_role;

create function stagedoor_audit.append(p_events stagedoor.event_queue[])
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Writes the log, which no other role may.
declare
  v_sequence_id pg_catalog.uuid := coalesce(
    (p_events[1]).sequence_id, '00000000-0000-0000-0000-000000000000');
  v_begin       pg_catalog.text := '{"v": "1", "sequence": "'
    || stagedoor_audit.sequence_name(v_sequence_id) || '", "seq": "';
  v_login_role  pg_catalog.text := to_json(session_user::pg_catalog.text);
  v_event       stagedoor.event_queue;
  v_said        pg_catalog.text[];
  v_more        pg_catalog.text[];
  v_length      bigint;
  v_seq         bigint;
  v_hash        pg_catalog.bytea;
  v_body        pg_catalog.bytea;
begin
  -- Whatever does not depend on the position is written before the head is locked: from
  -- then until the commit, everybody else in this sequence waits.
  foreach v_event in array p_events loop
    v_said := v_said || format(
      '", "at": %s, "event": %s, "scope_id": %s, "actor_id": %s, "session_id": %s'
        ', "client_id": %s, "actor_role": %s, "login_role": %s, "intermediary": %s'
        ', "subject_id": %s'
        ', "object_type": %s, "object_id": %s, "before": %s, "after": %s, "personal": ',
      coalesce(stagedoor_audit.quoted(v_event.occurred_at), 'null'),
      to_json(v_event.event),
      coalesce(to_json(v_event.scope_id), 'null'),
      coalesce(to_json(v_event.actor_id), 'null'),
      coalesce(to_json(v_event.session_id), 'null'),
      coalesce(to_json(v_event.client_id), 'null'),
      coalesce(to_json(v_event.actor_role), 'null'),
      v_login_role,
      coalesce(to_json(v_event.intermediary), 'null'),
      coalesce(to_json(v_event.subject_id), 'null'),
      coalesce(to_json(v_event.object_type), 'null'),
      coalesce(to_json(v_event.object_id), 'null'),
      coalesce(stagedoor_audit.without_numbers(v_event.before), 'null'),
      coalesce(stagedoor_audit.without_numbers(v_event.after), 'null'));
    v_more := v_more || format(
      ', "reason": %s, "window_from": %s, "window_until": %s, "override_id": %s'
        ', "elevation_id": %s, "prev": "',
      coalesce(to_json(v_event.reason), 'null'),
      coalesce(stagedoor_audit.quoted(v_event.window_from), 'null'),
      coalesce(stagedoor_audit.quoted(v_event.window_until), 'null'),
      coalesce(to_json(v_event.override_id), 'null'),
      coalesce(to_json(v_event.elevation_id), 'null'));
  end loop;

  loop
    select h.last_seq, h.last_seq, h.last_hash into v_length, v_seq, v_hash
    from stagedoor_audit.heads as h
    where h.sequence_id = v_sequence_id
    for update;
    exit when found;

    insert into stagedoor_audit.heads (sequence_id, last_seq, last_hash)
    values (v_sequence_id, 0, decode(repeat('00', 32), 'hex'))
    on conflict on constraint heads_pkey do nothing;
  end loop;

  -- Each leaf names the hash of the one before it.
  foreach v_event in array p_events loop
    v_seq := v_seq + 1;
    v_body := convert_to(
      v_begin || v_seq || v_said[v_seq - v_length]
        || case
             when v_event.personal is null then 'null'
             else coalesce(
               stagedoor_audit.put_aside(v_sequence_id, v_seq, v_event), 'null')
           end
        || v_more[v_seq - v_length] || encode(v_hash, 'hex') || '"}',
      'UTF8');
    v_hash := sha256('\x00'::pg_catalog.bytea || v_body);

    insert into stagedoor_audit.leaves (
      sequence_id, seq, body, leaf_hash, occurred_at, event, override_id
    )
    values (
      v_sequence_id, v_seq, v_body, v_hash, v_event.occurred_at, v_event.event,
      v_event.override_id
    );
  end loop;

  update stagedoor_audit.heads as h
  set last_seq = v_seq, last_hash = v_hash, changed_at = clock_timestamp()
  where h.sequence_id = v_sequence_id;

  return v_seq;
end;
$$;

comment on function stagedoor_audit.append is
'Append events of one transaction to their sequence; its new length.

All events belong to the sequence of the first one and are appended in the order given. The
login role is taken from the database session, so that a writer of the queue cannot choose
it; a member of stagedoor_auditor needs no queue (docs/audit.md). If this fails, the
operation that it records fails.';

revoke all on function stagedoor_audit.append
  from public, anon, authenticated, service_role;

select stagedoor.guard_audit_log();
