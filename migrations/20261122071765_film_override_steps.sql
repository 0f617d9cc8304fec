-- Steps of an override: asking, authorizing, starting, completing, failing, revoking, and
-- the sweep of what is over.

create function stagedoor_film.request_override(
  p_cost_code_id        uuid,
  p_reason              text,
  p_duration_minutes    integer,
  p_contingency_line_id uuid,
  p_max_amount          numeric,
  p_reason_kind         text default 'other',
  p_guild_approval_ref  text default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes overrides, which no request role may.
declare
  v_reason    pg_catalog.text := stagedoor_film.check_reason(p_reason);
  v_guild_ref pg_catalog.text := nullif(btrim(p_guild_approval_ref), '');
  v_longest   integer := least(
    stagedoor.setting_number('override_max_minutes', 720), 10080);
  v_code      public.cost_codes;
  v_line      public.budget_lines;
  v_line_code public.cost_codes;
  v_id        pg_catalog.uuid;
begin
  if (p_duration_minutes between 1 and v_longest) is not true then
    raise invalid_parameter_value using
      message = format('An override lasts from 1 to %s minutes', v_longest),
      detail = json_build_object(
        'field', 'p_duration_minutes', 'actual', p_duration_minutes);
  elsif char_length(v_guild_ref) > 200 then
    raise invalid_parameter_value using
      message = 'The reference of a guild''s approval has at most 200 characters',
      detail = '{"field":"p_guild_approval_ref"}';
  elsif p_reason_kind is null or not exists (
    select from public.override_reason_kinds as k where k.reason_kind = p_reason_kind
  ) then
    raise invalid_parameter_value using
      message = 'A kind of emergency is one of public.override_reason_kinds',
      detail = json_build_object(
        'field', 'p_reason_kind', 'actual', left(p_reason_kind, 60),
        'allowed', (
          select json_agg(k.reason_kind order by k.reason_kind)
          from public.override_reason_kinds as k
        ));
  end if;

  select c.* into v_code from public.cost_codes as c where c.id = p_cost_code_id;
  if not stagedoor_film.sees_code(v_code, 'override:request') then
    perform stagedoor.raise_not_found('Cost code');
  end if;
  perform stagedoor_film.require_shared(
    'override:request', coalesce(v_code.department_id, v_code.project_id),
    v_code.project_id);
  select l.* into v_line
  from public.budget_lines as l
  where l.id = p_contingency_line_id and l.project_id = v_code.project_id;
  select c.* into v_line_code from public.cost_codes as c where c.id = v_line.cost_code_id;
  if not stagedoor.can(
    'budget:view:assigned', coalesce(v_line_code.department_id, v_line_code.project_id))
  then
    perform stagedoor.raise_not_found('Budget line');
  elsif not v_line.is_contingency then
    raise check_violation using
      message = 'An override draws on a contingency line',
      detail = json_build_object('error_code', 'CONTINGENCY', 'id', v_line.id),
      hint = 'save_budget_line makes a line of an open budget one.';
  end if;
  perform stagedoor_film.check_amount(p_max_amount, v_line.currency, 'p_max_amount');

  -- Sent twice, it is one request.
  select o.id into v_id
  from public.emergency_overrides as o
  where o.requested_by = stagedoor.caller_id()
    and o.project_id = v_code.project_id
    and o.status = 'Requested'
    and o.lapses_at > stagedoor.instant()
    and (o.cost_code_id, o.reason, o.duration_minutes, o.contingency_line_id, o.max_amount,
        o.reason_kind, o.guild_approval_ref)
      is not distinct from (v_code.id, v_reason, p_duration_minutes, v_line.id,
        p_max_amount, p_reason_kind, v_guild_ref)
  limit 1;
  if not found then
    insert into public.emergency_overrides as o (
      project_id, cost_code_id, contingency_line_id, requested_by, lapses_at, reason,
      reason_kind, guild_approval_ref, duration_minutes, max_amount, currency
    )
    values (
      v_code.project_id, v_code.id, v_line.id, stagedoor.caller_id(),
      stagedoor.instant()
        + make_interval(mins => stagedoor.setting_number('override_request_minutes', 1440)),
      v_reason, p_reason_kind, v_guild_ref, p_duration_minutes, p_max_amount,
      v_line.currency
    )
    returning o.id into v_id;
  end if;
  return v_id;
end;
$$;

comment on function stagedoor_film.request_override is
'Implementation of public.request_override.';

create function stagedoor_film.see_override(
  p_override_id uuid,
  out override  public.emergency_overrides,
  out scope_id  uuid
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads overrides and the chart, of which a request sees its own part only.
begin
  select o.* into override
  from public.emergency_overrides as o
  where o.id = p_override_id;
  select coalesce(c.department_id, c.project_id) into scope_id
  from public.cost_codes as c
  where c.id = override.cost_code_id;
  -- Whoever asked ends it, without the role, too.
  if not stagedoor.can('override:view', scope_id) and (
    override.requested_by = stagedoor.caller_id()
    and stagedoor.works_at(stagedoor.caller_id(), scope_id)
  ) is not true then
    perform stagedoor.raise_not_found('Override');
  end if;
end;
$$;

comment on function stagedoor_film.see_override is
'An override and where its keys are asked, for whoever sees it.

Raises PT404 for one that is foreign or absent.';

create function stagedoor_film.lock_override(
  p_override_id uuid, p_permission_key text default null
)
returns public.emergency_overrides
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a production and an override, which no request role may. A key is asked before the
-- lock and behind it.
declare
  v_seen pg_catalog.record;
begin
  v_seen := stagedoor_film.see_override(p_override_id);
  if p_permission_key is not null then
    perform stagedoor.enforce(p_permission_key, v_seen.scope_id);
  end if;
  perform stagedoor_film.share_production((v_seen.override).project_id);
  perform from public.emergency_overrides as o
  where o.id = p_override_id
  for no key update;
  v_seen := stagedoor_film.see_override(p_override_id);
  if p_permission_key is not null then
    perform stagedoor.require(p_permission_key, v_seen.scope_id);
  end if;
  return v_seen.override;
end;
$$;

comment on function stagedoor_film.lock_override is
'Guard a step of an override: see it, enforce, lock it, require.

The production first, then the override. Raises 42501; PT404 for one that is foreign or
absent.';

create function stagedoor_film.refuse_other_requester(
  p_override public.emergency_overrides
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads who asks.
begin
  if p_override.requested_by is distinct from stagedoor.caller_id() then
    perform stagedoor.raise_denied('owner_or_manager_access', 'ask_owner');
  end if;
end;
$$;

comment on function stagedoor_film.refuse_other_requester is
'Refuse whoever did not ask for an override. Raises 42501.';

create function stagedoor_film.override_state(p_override_id uuid)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads an override for whoever has just moved it.
  select jsonb_build_object('override_id', o.id, 'status', o.status, 'ends_at', o.ends_at)
  from public.emergency_overrides as o
  where o.id = p_override_id
$$;

comment on function stagedoor_film.override_state is
'What a step of an override answers: {override_id, status, ends_at}.';

create function stagedoor_film.close_override(
  p_override public.emergency_overrides,
  p_status   text,
  p_error    text default null,
  p_reason   text default null
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes overrides, which no request role may. Every end goes on to Revoked at once.
declare
  v_status pg_catalog.text := case
    when p_override.ends_at <= stagedoor.instant() then 'Expired' else p_status end;
begin
  if p_override.status = 'Active' then
    update public.emergency_overrides as o
    set status = v_status, error = left(p_error, 1000)
    where o.id = p_override.id;
  end if;
  update public.emergency_overrides as o
  set status = 'Revoked', revoke_reason = p_reason,
      revoked_by = (
        select a.id from stagedoor.user_accounts as a where a.id = stagedoor.caller_id())
  where o.id = p_override.id;
end;
$$;

comment on function stagedoor_film.close_override is
'End an override and revoke it, both recorded (F41, F42).

p_status: what an active one becomes first. One whose window is over becomes Expired.';

create function stagedoor_film.authorize_override(p_override_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes overrides, which no request role may. That a request has not lapsed is asked by a
-- trigger.
declare
  v_override   public.emergency_overrides := stagedoor_film.lock_override(
    p_override_id, 'override:authorize');
  v_production public.productions;
begin
  select p.* into v_production
  from public.productions as p
  where p.project_id = v_override.project_id;
  if v_override.requested_by = stagedoor.caller_id() then
    raise check_violation using
      message = 'Nobody authorizes the override that they asked for',
      detail = '{"error_code":"MAKER_CHECKER"}',
      hint = 'The designated executive producer does, for somebody else.';
  elsif v_production.executive_producer_id is distinct from stagedoor.caller_id() then
    perform stagedoor.raise_denied(
      'override:authorize', 'The designated executive producer authorizes overrides.');
  end if;
  update public.emergency_overrides as o
  set status = 'Granted', authorized_by = stagedoor.caller_id()
  where o.id = v_override.id and o.status <> 'Granted';
  if not found then
    perform stagedoor_film.raise_override_state(
      'The override is authorized already', 'Requested', v_override.status);
  end if;
  return stagedoor_film.override_state(v_override.id);
end;
$$;

comment on function stagedoor_film.authorize_override is
'Implementation of public.authorize_override.';

create function stagedoor_film.begin_override(p_override public.emergency_overrides)
returns public.emergency_overrides
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes overrides, which no request role may. Its window is asked by a trigger.
declare
  v_begun public.emergency_overrides;
begin
  update public.emergency_overrides as o
  set status = 'Active'
  where o.id = p_override.id and o.status <> 'Active'
  returning o.* into v_begun;
  if not found then
    perform stagedoor_film.raise_override_state(
      'The override has begun already', 'Granted', p_override.status);
  end if;
  return v_begun;
end;
$$;

comment on function stagedoor_film.begin_override is
'Let an override that is granted begin, and return it.

Raises 23514, OVERRIDE_STATE.';

create function stagedoor_film.start_override(p_override_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes overrides, which no request role may.
declare
  v_override public.emergency_overrides := stagedoor_film.lock_override(
    p_override_id, 'override:request');
begin
  perform stagedoor_film.refuse_other_requester(v_override);
  perform stagedoor_film.begin_override(v_override);
  return stagedoor_film.override_state(v_override.id);
end;
$$;

comment on function stagedoor_film.start_override is
'Implementation of public.start_override.';

create function stagedoor_film.complete_override(p_override_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes overrides, which no request role may.
declare
  v_override public.emergency_overrides := stagedoor_film.lock_override(p_override_id);
begin
  perform stagedoor_film.refuse_other_requester(v_override);
  perform stagedoor_film.require_running(
    v_override, 'Work is completed while the override is active and inside its window');
  perform stagedoor_film.close_override(v_override, 'Completed');
  return stagedoor_film.override_state(v_override.id);
end;
$$;

comment on function stagedoor_film.complete_override is
'Implementation of public.complete_override.';

create function stagedoor_film.fail_override(p_override_id uuid, p_error text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes overrides, which no request role may. A long error is cut: ending is not refused
-- for it.
declare
  v_error    pg_catalog.text := stagedoor_film.check_reason(left(btrim(p_error), 1000));
  v_override public.emergency_overrides := stagedoor_film.lock_override(p_override_id);
begin
  perform stagedoor_film.refuse_other_requester(v_override);
  if v_override.status <> 'Active' then
    perform stagedoor_film.raise_override_state(
      'Work fails while the override is active', 'Active', v_override.status);
  end if;
  perform stagedoor_film.close_override(v_override, 'Failed', v_error);
  return stagedoor_film.override_state(v_override.id);
end;
$$;

comment on function stagedoor_film.fail_override is
'Implementation of public.fail_override.';

create function stagedoor_film.revoke_override(p_override_id uuid, p_reason text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes overrides, which no request role may.
declare
  v_reason   pg_catalog.text := stagedoor_film.check_reason(p_reason);
  v_override public.emergency_overrides := stagedoor_film.lock_override(p_override_id);
begin
  if stagedoor.caller_id() <> v_override.requested_by and not exists (
    select from public.productions as p
    where p.project_id = v_override.project_id
      and p.executive_producer_id = stagedoor.caller_id()
  ) then
    perform stagedoor.raise_denied('owner_or_manager_access', 'ask_owner');
  elsif v_override.status = 'Revoked' then
    return false;
  end if;
  perform stagedoor_film.close_override(v_override, 'Failed', v_reason, v_reason);
  return true;
end;
$$;

comment on function stagedoor_film.revoke_override is
'Implementation of public.revoke_override.';

create function stagedoor_film.expire_overrides()
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes overrides, which no request role may. What another sweep, or a step, has locked is
-- theirs. Nothing waits for this: what is over lifts nothing, swept or not.
declare
  v_now pg_catalog.timestamptz := stagedoor.instant();
  v_ids pg_catalog.uuid[];
begin
  v_ids := array(
    select o.id
    from public.emergency_overrides as o
    where (o.status in ('Active', 'Granted') and o.ends_at <= v_now)
      or (o.status = 'Requested' and o.lapses_at <= v_now)
      -- Every end is revoked, also one that was written by hand.
      or o.status in ('Expired', 'Completed', 'Failed')
    order by o.id
    for no key update skip locked
  );
  update public.emergency_overrides as o
  set status = 'Expired'
  where o.id = any (v_ids) and o.status = 'Active';
  update public.emergency_overrides as o
  set status = 'Revoked',
      revoke_reason = case o.status
        when 'Requested' then 'lapsed' when 'Granted' then 'over before it began' end
  where o.id = any (v_ids);
  return cardinality(v_ids);
end;
$$;

comment on function stagedoor_film.expire_overrides is
'Implementation of public.expire_overrides.';

-- Privileges.

revoke all on function
  stagedoor_film.request_override,
  stagedoor_film.see_override,
  stagedoor_film.lock_override,
  stagedoor_film.refuse_other_requester,
  stagedoor_film.override_state,
  stagedoor_film.close_override,
  stagedoor_film.authorize_override,
  stagedoor_film.begin_override,
  stagedoor_film.start_override,
  stagedoor_film.complete_override,
  stagedoor_film.fail_override,
  stagedoor_film.revoke_override,
  stagedoor_film.expire_overrides
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_film.request_override,
  stagedoor_film.authorize_override,
  stagedoor_film.start_override,
  stagedoor_film.complete_override,
  stagedoor_film.fail_override,
  stagedoor_film.revoke_override
to authenticated;
grant execute on function stagedoor_film.expire_overrides to service_role;
