-- Evidence: what an override was, and where the audit log says so.

-- Each reveals salts.
insert into stagedoor.endpoint_limits (endpoint, at_most, within) values
  ('override.exported', 60, '1 hour');

create function stagedoor_film.export_override_evidence(p_override_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Calls into the audit log and reads overrides, which no request role may. Salts leave of
-- the events of this override alone; of who was erased there are none any more.
declare
  v_override    public.emergency_overrides;
  v_code        public.cost_codes;
  v_scope_id    pg_catalog.uuid;
  v_sequence_id pg_catalog.uuid;
  v_events      pg_catalog.jsonb;
  v_keys        pg_catalog.jsonb;
  v_line_amount numeric;
begin
  select o.* into v_override
  from public.emergency_overrides as o
  where o.id = p_override_id;
  select c.* into v_code from public.cost_codes as c where c.id = v_override.cost_code_id;
  v_scope_id := coalesce(v_code.department_id, v_code.project_id);
  if v_override.id is null or not (
    stagedoor.is_service()
    or stagedoor.can('override:view', v_scope_id)
    or stagedoor.can('audit:view', v_scope_id)
  ) then
    perform stagedoor.raise_not_found('Override');
  end if;
  v_sequence_id := stagedoor.readable_sequence(v_override.project_id);

  select
    jsonb_agg(jsonb_build_object(
      'seq', e.seq::pg_catalog.text, 'at', e.occurred_at, 'event', e.event,
      'actor_id', e.actor_id, 'object_type', e.object_type, 'object_id', e.object_id,
      'reason', e.reason, 'leaf_hash', e.leaf_hash, 'personal', told.personal)
      order by e.seq),
    jsonb_agg(distinct e.seq::pg_catalog.text) filter (where told.personal is not null),
    max((e.after ->> 'line_amount')::numeric) filter (
      where e.event = 'override.authorized')
  into v_events, v_keys, v_line_amount
  from stagedoor_audit.events_of(v_sequence_id, null, null, p_override_id, '{}') as e
  cross join lateral (
    select jsonb_agg(jsonb_build_object('key', d.key, 'value', d.value, 'salt', d.salt)
      order by d.key) as personal
    from stagedoor_audit.disclosed(v_sequence_id, e.seq) as d
  ) as told;

  perform stagedoor.record_event(
    p_event => 'override.exported',
    p_scope_id => v_override.project_id,
    p_subject_id => v_override.requested_by,
    p_object_type => 'emergency_overrides',
    p_object_id => p_override_id::pg_catalog.text,
    p_after => jsonb_build_object(
      'events', coalesce(jsonb_array_length(v_events), 0), 'disclosed', v_keys)
  );
  perform stagedoor.log_access(
    'export', 'emergency_overrides', p_override_id::pg_catalog.text,
    v_override.project_id);
  return (
    select jsonb_build_object(
      'format', 'stagedoor-override-1',
      'sequence', v_sequence_id,
      'override', to_jsonb(v_override)
        || jsonb_build_object('line_amount', v_line_amount),
      'cost_code', jsonb_build_object(
        'id', v_code.id, 'code', v_code.code, 'name', v_code.name,
        'category', v_code.category),
      'contingency_line', to_jsonb(l),
      'window', jsonb_build_object(
        'from', v_override.authorized_at, 'until', v_override.ends_at),
      'events', coalesce(v_events, '[]'))
    from public.budget_lines as l
    where l.id = v_override.contingency_line_id
  );
end;
$$;

comment on function stagedoor_film.export_override_evidence is
'Implementation of public.export_override_evidence.';

-- Privileges.

revoke all on function stagedoor_film.export_override_evidence
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.export_override_evidence to authenticated;
