-- The decision: whether a user holds a key at a scope, and why.
--
-- It is folded once. applicable_grants() returns every access that applies; decide()
-- folds them into one answer with its reason, and explanations and lists read these two.
-- can() is the same fold written out by hand for the path that every request takes; the
-- oracle in test/oracle holds the two equal.

create table stagedoor.decision_reasons (
  reason      text    not null,
  is_allowed  boolean not null,
  remedy      text    not null,
  description text    not null,

  constraint decision_reasons_pkey
    primary key (reason),
  constraint decision_reasons_reason_snake_case_check
    check (reason ~ '^[a-z][a-z0-9_]*$'),
  constraint decision_reasons_remedy_snake_case_check
    check (remedy ~ '^[a-z][a-z_]*$')
);

comment on table stagedoor.decision_reasons is
'Every reason of a yes or a no, and the remedy of the no (F96).

A part adds rows.';

insert into stagedoor.decision_reasons (reason, is_allowed, remedy, description) values
  ('granted', true, 'none', 'An access allows it.'),
  ('own', true, 'none', 'An access allows it on what is one''s own, and it is.'),
  ('elevated', true, 'none', 'An access is locked and an elevation has opened it.'),
  ('delegated', true, 'none', 'Somebody who may do it has delegated it.'),
  ('no_session', false, 'sign_in', 'Nobody is signed in, or the account is closed.'),
  ('client_not_allowed', false, 'none', 'The token was issued to an app.'),
  ('unknown_permission', false, 'none', 'There is no such permission key.'),
  ('unknown_scope', false, 'none', 'There is no such scope for the one who asks.'),
  ('not_a_member', false, 'ask_for_access', 'The person is no member of the scope.'),
  ('archived', false, 'none', 'The scope, or one above it, is archived.'),
  ('denied', false, 'none', 'An access denies it, which wins over all others.'),
  ('needs_aal2', false, 'step_up_mfa', 'It needs a session with a second factor.'),
  ('needs_master_code', false, 'enter_master_code', 'It is locked until elevated.'),
  ('not_owner', false, 'ask_owner', 'It is allowed on what is one''s own only.'),
  ('invited', false, 'accept_invitation', 'The invitation is not accepted yet.'),
  ('not_yet_valid', false, 'wait', 'The access has not begun.'),
  ('expired', false, 'ask_for_access', 'The access is over.'),
  ('revoked', false, 'ask_for_access', 'The access was taken away.'),
  ('no_permission', false, 'ask_for_access', 'No access grants it here.');

create function stagedoor.decide(
  p_user_id        uuid,
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid,
  p_session_id     uuid,
  p_aal            text,
  p_is_about_other boolean default false
)
returns table (
  allowed boolean, policy text, reason text, remedy text, valid_until timestamptz,
  access_id uuid, elevation_id uuid
)
language plpgsql
stable
parallel safe
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. Asked by definers only, which check what the caller may
-- ask.
declare
  v_scope   stagedoor.scopes;
  v_aal2    boolean;
  v_effects    pg_catalog.record;
  v_open_id pg_catalog.uuid;
  v_open_until pg_catalog.timestamptz;
