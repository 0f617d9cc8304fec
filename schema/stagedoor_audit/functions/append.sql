-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.append (
  p_events stagedoor.event_queue[]
)
  returns bigint
  language plpgsql
  security definer
  set search_path to ''
  set plan_cache_mode to 'force_generic_plan'
  AS $function$
-- Writes the log, which nobody else may.
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
        ', "client_id": %s, "actor_role": %s, "login_role": %s, "intermediary": %s, "subject_id": %s'
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
      v_sequence_id, v_seq, v_body, v_hash,
      v_event.occurred_at, v_event.event, v_event.override_id
    );
  end loop;

  update stagedoor_audit.heads as h
  set last_seq = v_seq, last_hash = v_hash, changed_at = clock_timestamp()
  where h.sequence_id = v_sequence_id;

  return v_seq;
end;
$function$;

alter function "stagedoor_audit"."append"(stagedoor.event_queue[]) owner to
  "stagedoor_auditor";

comment on function "stagedoor_audit"."append"(stagedoor.event_queue[]) is
  'Append events of one transaction to their sequence; its new length.

All events belong to the sequence of the first one and are appended in the order given. The
login role is taken from the database session, so that whoever writes the queue cannot
choose it; whoever makes themselves a member of stagedoor_auditor needs no queue
(docs/audit.md). If this fails, the operation that it records fails.';

revoke all on function "stagedoor_audit"."append"(stagedoor.event_queue[]) from public;

grant execute on function "stagedoor_audit"."append"(stagedoor.event_queue[]) to "postgres";
