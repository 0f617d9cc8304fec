-- Verifying the log inside the database: finding the first leaf that was changed.
--
-- Each question about the log is answered in two steps. A function of the log's own role
-- reads; a definer in stagedoor checks the caller, because that role cannot read auth.

grant stagedoor_auditor to current_user;

create function stagedoor_audit.parsed(p_body bytea)
returns jsonb
language plpgsql
stable
set search_path = ''
as $$
begin
  return convert_from(p_body, 'UTF8')::pg_catalog.jsonb;
exception
  -- Bytes that are no event are reported, and must not raise.
  when others then return null;
end;
$$;

comment on function stagedoor_audit.parsed is
'The body of a leaf as jsonb. Null where it is not JSON in UTF-8.';

revoke all on function stagedoor_audit.parsed
  from public, anon, authenticated, service_role;

create function stagedoor_audit.broken_guard()
returns text
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the catalogue, and whether the log is complete.
  select g.problem
  from (
    select 1, format(
      '%s belongs to %s', c.oid::pg_catalog.regclass, c.relowner::pg_catalog.regrole)
    from pg_catalog.pg_class as c
    where c.relnamespace = 'stagedoor_audit'::pg_catalog.regnamespace
      and c.relkind = 'r'
      and c.relowner::pg_catalog.regrole::pg_catalog.text <> 'stagedoor_auditor'
    union all
    select 2, format(
      '%s belongs to %s', f.oid::pg_catalog.regprocedure, f.proowner::pg_catalog.regrole)
    from pg_catalog.pg_proc as f
    where f.pronamespace = 'stagedoor_audit'::pg_catalog.regnamespace
      and f.proowner::pg_catalog.regrole::pg_catalog.text <> 'stagedoor_auditor'
    union all
    select 3, format(
      '%s can act as %s', m.member::pg_catalog.regrole, m.roleid::pg_catalog.regrole)
    from pg_catalog.pg_auth_members as m
    where m.roleid::pg_catalog.regrole::pg_catalog.text = 'stagedoor_auditor'
      -- From 16 on the creator of a role keeps the right to grant it, and no other.
      and (
        coalesce((to_jsonb(m) ->> 'set_option')::boolean, true)
        or coalesce((to_jsonb(m) ->> 'inherit_option')::boolean, true)
      )
    union all
    select 4, format('trigger %s of %s is missing or off', w.tgname, w.relname)
    from (
      values
        ('stagedoor_audit.leaves', '_100_refuse', 'tg_any__refuse'),
        ('stagedoor_audit.leaves', '_110_refuse_truncate', 'tg_any__refuse'),
        ('stagedoor_audit.heads', '_100_refuse', 'tg_any__refuse'),
        ('stagedoor_audit.heads', '_110_refuse_truncate', 'tg_any__refuse'),
        ('stagedoor_audit.heads', '_120_advance', 'tg_heads__advance'),
        ('stagedoor_audit.installation', '_100_refuse', 'tg_any__refuse'),
        ('stagedoor_audit.installation', '_110_refuse_truncate', 'tg_any__refuse'),
        ('stagedoor_audit.installation', '_120_settle', 'tg_installation__settle'),
        ('stagedoor_audit.personal_values', '_100_refuse', 'tg_any__refuse'),
        ('stagedoor_audit.personal_values', '_110_refuse_truncate', 'tg_any__refuse'),
        ('stagedoor.event_queue', '_900_flush', 'tg_event_queue__flush')
    ) as w (relname, tgname, proname)
    where not exists (
      select
      from pg_catalog.pg_trigger as t
      join pg_catalog.pg_proc as f on f.oid = t.tgfoid
      where t.tgrelid = to_regclass(w.relname)
        and t.tgname = w.tgname
        and f.proname = w.proname
        and t.tgenabled = 'A'
    )
    union all
    select 5, 'it is being filled by a restore or a subscription'
    where stagedoor_audit.is_restoring()
  ) as g (position, problem)
  order by g.position, g.problem
  limit 1
$$;

comment on function stagedoor_audit.broken_guard is
'The guards of the log that are missing.

Null where every guard is in place.';

revoke all on function stagedoor_audit.broken_guard
  from public, anon, authenticated, service_role;