begin
  -- 1. A session of an account that is live, and not an app's.
  if p_user_id is null and stagedoor.client_id() is not null
    and stagedoor.account_is_live(stagedoor.token_subject())
  then
    reason := 'client_not_allowed';
  elsif p_user_id is null or not stagedoor.account_is_live(p_user_id) then
    reason := 'no_session';
    valid_until := stagedoor.banned_until(p_user_id);
  end if;

  if reason is null then
    select p.requires_aal2 into v_aal2
    from stagedoor.permissions as p
    where p.permission_key = p_permission_key;
    if not found then
      reason := 'unknown_permission';
    end if;
  end if;

  if reason is null then
    select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id;
    -- The same work whether the scope exists or not, so that timing reveals nothing.
    if not stagedoor.is_member(p_user_id, p_scope_id) then
      reason := case
        when p_is_about_other and v_scope.id is not null then 'not_a_member'
        else 'unknown_scope'
      end;
    elsif v_scope.is_archived and not stagedoor.counts_when_archived(p_permission_key) then
      reason := 'archived';
    end if;
  end if;

  if reason is null then
    -- 2 to 4. The accesses that count, their keys, and how far each reaches.
    select
      bool_or(c.policy = 'deny') filter (where c.state = 'live') as denies,
      bool_or(c.policy = 'allow' and not c.is_delegated) filter (where c.state = 'live')
        as allows,
      bool_or(c.policy = 'allow' and c.is_delegated) filter (where c.state = 'live')
        as delegates,
      bool_or(c.policy = 'own') filter (where c.state = 'live') as owns,
      bool_or(c.policy = 'locked') filter (where c.state = 'live') as locks,
      min(c.valid_until) filter (where c.state = 'live') as earliest_end,
      min(c.valid_from) filter (where c.state = 'not_yet_valid') as earliest_start,
      -- What is owned by another comes after what is locked.
      (array_agg(c.access_id order by
        c.policy = 'own' and p_owner_id is distinct from p_user_id,
        array_position(array['deny', 'allow', 'own', 'locked'], c.policy), c.is_delegated,
        c.access_id) filter (where c.state = 'live'))[1] as strongest,
      -- For the reason of a no: accesses that would answer yes if they were live.
      array_agg(distinct c.state) filter (where c.state <> 'live' and (
        c.policy = 'allow'
        or (c.policy = 'own' and p_owner_id = p_user_id)
        or (c.policy = 'locked' and exists (
          select from stagedoor.elevated_scopes(p_user_id, p_session_id) as e
          where e.scope_id = any (v_scope.path)))
      ) and not c.would_deny) as inactive
    into v_effects
    from (
      select k.*, bool_or(k.policy = 'deny') over (partition by k.access_id) as would_deny
      from stagedoor.applicable_grants(p_user_id, p_permission_key, p_scope_id) as k
    ) as c;

    if v_effects.locks then
      select e.elevation_id, e.ends_at into v_open_id, v_open_until
      from stagedoor.elevated_scopes(p_user_id, p_session_id) as e
      where e.scope_id = any (v_scope.path)
      order by e.ends_at
      limit 1;
    end if;

    access_id := v_effects.strongest;
    valid_until := least(
      v_effects.earliest_end, v_effects.earliest_start, v_open_until,
      stagedoor.next_change_elsewhere(p_user_id, p_permission_key, p_scope_id));

    -- 5. The strongest policy that applies: deny, allow, own, locked.
    reason := case
      when v_effects.denies then 'denied'
      when v_effects.allows then 'granted'
      when v_effects.delegates then 'delegated'
      when v_effects.owns and p_owner_id = p_user_id then 'own'
      when v_effects.locks and v_open_id is not null then 'elevated'
      when v_effects.locks then 'needs_master_code'
      when v_effects.owns then 'not_owner'
      when 'invited' = any (v_effects.inactive) then 'invited'
      when 'not_yet_valid' = any (v_effects.inactive) then 'not_yet_valid'
      when 'expired' = any (v_effects.inactive) then 'expired'
      when 'revoked' = any (v_effects.inactive) then 'revoked'
      else 'no_permission'
    end;
    elevation_id := case when reason = 'elevated' then v_open_id end;
    policy := case
      when reason = 'denied' then 'deny'
      when reason in ('granted', 'delegated') then 'allow'
      when reason in ('own', 'not_owner') then 'own'
      when reason in ('elevated', 'needs_master_code') then 'locked'
    end;

    -- 6. A second factor, where the key asks for one.
    if v_aal2 and p_aal is distinct from 'aal2'
      and reason in ('granted', 'delegated', 'own', 'elevated')
    then
      reason := 'needs_aal2';
    end if;
  end if;

  select r.is_allowed, r.remedy into allowed, remedy
  from stagedoor.decision_reasons as r
  where r.reason = decide.reason;
  return next;
end;
$$;

comment on function stagedoor.decide is
'One decision with its reason: one row.

{allowed, policy, reason, remedy, valid_until, access_id, elevation_id}.
valid_until is the earliest moment at which an access or elevation that applied ends, or
one that could apply begins (F114). Reasons are rows of stagedoor.decision_reasons
(F96).';

create function stagedoor.can(
  p_permission_key text, p_scope_id uuid, p_owner_id uuid default null
)
returns boolean
language plpgsql
stable
parallel safe
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads scopes, accesses and accounts of which a request sees its own part only. The twin
-- of decide(): one look at the scope, one aggregate over the accesses along its path.
declare
  -- Of the bits of stagedoor.grant_targets.
  c_allow      constant integer := 2;
  c_common     constant integer := 979;  -- deny, allow, step_up, assigned
  v_user_id    pg_catalog.uuid := stagedoor.caller_id();
  v_now        pg_catalog.timestamptz := stagedoor.instant();
  v_path       pg_catalog.uuid[];
  v_near       pg_catalog.uuid[];
  v_project_id pg_catalog.uuid;
  v_archived   boolean;
  v_effects    integer;
  v_is_live    boolean;
