-- Alerts: reading and acknowledging them.

create function stagedoor.list_alerts(p_scope_id uuid, p_limit integer default 100)
returns table (
  alert_id uuid, scope_id uuid, rule_key text, description text, subject_id uuid,
  detail jsonb, raised_at timestamptz, acknowledged_at timestamptz, acknowledged_by uuid,
  note text, cause text, raised_on date
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads alerts after asking for audit:view.
declare
  v_scopes pg_catalog.uuid[];
begin
  perform stagedoor.check_limit(p_limit);
  perform stagedoor.enforce('audit:view', p_scope_id);
  v_scopes := stagedoor.scopes_listed('audit:view', p_scope_id);

  return query
  select
    a.id, a.scope_id, r.rule_key, r.description, a.subject_id, a.detail, a.raised_at,
    a.acknowledged_at, a.acknowledged_by, a.note, a.cause, a.raised_on
  from stagedoor.scopes as s
  join stagedoor.alerts as a on a.scope_id = s.id
  join stagedoor.alert_rules as r on r.rule_key = a.rule_key
  where s.id = any (v_scopes)
  -- Open alerts come first.
  order by a.acknowledged_at is not null, a.raised_at desc, a.id
  limit p_limit;
end;
$$;

comment on function stagedoor.list_alerts is
'Implementation of public.list_alerts.';

create function stagedoor.acknowledge_alert(p_alert_id uuid, p_note text default null)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes alerts, which no request role may.
declare
  v_alert stagedoor.alerts;
begin
  if char_length(p_note) > 1000 then
    raise invalid_parameter_value using message = 'A note has at most 1000 characters';
  end if;
  select a.* into v_alert from stagedoor.alerts as a where a.id = p_alert_id;
  -- A user who may not see the alert gets the same error as for an unknown one.
  if not stagedoor.can('audit:view', coalesce(v_alert.scope_id, p_alert_id)) then
    perform stagedoor.raise_not_found('Alert');
  end if;
  perform stagedoor.require('audit:view', v_alert.scope_id);

  update stagedoor.alerts as a
  set acknowledged_at = stagedoor.instant(), acknowledged_by = stagedoor.caller_id(),
      note = p_note
  where a.id = p_alert_id and a.acknowledged_at is null;
  if not found then
    return false;
  end if;
  perform stagedoor.record_event(
    p_event => 'alert.acknowledged', p_scope_id => v_alert.scope_id,
    p_subject_id => v_alert.subject_id, p_object_type => 'alerts',
    p_object_id => p_alert_id::pg_catalog.text, p_reason => p_note);
  return true;
end;
$$;

comment on function stagedoor.acknowledge_alert is
'Implementation of public.acknowledge_alert.';

-- Privileges.

revoke all on function
  stagedoor.list_alerts,
  stagedoor.acknowledge_alert
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.list_alerts,
  stagedoor.acknowledge_alert
to authenticated;
