-- Wrong codes: counted against a user, a studio and an address, recorded, reported to the
-- studio, and reset by its admin.

create function stagedoor_studio.record_wrong_code(
  p_event text, p_user_id uuid, p_project_id uuid, p_is_locked_there boolean,
  p_retry_at timestamptz default null, p_reason text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Queues events, which no request role may.
begin
  -- An attempt of a user who is no member of the studio goes to the log of the
  -- installation.
  perform stagedoor.record_attempt(
    p_event, case when p_is_locked_there then p_project_id end, p_user_id,
    'scopes', p_project_id::pg_catalog.text, p_reason, p_retry_at);
end;
$$;

comment on function stagedoor_studio.record_wrong_code is
'Record an attempt that was counted. Never raises.';

create function stagedoor_studio.alert_lockout(
  p_user_id uuid, p_project_id uuid, p_retry_at timestamptz
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes alerts, which no request role may.
begin
  perform stagedoor.raise_alert(p_project_id, 'secret_lockout', p_user_id,
    jsonb_build_object('secret', 'MASTER_CODE', 'until', p_retry_at), 'master_code');
  perform stagedoor.settle();
exception
  -- An alert that fails leaves the count and the events of the attempt unchanged.
  when query_canceled or assert_failure or others then
    raise warning 'The alert of a lockout could not be raised: SQLSTATE %', sqlstate;
end;
$$;

comment on function stagedoor_studio.alert_lockout is
'Alert a studio to the lockout of a user (F89). Never raises.';

create function stagedoor_studio.count_wrong_code(
  p_user_id uuid, p_project_id uuid, p_is_locked_there boolean, p_address text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes counters, which no request role may.
declare
  v_retry_at   pg_catalog.timestamptz;
  v_scope_at   pg_catalog.timestamptz;
  v_address_at pg_catalog.timestamptz;
  v_was_busy   boolean := false;
begin
  perform stagedoor.count_failure(
    'master_code_user', p_user_id || ':' || p_project_id,
    stagedoor.setting_number('secret_max_failures_per_user', 5), interval '15 minutes');
  v_retry_at := stagedoor_studio.user_retry_at(p_user_id);

  -- Whoever has nothing to open there would otherwise raise its alarm.
  if p_is_locked_there then
    v_was_busy := stagedoor_studio.scope_retry_at(p_project_id) is not null;
    v_scope_at := stagedoor.count_failure(
      'master_code_scope', p_project_id::pg_catalog.text,
      stagedoor.setting_number('secret_max_failures_per_scope', 20), interval '1 hour');
  end if;
  if p_address is not null then
    v_address_at := stagedoor.count_failure(
      'master_code_address', p_address,
      stagedoor.setting_number('secret_max_failures_per_address', 50), interval '1 hour');
  end if;

  perform stagedoor_studio.record_wrong_code(
    'master_code.refused', p_user_id, p_project_id, p_is_locked_there, v_retry_at);
  if v_retry_at is not null or (v_scope_at is not null and not v_was_busy) then
    perform stagedoor_studio.record_wrong_code(
      'master_code.locked_out', p_user_id, p_project_id, p_is_locked_there,
      greatest(v_retry_at, v_scope_at));
    if p_is_locked_there then
      perform stagedoor_studio.alert_lockout(
        p_user_id, p_project_id, greatest(v_retry_at, v_scope_at));
    end if;
  end if;

  -- A studio and an address are slowed down, and only what was wrong: they never keep out a
  -- right code of somebody under their own limit.
  return case
    when v_was_busy
      then stagedoor.refused(
        423, 'locked_out', 'Too many wrong attempts in this studio',
        'A right code still opens; others try again after retry_after seconds.',
        greatest(v_retry_at, v_scope_at))
    when v_address_at is not null
      then stagedoor.refused(
        429, 'too_many_tries', 'Too many wrong attempts from this address',
        'A right code still opens; others try again after retry_after seconds.',
        v_address_at)
    else stagedoor.refused(
      403, 'wrong_code', 'The code is wrong',
      case when v_retry_at is not null then 'Try again after retry_after seconds.' end,
      v_retry_at)
  end;
end;
$$;

comment on function stagedoor_studio.count_wrong_code is
'Count one wrong attempt and answer it.

A failure to record it does not undo the count.';

create function stagedoor_studio.unlock_master_code(
  p_project_id uuid, p_user_id uuid default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes counters, which no request role may.
begin
  perform stagedoor.require_scope('security:rotate_code', p_project_id, 'project');
  if p_user_id is null then
    perform stagedoor.forget_failures('master_code_scope', p_project_id::pg_catalog.text);
  else
    perform stagedoor.forget_failures(
      'master_code_user', p_user_id || ':' || p_project_id);
  end if;
  perform stagedoor.record_event(
    p_event => 'master_code.unlocked', p_scope_id => p_project_id,
    p_subject_id => p_user_id);
end;
$$;

comment on function stagedoor_studio.unlock_master_code is
'Implementation of public.unlock_master_code.';

-- Privileges.

revoke all on function
  stagedoor_studio.record_wrong_code,
  stagedoor_studio.alert_lockout,
  stagedoor_studio.count_wrong_code,
  stagedoor_studio.unlock_master_code
from public, anon, authenticated, service_role;
grant execute on function stagedoor_studio.unlock_master_code to authenticated;
