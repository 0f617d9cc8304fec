-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_audit.verify (
  p_sequence_id uuid
)
  returns jsonb
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads every leaf, which nobody else may.
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

  -- What each leaf says, beside what stands before and after it.
  select
    case
      -- A broken link accuses its older end, unless the newer one does not fit on either.
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

  -- What was erased is gone; what is still there must be what was said.
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
$function$;

alter function "stagedoor_audit"."verify"(uuid) owner to "stagedoor_auditor";

comment on function "stagedoor_audit"."verify"(uuid) is 'Check every leaf of a sequence, its links, its head, and the guard.';

revoke all on function "stagedoor_audit"."verify"(uuid) from public;

grant execute on function "stagedoor_audit"."verify"(uuid) to "postgres";
