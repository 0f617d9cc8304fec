-- Revoking: taking access away, changing its end, leaving.

create function stagedoor.close_access(
  p_access stagedoor.user_accesses, p_reason text, p_lifts boolean default true
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may. The callers check who may close what,
-- and have locked its tree.
declare
  v_at_stake pg_catalog.uuid[] := '{}';
begin
  if p_access.status = 'Active'
    and p_access.delegated_from is null
    and stagedoor.may_remove_holder(p_access.grant_id, 'take')
  then
    v_at_stake := stagedoor.scopes_at_stake(
      array[p_access.scope_id], array[p_access.user_id]);
  end if;

  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = stagedoor.caller_id(), revoke_reason = p_reason
  where a.id = p_access.id;

  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  if p_lifts
    and p_access.status = 'Active'
    -- What is over holds nothing back.
    and coalesce(p_access.valid_until > stagedoor.instant(), true)
  then
    perform stagedoor.refuse_lifted_denial(
      p_access.user_id,
      array[p_access.scope_id],
      (select t.deny_keys from stagedoor.grant_targets as t
       where t.id = p_access.grant_id));
  end if;
end;
$$;

comment on function stagedoor.close_access is
'Close one access.

p_lifts: whether what it denies ends with it; false where the caller puts another in its
place and asks refuse_lifted_denial then. Raises 23514 for the last holder, 42501 for a
denial that the caller may not lift.';

create function stagedoor.may_know_access(p_access stagedoor.user_accesses)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads who delegated it, which the person asked about may not see.
-- An access that is not there is asked about like one that is not known.
begin
  return coalesce(
    p_access.user_id = stagedoor.caller_id()
    or exists (
      select from stagedoor.user_accesses as source
      where source.id = p_access.delegated_from and source.user_id = stagedoor.caller_id()
    )
    or stagedoor.can('access:view', p_access.scope_id),
    false
  );
end;
$$;

comment on function stagedoor.may_know_access is
'Whether the caller may know of an access.

They hold it, have delegated it, or see the accesses of its scope.';

create function stagedoor.require_access(p_access_id uuid, p_what text)
returns stagedoor.user_accesses
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads and locks an access, which no request role may.
declare
  v_access   stagedoor.user_accesses;
  v_is_known boolean;
begin
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  v_is_known := stagedoor.may_know_access(v_access);
  if v_access.id is null or not v_is_known then
    perform stagedoor.raise_not_found(p_what);
  end if;
  perform stagedoor.enforce('access:grant', v_access.scope_id);
  v_access := stagedoor.lock_access(p_access_id);
  perform stagedoor.require('access:grant', v_access.scope_id);
  return v_access;
end;
$$;

comment on function stagedoor.require_access is
'Guard a change of what somebody was given: look, lock it, look again.

Raises PT404, naming p_what, for an access that the caller may not know of, and 42501
without access:grant.';

create function stagedoor.revoke_access(p_access_id uuid, p_reason text default null)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may.
declare
  v_access   stagedoor.user_accesses;
  v_service  boolean := stagedoor.caller_id() is null and stagedoor.is_service();
  v_is_known boolean;
  v_is_side  boolean;
begin
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  v_is_known := v_service or stagedoor.may_know_access(v_access);
  if v_access.id is null or not v_is_known then
    perform stagedoor.raise_not_found('Access');
  end if;

  -- One's own, and what one has delegated, may always be given back.
  v_is_side := v_access.user_id = stagedoor.caller_id() or exists (
    select from stagedoor.user_accesses as source
    where source.id = v_access.delegated_from and source.user_id = stagedoor.caller_id()
  );
  if not v_service and v_is_side is not true then
    perform stagedoor.enforce('access:revoke', v_access.scope_id);
  elsif not v_service and not stagedoor.account_is_live(stagedoor.caller_id()) then
    perform stagedoor.raise_denied('access:revoke', 'sign_in');
  end if;

  v_access := stagedoor.lock_access(p_access_id);
  if v_access.status = 'Revoked' then
    return false;
  end if;
  if not v_service and v_is_side is not true then
    perform stagedoor.require('access:revoke', v_access.scope_id);
  end if;
  perform stagedoor.close_access(v_access, p_reason);
  return true;
end;
$$;

comment on function stagedoor.revoke_access is
'Implementation of public.revoke_access.';

create function stagedoor.change_access_window(
  p_access_id uuid,
  p_valid_until timestamptz,
  p_reason text default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may.
declare
  v_access   stagedoor.user_accesses := stagedoor.require_access(p_access_id, 'Access');
  v_shortens boolean;
  v_new_id   pg_catalog.uuid;
begin
  if v_access.status <> 'Active' or v_access.delegated_from is not null then
    raise invalid_parameter_value using
      message = 'The window of an access that is active, and not delegated, can be changed',
      hint = 'Grant, invite or delegate anew.';
  end if;
  perform stagedoor.check_window(v_access.valid_from, p_valid_until);
  if v_access.valid_until is not distinct from p_valid_until then
    return v_access.id;
  end if;

  -- Ending a denial earlier gives back what it denied.
  if exists (
    select from stagedoor.grant_targets as t
    where t.id = v_access.grant_id and t.deny_keys <> '{}'
  ) then
    perform stagedoor.require('access:revoke', v_access.scope_id);
  end if;

  -- Ending earlier gives nothing; ending later gives it once more.
  if v_access.valid_until is not null
    and (p_valid_until is null or p_valid_until > v_access.valid_until)
  then
    if v_access.user_id = stagedoor.caller_id() then
      perform stagedoor.raise_denied(
        'access:escalate', 'Nobody prolongs their own access.');
    end if;
    perform stagedoor.refuse_escalation(
      v_access.scope_id, v_access.grant_id, v_access.user_id, p_valid_until);
  end if;

  v_shortens := coalesce(p_valid_until < v_access.valid_until, p_valid_until is not null);
  perform stagedoor.close_access(
    v_access, coalesce(p_reason, 'window changed'), v_shortens);
  insert into stagedoor.user_accesses (
    user_id, scope_type, scope_id, grant_type, grant_id,
    valid_from, valid_until, granted_by, reason
  )
  values (
    v_access.user_id, v_access.scope_type, v_access.scope_id, v_access.grant_type,
    v_access.grant_id, v_access.valid_from, p_valid_until, stagedoor.caller_id(), p_reason
  )
  returning id into v_new_id;
  return v_new_id;
end;
$$;

comment on function stagedoor.change_access_window is
'Implementation of public.change_access_window.';

create function stagedoor.leave_scope(p_scope_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_access  stagedoor.user_accesses;
  v_left    boolean := false;
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    perform stagedoor.raise_denied('session', 'sign_in');
  end if;
  if not stagedoor.is_member(v_user_id, p_scope_id) then
    perform stagedoor.raise_not_found('Scope');
  end if;

  -- Scopes before accesses, as everywhere.
  perform stagedoor.lock_trees(array(
    select distinct a.scope_id
    from stagedoor.user_accesses as a
    join stagedoor.scopes as at on at.id = a.scope_id
    where a.user_id = v_user_id and a.status <> 'Revoked' and p_scope_id = any (at.path)
  ));

  for v_access in
    select a.*
    from stagedoor.user_accesses as a
    join stagedoor.scopes as at on at.id = a.scope_id
    where a.user_id = v_user_id and a.status <> 'Revoked' and p_scope_id = any (at.path)
    -- What denies goes last: until then it still guards what is left from above.
    order by (
      select t.deny_keys <> '{}'
      from stagedoor.grant_targets as t where t.id = a.grant_id
    ), a.id
    for no key update of a
  loop
    perform stagedoor.close_access(v_access, 'left');
    v_left := true;
  end loop;
  return v_left;
end;
$$;

comment on function stagedoor.leave_scope is
'Implementation of public.leave_scope.';

-- Privileges.

revoke all on function
  stagedoor.close_access,
  stagedoor.may_know_access,
  stagedoor.require_access,
  stagedoor.revoke_access,
  stagedoor.change_access_window,
  stagedoor.leave_scope
from public, anon, authenticated, service_role;
grant execute on function stagedoor.revoke_access to authenticated, service_role;
grant execute on function
  stagedoor.change_access_window,
  stagedoor.leave_scope
to authenticated;
