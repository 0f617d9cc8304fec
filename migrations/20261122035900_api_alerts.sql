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
- 22023: a note of more than 1000 characters.
- PT404: no such alert, or the caller does not hold audit:view there.$$;

create function public.take_alert_messages(p_limit integer default 20)
returns table (
  message_id uuid, created_at timestamptz, attempt integer, payload jsonb
)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return query select m.* from stagedoor.take_alert_messages(p_limit) as m;
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
end;
$$;

comment on function public.take_alert_messages is
$$Take alerts that are to be sent to a webhook. Service only.

What is taken is not taken again for a minute, then for two, four, up to an hour, whatever
becomes of it; settle_alert_message says what did. Until alert_delivery_hours after it was
raised. payload has alert_id, scope_id, rule_key, subject_id, cause, raised_on and detail,
which names nobody but by id (F89).

Raises:
- 22023: a page of the wrong length.
- 42501: for the service only.
- PT409: lost a race: try again.$$;

create function public.settle_alert_message(
  p_message_id uuid, p_is_delivered boolean, p_error text default null
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.settle_alert_message(p_message_id, p_is_delivered, p_error);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.settle_alert_message is
$$Say whether a message that was taken was delivered. Service only.

Returns whether it was open. p_error: why not, of which 400 characters are kept (F89).

Raises:
- 22023: without p_is_delivered.
- 42501: for the service only.
- PT409: lost a race: try again.$$;

-- Privileges.

revoke all on function
  public.list_alerts,
  public.acknowledge_alert,
  public.take_alert_messages,
  public.settle_alert_message
from public, anon, authenticated, service_role;
grant execute on function public.list_alerts, public.acknowledge_alert to authenticated;
grant execute on function public.take_alert_messages, public.settle_alert_message
to service_role;

notify pgrst, 'reload schema';