begin
  -- At the project and below, a key counts with any modifier; from above, an :assigned key
  -- covers only projects in which the user has an access of their own.
  select
    s.path, s.path[array_position(s.path, s.project_id):], s.project_id, s.is_archived
  into v_path, v_near, v_project_id, v_archived
  from stagedoor.scopes as s
  where s.id = p_scope_id;

  -- An unknown scope takes the same path, and the same time, as another tenant's project:
  -- two places are looked at.
  if not found then
    v_path := array[
      coalesce(p_scope_id, '00000000-0000-0000-0000-000000000000'::pg_catalog.uuid),
      '00000000-0000-0000-0000-000000000000'::pg_catalog.uuid];
  elsif v_archived and not stagedoor.counts_when_archived(p_permission_key) then
    return false;
  end if;

  -- The effect of each applicable grant on the key, as bits.
  select
    coalesce(bit_or(
      (t.key_bits -> p_permission_key)::integer
        >> case when a.scope_id = any (v_near) then 0 else 16 end), 0),
    -- A live login is enough: a closed account holds no access.
    exists (select from stagedoor.live_logins as l where l.id = v_user_id)
  into v_effects, v_is_live
  -- Pairs of user and scope: before 17, a user and an array of scopes are looked up by the
  -- user alone, which reads every access of theirs.
  from (select v_user_id as user_id, unnest(v_path) as scope_id) as along
  join stagedoor.user_accesses as a
    on a.user_id = along.user_id and a.scope_id = along.scope_id
  join stagedoor.grant_targets as t on t.id = a.grant_id
  where a.status = 'Active'
    and a.delegated_from is null
    -- stagedoor.live_accesses inlined: every request runs this.
    and (a.valid_from is null or a.valid_from <= v_now)
    and (a.valid_until is null or a.valid_until > v_now);

  -- Common case: allowed, nothing denied, no step-up, nothing that depends on an
  -- assignment.
  if v_effects & c_common = c_allow then
    return v_is_live;
  end if;

  -- An inner block, whose constants few requests evaluate.
  declare
    c_deny     constant integer := 1;
    c_own      constant integer := 4;
    c_locked   constant integer := 8;
    c_step_up  constant integer := 16;
    c_policies constant integer := 15;  -- deny, allow, own, locked
    c_assigned constant integer := 960;  -- the same for assigned projects only, 6 bits up
  begin
    -- The effects from above for assigned projects, if this is one.
    if v_effects & c_assigned <> 0 and v_project_id is not null
      and stagedoor.is_assigned(v_user_id, v_project_id)
    then
      v_effects := v_effects | (v_effects >> 6 & c_policies);
    end if;

    -- deny
    if v_effects & c_deny <> 0 then
      return false;
    end if;

    -- allow, own, locked
    if v_effects & c_allow = 0
      and (v_effects & c_own <> 0 and p_owner_id = v_user_id) is not true
      and (v_effects & c_locked <> 0 and exists (
        select
        from stagedoor.elevated_scopes(v_user_id, stagedoor.session_id()) as e
        where e.scope_id = any (v_path)
      )) is not true
    then
      -- Delegations are looked up only now.
      if not exists (
        select
        from stagedoor.user_accesses as a
        where a.user_id = v_user_id
          and a.scope_id = any (v_path)
          and a.status = 'Active'
          and a.delegated_from is not null
      ) or not stagedoor.is_delegated_to(v_user_id, p_permission_key, p_scope_id) then
        return false;
      end if;
      v_effects := case when (
        select p.requires_aal2
        from stagedoor.permissions as p
        where p.permission_key = p_permission_key
      ) then c_step_up else 0 end;
    end if;

    -- a second factor
    if v_effects & c_step_up <> 0 and stagedoor.session_aal() <> 'aal2' then
      return false;
    end if;
    return v_is_live;
  end;
end;
$$;

comment on function stagedoor.can is
'Whether the caller holds a key at a scope now (F13, F95).

Implementation of public.can.';

create function stagedoor.enforce(
  p_permission_key text, p_scope_id uuid, p_owner_id uuid default null
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what a decision reads. The reason is determined only if the answer is no.
declare
  v_decision pg_catalog.record;
begin
  if stagedoor.can(p_permission_key, p_scope_id, p_owner_id) then
    return;
  end if;

  select d.* into v_decision
  from stagedoor.decide(
    stagedoor.caller_id(), p_permission_key, p_scope_id, p_owner_id,
    stagedoor.session_id(), stagedoor.session_aal()) as d;

  if v_decision.reason = 'unknown_scope' then
    perform stagedoor.raise_not_found('Scope');
  end if;
  perform stagedoor.raise_denied(
    case v_decision.reason when 'not_owner' then 'owner_or_manager_access'
      else p_permission_key end,
    case v_decision.reason
      when 'unknown_permission' then stagedoor.unknown_permission(p_permission_key)
      else v_decision.remedy end
  );
end;
$$;

comment on function stagedoor.enforce is
'Raise unless the caller holds a key at a scope (F57).

Implementation of public.enforce. Definers call it as their guard.';

-- No policy: only functions read the reasons.
alter table stagedoor.decision_reasons enable row level security;

-- Privileges.

revoke all on function
  stagedoor.decide,
  stagedoor.can,
  stagedoor.enforce
from public, anon, authenticated, service_role;
grant execute on function stagedoor.can, stagedoor.enforce to authenticated;
revoke all on stagedoor.decision_reasons from public, anon, authenticated, service_role;
