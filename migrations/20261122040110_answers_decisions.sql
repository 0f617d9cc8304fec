-- Explaining a decision: its steps in their order, the first that failed, and the smallest
-- change that turns a no into a yes (F96).

create function stagedoor.decision_asked(
  p_user_id uuid, p_permission_key text, p_scope_id uuid, p_owner_id uuid,
  out is_self       boolean,
  out is_known      boolean,
  out allowed       boolean,
  out policy        text,
  out reason        text,
  out remedy        text,
  out valid_until   timestamptz,
  out elevation_id  uuid
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what a decision reads, after asking who may ask about whom.
declare
  v_caller   pg_catalog.uuid := stagedoor.caller_id();
  v_decision pg_catalog.record;
begin
  is_self := p_user_id is not distinct from coalesce(v_caller, stagedoor.token_subject());
  if is_self then
    select d.* into v_decision
    from stagedoor.decide(
      v_caller, p_permission_key, p_scope_id, p_owner_id, stagedoor.session_id(),
      stagedoor.session_aal()) as d;
    -- A user who has left learns no more than the reason.
    is_known := v_decision.reason <> 'unknown_scope'
      and stagedoor.works_at(v_caller, p_scope_id);
  else
    perform stagedoor.enforce('access:view', p_scope_id);
    -- An account that is unknown, closed or without an access near the scope is one answer:
    -- who has an account is not told. An open invitation to an address is no access yet.
    is_known := exists (
      select
      from stagedoor.user_accesses as a
      join stagedoor.scopes as at on at.id = a.scope_id
      join stagedoor.scopes as asked on asked.id = p_scope_id
      where a.user_id = p_user_id
        and (a.scope_id = any (asked.path) or p_scope_id = any (at.path)));
    if is_known then
      select d.* into v_decision
      from stagedoor.decide(
        p_user_id, p_permission_key, p_scope_id, p_owner_id, null, 'aal1', true) as d;
    else
      select r.is_allowed as allowed, null::pg_catalog.text as policy, r.reason, r.remedy,
        null::pg_catalog.timestamptz as valid_until, null::pg_catalog.uuid as elevation_id
      into v_decision
      from stagedoor.reason_of_stranger(p_permission_key) as r;
    end if;
  end if;

  allowed := v_decision.allowed;
  policy := v_decision.policy;
  reason := v_decision.reason;
  remedy := v_decision.remedy;
  valid_until := v_decision.valid_until;
  elevation_id := v_decision.elevation_id;
end;
$$;

comment on function stagedoor.decision_asked is
'The decision that an explanation is about, as decide() takes it.

Of the caller in their session; of somebody else as authorize_for does, without an elevation
and a second factor. is_self: the caller asks about themselves; is_known: the caller may
learn what the scope is called and what is held there. Raises 42501 and PT404 as enforce of
access:view does, where it is about somebody else.';

create function stagedoor.step_of(p_reason text)
returns text
language sql
immutable
parallel safe
set search_path = ''
as $$
  select case
    when p_reason in ('no_session', 'client_not_allowed') then 'caller'
    when p_reason = 'unknown_permission' then 'permission'
    when p_reason in ('unknown_scope', 'not_a_member') then 'scope'
    when p_reason = 'archived' then 'archive'
    when p_reason in ('invited', 'not_yet_valid', 'expired', 'revoked', 'no_permission')
      then 'access'
    when p_reason = 'denied' then 'deny'
    when p_reason in ('granted', 'delegated') then 'allow'
    when p_reason in ('own', 'not_owner') then 'own'
    when p_reason in ('elevated', 'needs_master_code') then 'locked'
    when p_reason = 'needs_aal2' then 'second_factor'
  end
$$;

comment on function stagedoor.step_of is
'The checkpoint at which a reason decides (F96).';

create function stagedoor.smallest_change(
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_is_owner       boolean,
  p_reason         text,
  p_accesses       jsonb
)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what permissions carry, and which scope above is archived.
declare
  v_says  pg_catalog.text;
  v_one   pg_catalog.jsonb;
  v_calls pg_catalog.jsonb := '[]';
  v_grant pg_catalog.jsonb := jsonb_build_object(
    'call', 'grant_access',
    'args', jsonb_build_object(
      'p_user_id', p_user_id, 'p_scope_id', p_scope_id, 'p_grant_type', 'permission',
      'p_grant_key', stagedoor.grant_that_flips(p_permission_key, p_scope_id)));
begin
  -- Of a scope that the caller may not know of, no call is named.
  if p_scope_id is null then
    v_grant := null;
  end if;
  case p_reason
    when 'no_session' then
      v_says := 'Sign in with an account that is open.';
    when 'client_not_allowed' then
      v_says := 'Use a session of your own instead of an app''s.';
    when 'unknown_permission' then
      v_says := stagedoor.unknown_permission(p_permission_key);
    when 'unknown_scope' then
      v_says := 'Be invited to the scope, if there is one.';
    when 'needs_aal2' then
      v_says := 'Show a second factor.';
    when 'needs_master_code' then
      v_says := 'Open an elevation here.';
    when 'invited' then
      v_says := 'Accept the invitation.';
      v_calls := '[{"call": "accept_invitation", "args": {}}]';
    when 'archived' then
      v_says := 'Restore the scope that is archived.';
      v_calls := (
        select jsonb_agg(jsonb_build_object(
          'call', 'restore_scope', 'args', jsonb_build_object('p_scope_id', above.id))
          order by cardinality(above.path))
        from stagedoor.scopes as s
        join stagedoor.scopes as above on above.id = any (s.path)
        where s.id = p_scope_id and above.archived_at is not null);
    when 'not_yet_valid' then
      v_one := (
        select a.value from jsonb_array_elements(p_accesses) as a
        where a.value ->> 'state' = 'not_yet_valid'
        order by a.value ->> 'valid_from'
        limit 1);
      v_says := 'Wait until '
        || coalesce(v_one ->> 'valid_from', 'it begins') || ', or let it begin now.';
      if v_one ? 'access_id' then
        v_calls := jsonb_build_array(jsonb_build_object(
          'call', 'change_access_window',
          'args', jsonb_build_object(
            'p_access_id', v_one -> 'access_id', 'p_valid_until', v_one -> 'valid_until',
            'p_reason', null, 'p_valid_from', stagedoor.instant())));
      end if;
    when 'denied' then
      v_says := 'End what denies it';
      v_calls := coalesce((
        select jsonb_agg(distinct jsonb_build_object(
          'call', 'revoke_access',
          'args', jsonb_build_object('p_access_id', a.value -> 'access_id')))
        from jsonb_array_elements(p_accesses) as a
        where a.value ->> 'policy' = 'deny' and a.value ->> 'state' = 'live'
          and a.value ? 'access_id'), '[]');
      -- Is it allowed then, by an access that denies nothing?
      if exists (
        select from jsonb_array_elements(p_accesses) as a
        where a.value ->> 'state' = 'live'
          and (a.value ->> 'policy' = 'allow'
            or (p_is_owner and a.value ->> 'policy' = 'own'))
          and not exists (
            select from jsonb_array_elements(p_accesses) as d
            where d.value ->> 'policy' = 'deny' and d.value ->> 'state' = 'live'
              and d.value -> 'access_id' = a.value -> 'access_id')
      ) then
        v_says := v_says || '.';
      else
        v_says := v_says || ', and grant it.';
        v_calls := v_calls || coalesce(v_grant, '[]');
      end if;
    else
      v_says := 'Grant ' || coalesce(v_grant -> 'args' ->> 'p_grant_key', 'it anew') || '.';
      v_calls := case when v_grant is null then '[]' else jsonb_build_array(v_grant) end;
  end case;
  return jsonb_build_object('sentence', v_says, 'changes', coalesce(v_calls, '[]'));
end;
$$;

comment on function stagedoor.smallest_change is
'The least that turns a no into a yes.

{sentence, changes: [{call, args}]}: calls of the API with their arguments; none where no
call of the engine does it.';

create function stagedoor.verdict_sentence(
  p_subject        text,
  p_permission_key text,
  p_place          text,
  p_reason         text,
  p_access         jsonb
)
returns text
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the sentences of reasons, which no request role may.
  select format('%s may %suse %s %s: %s%s.',
    p_subject, case when r.is_allowed then '' else 'not ' end, left(p_permission_key, 100),
    coalesce('in ' || p_place, 'there'),
    lower(left(r.description, 1)) || rtrim(substr(r.description, 2), '.'),
    coalesce(' (' || stagedoor.in_words(p_access) || ')', ''))
  from stagedoor.decision_reasons as r
  where r.reason = p_reason
$$;

comment on function stagedoor.verdict_sentence is
'A decision as a plain sentence (F96).';

create function stagedoor.help_sentence(
  p_remedy text, p_change jsonb, p_roles jsonb, p_people jsonb
)
returns text
language plpgsql
immutable
set search_path = ''
as $$
begin
  return (
    select case
      when p_remedy not in ('ask_for_access', 'ask_owner') then p_change ->> 'sentence'
      else concat_ws(' ',
        'Roles that would carry it: ' || (
          select string_agg(o.value ->> 'name', ', ' order by o.place)
          from jsonb_array_elements(p_roles) with ordinality as o (value, place)
          where o.place <= 5
        ) || '.',
        case when p_remedy = 'ask_owner' then 'Ask the owner, or' else 'Ask' end || ' '
          || coalesce((
            select string_agg(
              case when (w.value ->> 'is_you')::boolean then 'yourself'
                else w.value ->> 'name' end, ' or ' order by w.place)
            from jsonb_array_elements(p_people) with ordinality as w (value, place)
            where w.place <= 3
          ), 'somebody who gives access there') || '.')
    end
  );
end;
$$;

comment on function stagedoor.help_sentence is
'What helps against a no, as plain sentences (F96).

The roles and people, where it has to be given; else the smallest change.';

create function stagedoor.explain_access(
  p_user_id uuid, p_permission_key text, p_scope_id uuid, p_owner_id uuid default null
)
returns table (
  step integer, checkpoint text, outcome text, detail jsonb, remedy text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what a decision reads, and the accesses, roles and names that the caller may know.
declare
  c_steps constant pg_catalog.text[] := array[
    'caller', 'permission', 'scope', 'archive', 'access', 'deny', 'allow', 'own', 'locked',
    'second_factor'];
  v_asked      pg_catalog.record;
  v_decider    pg_catalog.text;
  v_policy     pg_catalog.text;
  v_last       integer;
  v_permission stagedoor.permissions;
  v_scope      stagedoor.scopes;
  v_accesses   pg_catalog.jsonb := '[]';
  v_access     pg_catalog.jsonb;
  v_roles      pg_catalog.jsonb := '[]';
  v_people     pg_catalog.jsonb := '[]';
  v_change     pg_catalog.jsonb;
  v_subject    pg_catalog.text;
  v_part       pg_catalog.record;
begin
  select a.* into v_asked
  from stagedoor.decision_asked(
    p_user_id, p_permission_key, p_scope_id, p_owner_id) as a;
  select p.* into v_permission
  from stagedoor.permissions as p where p.permission_key = p_permission_key;
  if v_asked.is_known or not v_asked.is_self then
    select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;
  end if;

  -- The step that decided, and the policy that the answer is about.
  v_decider := stagedoor.step_of(v_asked.reason);
  v_policy := nullif(v_asked.policy, 'deny');
  v_last := case when v_asked.allowed then cardinality(c_steps)
    else array_position(c_steps, v_decider) end;
  if v_last >= array_position(c_steps, 'access') and v_asked.is_known then
    v_accesses := stagedoor.accesses_told(p_user_id, p_permission_key, p_scope_id);
    v_access := (
      select a.value
      from jsonb_array_elements(v_accesses) with ordinality as a (value, place)
      where a.value ->> 'state' = case when v_decider = 'access' then v_asked.reason
          else 'live' end
        and a.value ->> 'policy' = coalesce(v_asked.policy, a.value ->> 'policy')
      order by a.place
      limit 1);
  end if;

  step := 0;
  for v_place in 1 .. v_last loop
    checkpoint := c_steps[v_place];
    -- Policies weaker than the one that answered are not asked.
    continue when checkpoint in ('own', 'locked')
      and array_position(c_steps, v_policy) < v_place;
    step := step + 1;
    outcome := case
      when checkpoint = v_decider then case when v_asked.allowed then 'pass' else 'fail' end
      when checkpoint = 'caller' and v_asked.reason = 'not_a_member' then 'info'
      when checkpoint in ('allow', 'own', 'locked') and checkpoint is distinct from v_policy
        then 'info'
      when checkpoint = 'second_factor' and not v_permission.requires_aal2 then 'info'
      else 'pass'
    end;
    remedy := case when outcome = 'fail' then v_asked.remedy else 'none' end;
    detail := case checkpoint
      when 'caller' then jsonb_build_object(
        'user_id', p_user_id,
        'judged', case when v_asked.is_self then 'this session'
          else 'without an elevation and a second factor' end)
      when 'permission' then case when v_permission.id is null
        then jsonb_build_object('permission_key', left(p_permission_key, 100))
        else jsonb_build_object('permission_key', v_permission.permission_key,
          'description', v_permission.description) end
      when 'scope' then jsonb_strip_nulls(jsonb_build_object('scope_id', v_scope.id,
        'name', v_scope.name, 'scope_type', v_scope.scope_type))
      when 'archive' then jsonb_build_object(
        'counts_when_archived', v_permission.counts_when_archived)
      when 'access' then jsonb_build_object(
        'accesses', v_accesses,
        'short', case when v_asked.is_known
          then stagedoor.accesses_short(p_user_id, p_permission_key, p_scope_id)
          else '[]' end)
      when 'own' then jsonb_strip_nulls(jsonb_build_object('owner_id', p_owner_id))
      when 'locked' then jsonb_strip_nulls(jsonb_build_object(
        'elevation_id', v_asked.elevation_id))
      when 'second_factor' then jsonb_build_object(
        'requires_aal2', v_permission.requires_aal2)
      else '{}'
    end;
    if checkpoint = v_decider then
      detail := detail || jsonb_strip_nulls(jsonb_build_object(
        'decides', true, 'reason', v_asked.reason, 'access', v_access));
    elsif checkpoint = v_policy then
      detail := detail || jsonb_strip_nulls(jsonb_build_object('access', v_access));
    end if;
    return next;
  end loop;

  -- What parts know bears on rows of theirs and never on the answer: it is information.
  if v_asked.is_known and v_last >= array_position(c_steps, 'access') then
    for v_part in
      select p.* from stagedoor.explained_by_parts(
        p_user_id, p_permission_key, p_scope_id, p_owner_id) as p
    loop
      step := step + 1;
      checkpoint := v_part.checkpoint;
      outcome := 'info';
      detail := v_part.detail;
      remedy := v_part.remedy;
      return next;
    end loop;
  end if;

  if not v_asked.allowed and v_permission.id is not null
    and v_asked.reason not in ('no_session', 'client_not_allowed')
  then
    v_roles := stagedoor.roles_carrying(
      p_permission_key, v_scope.id, p_owner_id is not distinct from p_user_id);
    if v_scope.id is not null then
      v_people := stagedoor.whom_to_ask(v_scope.id, p_user_id);
    end if;
  end if;
  if not v_asked.allowed then
    v_change := stagedoor.smallest_change(
      p_user_id, p_permission_key, v_scope.id, p_owner_id is not distinct from p_user_id,
      v_asked.reason, v_accesses);
  end if;
  v_subject := case when v_asked.is_self then 'You'
    when not v_asked.is_known then 'This user'
    else coalesce(stagedoor.name_for_caller(p_user_id, p_scope_id), 'This user') end;

  step := step + 1;
  checkpoint := 'verdict';
  outcome := case when v_asked.allowed then 'pass' else 'fail' end;
  remedy := v_asked.remedy;
  detail := jsonb_build_object(
    'allowed', v_asked.allowed, 'policy', v_asked.policy, 'reason', v_asked.reason,
    'decided_by', v_decider, 'valid_until', v_asked.valid_until,
    'sentence', concat_ws(' ',
      stagedoor.verdict_sentence(
        v_subject, p_permission_key, v_scope.name, v_asked.reason, v_access),
      case when not v_asked.allowed then
        stagedoor.help_sentence(v_asked.remedy, v_change, v_roles, v_people) end));
  return next;
  if v_asked.allowed then
    return;
  end if;

  outcome := 'info';
  step := step + 1;
  checkpoint := 'change';
  detail := v_change;
  return next;
  step := step + 1;
  checkpoint := 'roles';
  detail := jsonb_build_object('roles', v_roles);
  return next;
  step := step + 1;
  checkpoint := 'ask';
  detail := jsonb_build_object('people', v_people);
  return next;
end;
$$;

comment on function stagedoor.explain_access is
'Implementation of public.explain_access.';

-- Privileges.

revoke all on function
  stagedoor.decision_asked,
  stagedoor.step_of,
  stagedoor.smallest_change,
  stagedoor.verdict_sentence,
  stagedoor.help_sentence,
  stagedoor.explain_access
from public, anon, authenticated, service_role;
grant execute on function stagedoor.explain_access to authenticated;
