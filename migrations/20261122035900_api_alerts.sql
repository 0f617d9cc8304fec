-- API: alerts.

create function public.list_alerts(p_scope_id uuid, p_limit integer default 100)
returns table (
  alert_id uuid, scope_id uuid, rule_key text, description text, subject_id uuid,
  detail jsonb, raised_at timestamptz, acknowledged_at timestamptz, acknowledged_by uuid,
  note text, cause text, raised_on date
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.list_alerts(p_scope_id, p_limit);
end;
$$;

comment on function public.list_alerts is
$$Alerts of a scope: open ones first, newest first (F89).

Those of the departments of a project are included, archived ones too, but for departments
in which the caller does not hold audit:view. An alert is raised once a cause and day.
detail names, under personal, what can be erased. Needs audit:view.

Raises:
- 22023: a page of the wrong length.
- 42501: the caller does not hold audit:view there.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.acknowledge_alert(p_alert_id uuid, p_note text default null)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.acknowledge_alert(p_alert_id, p_note);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.acknowledge_alert is
$$Acknowledge an alert. Returns whether it was open.

Its condition raises a new alert on another day, or for another cause. Needs audit:view.

Raises:
- 23514: a note of more than 1000 characters.
- PT404: no such alert, or the caller does not hold audit:view there.$$;

-- Privileges.

revoke all on function
  public.list_alerts,
  public.acknowledge_alert
from public, anon, authenticated, service_role;
grant execute on function public.list_alerts, public.acknowledge_alert to authenticated;

notify pgrst, 'reload schema';