create function stagedoor_audit.verify(p_sequence_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads every leaf, which no other role may.
declare
  v_name   pg_catalog.text := stagedoor_audit.sequence_name(p_sequence_id);
  v_zero   pg_catalog.text := repeat('00', 32);
  v_head   stagedoor_audit.heads;
  v_events bigint;
  v_bad    bigint;
  v_reason pg_catalog.text;
begin
  select h.* into v_head
  from stagedoor_audit.heads as h
  where h.sequence_id = p_sequence_id;

  select count(*) into v_events
  from stagedoor_audit.leaves as l
  where l.sequence_id = p_sequence_id;

  -- Each leaf, beside the ones before and after it.
  select
    case
      -- A broken link is blamed on its older end, unless the newer one does not fit on
      -- either.
      when c.reason = 'not linked'
        and coalesce(c.after ->> 'prev', encode(v_head.last_hash, 'hex'))
          = encode(c.leaf_hash, 'hex')
        then greatest(c.position - 1, 1)
      else c.position
    end,
    c.reason
  into v_bad, v_reason
  from (
    select
      l.*,
      case
        when l.seq <> l.position then 'missing'
        when l.leaf_hash <> sha256('\x00'::pg_catalog.bytea || l.body) then 'changed'
        when l.said is null then 'malformed'
        when (l.said ->> 'sequence', l.said ->> 'seq')
          is distinct from (v_name, l.seq::pg_catalog.text) then 'misplaced'
        when (l.said ->> 'event', l.said ->> 'at', l.said ->> 'override_id')
          is distinct from (
            l.event,
            stagedoor_audit.quoted(l.occurred_at)::pg_catalog.json #>> '{}',
            l.override_id::pg_catalog.text
          ) then 'columns differ'
        when l.said ->> 'prev' is distinct from coalesce(encode(l.before, 'hex'), v_zero)
          then 'not linked'
      end as reason
    from (
      select
        p.*,
        lag(p.leaf_hash) over w as before,
        lead(p.said) over w as after,
        row_number() over w as position
      from (
        select l.seq, l.body, l.leaf_hash, l.occurred_at, l.event, l.override_id,
          stagedoor_audit.parsed(l.body) as said
        from stagedoor_audit.leaves as l
        where l.sequence_id = p_sequence_id
      ) as p
      window w as (order by p.seq)
    ) as l
  ) as c
  where c.reason is not null
  order by c.position
  limit 1;

  if v_reason is null and v_events <> coalesce(v_head.last_seq, 0) then
    v_bad := least(v_events, coalesce(v_head.last_seq, 0)) + 1;
    v_reason := case when v_events < v_head.last_seq then 'missing' else 'added' end;
  end if;

  if v_reason is null and v_events > 0 and v_head.last_hash is distinct from (
    select l.leaf_hash
    from stagedoor_audit.leaves as l
    where l.sequence_id = p_sequence_id and l.seq = v_events
  ) then
    v_bad := v_events;
    v_reason := 'not linked';
  end if;

  -- Erased values are gone; values that remain must match their hashes.
  if v_reason is null then
    select v.seq, 'personal value differs' into v_bad, v_reason
    from stagedoor_audit.personal_values as v
    left join stagedoor_audit.leaves as l using (sequence_id, seq)
    where v.sequence_id = p_sequence_id
      and stagedoor_audit.parsed(l.body) -> 'personal' ->> v.key
        is distinct from encode(sha256(v.salt || convert_to(v.value, 'UTF8')), 'hex')
    order by v.seq
    limit 1;
  end if;

  if v_reason is null then
    v_reason := 'unguarded: ' || stagedoor_audit.broken_guard();
  end if;

  return jsonb_build_object(
    'ok', v_reason is null,
    'events', v_events,
    'first_bad_seq', v_bad,
    'reason', v_reason
  );
end;
$$;

comment on function stagedoor_audit.verify is
'Check every leaf of a sequence, its links, its head, and the guard.';

revoke all on function stagedoor_audit.verify
  from public, anon, authenticated, service_role;

select stagedoor.guard_audit_log();

create function stagedoor.readable_sequence(p_scope_id uuid)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads scopes, which the caller may not. Decides whether the caller may read the log.
declare
  v_sequence_id pg_catalog.uuid;
begin
  if p_scope_id is null then
    if not stagedoor.is_service() then
      perform stagedoor.raise_denied('audit:view', 'none');
    end if;
    return '00000000-0000-0000-0000-000000000000';
  end if;

  -- A department's events are in its project's sequence, so that reading them reads all of
  -- it.
  select coalesce(s.project_id, s.id) into v_sequence_id
  from stagedoor.scopes as s
  where s.id = p_scope_id;
  v_sequence_id := coalesce(v_sequence_id, p_scope_id);

  -- A deleted scope has no members left; its record stays readable for the service.
  if not stagedoor.is_service() then
    perform stagedoor.enforce('audit:view', v_sequence_id);
  end if;
  return v_sequence_id;
end;
$$;

comment on function stagedoor.readable_sequence is
'The sequence of the events of a scope, if the caller may read it.

Raises 42501 without audit:view there, PT404 for a scope that the caller may not know of,
and
42501 for the installation''s (null) unless the service asks.';

revoke all on function stagedoor.readable_sequence
  from public, anon, authenticated, service_role;

create function stagedoor.verify_audit(p_scope_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Calls into the audit log, which no other role may.
begin
  return stagedoor_audit.verify(stagedoor.readable_sequence(p_scope_id));
end;
$$;

comment on function stagedoor.verify_audit is
'Verify a sequence. Guard of public.verify_audit.';

revoke all on function stagedoor.verify_audit
  from public, anon, authenticated, service_role;
grant execute on function stagedoor.verify_audit to authenticated, service_role;
