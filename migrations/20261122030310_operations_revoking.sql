-- Revoking: ending an access and what would restore it, changing its window, leaving.

create function stagedoor.holders_at_stake_by_access(p_access stagedoor.user_accesses)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads what a grant carries. Asked by definers before a change.
begin
  return case when p_access.status = 'Active'
      and p_access.delegated_from is null
      and stagedoor.may_remove_holder(p_access.grant_id, 'take')
    then stagedoor.holders_at_stake(array[p_access.scope_id], array[p_access.user_id])
    else '{}'
  end;
end;
$$;

comment on function stagedoor.holders_at_stake_by_access is
'Where taking an access away could take the last holder away.

As holders_at_stake says it.';

create function stagedoor.close_access(
  p_access stagedoor.user_accesses, p_reason text, p_lifts boolean default true
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may. The callers check the right to close it,
-- and have locked its tree.
declare
  v_at_stake pg_catalog.text[] := stagedoor.holders_at_stake_by_access(p_access);
begin
  perform stagedoor.refuse_tracked(p_access.id);
  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = stagedoor.caller_id(), revoke_reason = p_reason
  where a.id = p_access.id;

  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  if p_lifts
    and p_access.status = 'Active'
    -- An ended denial suppresses nothing.
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

p_lifts: whether its denials end with it; false where the caller replaces the access and
calls refuse_lifted_denial afterwards. Raises 23514 for the last holder and for an access
that follows a membership table, 42501 for a denial that the caller may not lift.';

create function stagedoor.may_know_access(p_access stagedoor.user_accesses)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the delegator, whom a request may not see. An unknown access is treated like one
-- that the caller may not know of.
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
'Guard a change of an access: enforce, lock it, require.

Raises PT404, naming p_what, for an access that the caller may not know of, and 42501
without access:grant.';

create function stagedoor.close_ways_back(p_user_id uuid, p_scope_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Writes user_accesses and elevations, which no request role may. The callers check who may
-- take away what, and have locked its scope.
declare
  v_emails pg_catalog.text[] := array[
    stagedoor.confirmed_email(p_user_id),
    (select a.email from stagedoor.user_accounts as a where a.id = p_user_id)];
  -- Found by the user and their addresses: others may have any number of them.
  v_ids    pg_catalog.uuid[] := array(
    select a.id
    from stagedoor.user_accesses as a
    where a.user_id = p_user_id and (a.status = 'Invited' or a.delegated_from is not null)
    union all
    select i.access_id from stagedoor.invitations as i where i.email = any (v_emails));
begin
  -- Common case: there is none.
  if v_ids <> '{}' then
    update stagedoor.user_accesses as a
    set status = 'Revoked', revoked_by = stagedoor.caller_id(),
        revoke_reason = 'access taken away'
    from stagedoor.scopes as at
    where a.id = any (v_ids)
      and (
        (a.status = 'Invited' and (a.user_id is null or a.user_id = p_user_id))
        or (a.status = 'Active' and a.user_id = p_user_id and a.delegated_from is not null)
      )
      and at.id = a.scope_id
      and at.path @> array[p_scope_id];
  end if;
  perform stagedoor.end_elevations(p_user_id, p_scope_id, 'access taken away');
end;
$$;

comment on function stagedoor.close_ways_back is
'Close what would restore a user at a scope and below (F95).

Open invitations of theirs, what was delegated to them, and their elevations.';

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
  v_caller   pg_catalog.uuid := stagedoor.caller_id();
  v_service  boolean := v_caller is null and stagedoor.is_service();
  v_is_known boolean;
  v_is_side  boolean;
begin
  perform stagedoor.check_reason(p_reason);
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  v_is_known := v_service or stagedoor.may_know_access(v_access);
  if v_access.id is null or not v_is_known then
    perform stagedoor.raise_not_found('Access');
  end if;

  -- A user may always end their own accesses, and delegations by them.
  v_is_side := v_access.user_id = v_caller;
  if v_is_side is not true and v_access.delegated_from is not null then
    v_is_side := exists (
      select from stagedoor.user_accesses as source
      where source.id = v_access.delegated_from
        and source.user_id = v_caller
    );
  end if;
  if not v_service and v_is_side is not true then
    perform stagedoor.enforce('access:revoke', v_access.scope_id);
  elsif not v_service and not stagedoor.account_is_live(v_caller) then
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
  -- Whoever gives something back themselves may take up what else is offered to them.
  if v_is_side is not true and v_access.delegated_from is null then
    perform stagedoor.close_ways_back(v_access.user_id, v_access.scope_id);
  end if;
  return true;
end;
$$;

comment on function stagedoor.revoke_access is
'Implementation of public.revoke_access.';

create function stagedoor.carry_delegations(
  p_source_id uuid, p_new stagedoor.user_accesses
)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may. Called where another access has taken
-- the place of one that was closed.
declare
  v_access stagedoor.user_accesses;
  v_copy   stagedoor.user_accesses;
  v_until  pg_catalog.timestamptz;
begin
  for v_access in
    select a.*
    from stagedoor.user_accesses as a
    join stagedoor.permissions as p on p.id = a.grant_id
    join stagedoor.grant_targets as t on t.id = p_new.grant_id
    where a.delegated_from = p_source_id
      and a.status = 'Active'
      and p.permission_key = any (t.allow_keys)
    order by a.id
    for no key update of a
  loop
    update stagedoor.user_accesses as a
    set status = 'Revoked', revoked_by = stagedoor.caller_id(),
        revoke_reason = 'window of its source changed'
    where a.id = v_access.id;

    v_until := least(v_access.valid_until, p_new.valid_until);
    continue when v_until <= greatest(v_access.valid_from, stagedoor.instant());
    insert into stagedoor.user_accesses (
      user_id, scope_type, scope_id, grant_type, grant_id, valid_from, valid_until,
      granted_by, reason, delegated_from
    )
    values (
      v_access.user_id, v_access.scope_type, v_access.scope_id, v_access.grant_type,
      v_access.grant_id, v_access.valid_from, v_until, v_access.granted_by,
      v_access.reason, p_new.id
    )
    returning * into v_copy;
    perform stagedoor.carry_delegations(v_access.id, v_copy);
  end loop;
end;
$$;

comment on function stagedoor.carry_delegations is
'Hang what was delegated from one access on another in its place (F20).

As long as it lasted, and no longer than the new one does. What the new one does not grant
stays where it was, and ends.';

create function stagedoor.guard_window(
  p_access      stagedoor.user_accesses,
  p_valid_from  timestamptz,
  p_valid_until timestamptz,
  p_is_locked   boolean,
  out gives     boolean,
  out takes     boolean
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads what the access carries, and asks for what its change needs: before it is locked,
-- and again behind the lock.
declare
  v_begins_at pg_catalog.timestamptz := coalesce(p_access.valid_from, p_access.granted_at);
  v_is_own    boolean := (p_access.user_id = stagedoor.caller_id()) is true;
  v_keys      pg_catalog.text[];
begin
  gives := coalesce(p_valid_from < v_begins_at, false)
    or coalesce(p_valid_until > p_access.valid_until,
      p_access.valid_until is not null and p_valid_until is null);
  takes := coalesce(p_valid_from > v_begins_at, false)
    or coalesce(p_valid_until < p_access.valid_until,
      p_access.valid_until is null and p_valid_until is not null);

  -- The service needs no key, and is recorded.
  if stagedoor.caller_id() is null and stagedoor.is_service() then
    return;
  end if;

  -- One's own is one's own to end sooner, and what denies is not.
  v_keys := array(
    select 'access:grant' where gives
    union all
    select 'access:revoke'
    where takes and (not v_is_own or exists (
      select from stagedoor.grant_targets as t
      where t.id = p_access.grant_id and t.deny_keys <> '{}'))
  );
  if v_is_own and v_keys = '{}'
    and not stagedoor.account_is_live(stagedoor.caller_id())
  then
    perform stagedoor.raise_denied('session', 'sign_in');
  elsif not v_is_own and v_keys = '{}'
    and not stagedoor.can('access:revoke', p_access.scope_id)
  then
    v_keys := array['access:grant'];
  end if;

  for v_place in 1 .. cardinality(v_keys) loop
    if p_is_locked then
      perform stagedoor.require(v_keys[v_place], p_access.scope_id);
    else
      perform stagedoor.enforce(v_keys[v_place], p_access.scope_id);
    end if;
  end loop;
end;
$$;

comment on function stagedoor.guard_window is
'Ask for what changing the window of an access needs.

gives: a later end or an earlier start, which needs access:grant; takes: a sooner end or a
later start, which needs access:revoke, but for one''s own that denies nothing. Raises
42501.';

create function stagedoor.replace_access(
  p_access      stagedoor.user_accesses,
  p_valid_from  timestamptz,
  p_valid_until timestamptz,
  p_reason      text,
  p_lifts       boolean
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may. The caller has locked its tree.
declare
  v_at_stake pg_catalog.text[] := stagedoor.holders_at_stake_by_access(p_access)
    || stagedoor.holders_denied_by(p_access.grant_id, p_access.scope_id, p_access.user_id);
  v_new      stagedoor.user_accesses;
begin
  perform stagedoor.refuse_tracked(p_access.id);
  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = stagedoor.caller_id(),
      revoke_reason = coalesce(p_reason, 'window changed')
  where a.id = p_access.id;
  -- An ended denial suppresses nothing.
  if p_lifts and coalesce(p_access.valid_until > stagedoor.instant(), true) then
    perform stagedoor.refuse_lifted_denial(
      p_access.user_id, array[p_access.scope_id],
      (select t.deny_keys from stagedoor.grant_targets as t
       where t.id = p_access.grant_id));
  end if;

  begin
    insert into stagedoor.user_accesses (
      user_id, scope_type, scope_id, grant_type, grant_id, valid_from, valid_until,
      granted_by, reason
    )
    values (
      p_access.user_id, p_access.scope_type, p_access.scope_id, p_access.grant_type,
      p_access.grant_id, p_valid_from, p_valid_until, stagedoor.caller_id(), p_reason
    )
    returning * into v_new;
  exception
    when exclusion_violation then
      perform stagedoor.raise_overlap(
        stagedoor.overlapping_access(
          p_access.user_id, p_access.scope_id, p_access.grant_id, null, p_valid_from,
          p_valid_until),
        'Change that one first, or let this one end or begin there.');
  end;
  perform stagedoor.carry_delegations(p_access.id, v_new);
  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  return v_new.id;
end;
$$;

comment on function stagedoor.replace_access is
'Close an access and give it anew in another window; the new id.

What was delegated from it hangs on the new one. p_lifts: whether what it denies counts for
less time. Raises 23505 for a window over another of the same, 23514 for the last holder.';

create function stagedoor.change_access_window(
  p_access_id uuid,
  p_valid_until timestamptz,
  p_reason text default null,
  p_valid_from timestamptz default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may.
declare
  v_access   stagedoor.user_accesses;
  v_is_known boolean;
  v_asked    pg_catalog.record;
  v_from     pg_catalog.timestamptz;
begin
  perform stagedoor.check_reason(p_reason);
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  v_is_known := stagedoor.may_know_access(v_access)
    or (stagedoor.caller_id() is null and stagedoor.is_service());
  if v_access.id is null or not v_is_known then
    perform stagedoor.raise_not_found('Access');
  end if;
  perform stagedoor.guard_window(v_access, p_valid_from, p_valid_until, false);
  v_access := stagedoor.lock_access(p_access_id);
  v_asked := stagedoor.guard_window(v_access, p_valid_from, p_valid_until, true);

  if v_access.status <> 'Active' or v_access.delegated_from is not null then
    raise invalid_parameter_value using
      message = 'The window of an access that is active, and not delegated, can be changed',
      hint = 'Grant, invite or delegate anew.';
  end if;
  v_from := coalesce(p_valid_from, v_access.valid_from);
  perform stagedoor.check_window(v_from, p_valid_until);
  if not v_asked.gives and not v_asked.takes then
    return v_access.id;
  end if;

  if v_asked.gives then
    if v_access.user_id = stagedoor.caller_id() then
      perform stagedoor.raise_denied(
        'access:escalate', 'Nobody prolongs their own access.');
    end if;
    perform stagedoor.refuse_escalation(
      v_access.scope_id, v_access.grant_id, v_access.user_id, p_valid_until);
    perform stagedoor.refuse_denial_from_below(
      v_access.user_id, v_access.scope_id, v_access.grant_id);
  end if;
  return stagedoor.replace_access(
    v_access, v_from, p_valid_until, p_reason, v_asked.takes);
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
    -- Denials are closed last: until then they still apply to grants from above.
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
  stagedoor.holders_at_stake_by_access,
  stagedoor.close_access,
  stagedoor.may_know_access,
  stagedoor.require_access,
  stagedoor.close_ways_back,
  stagedoor.revoke_access,
  stagedoor.carry_delegations,
  stagedoor.guard_window,
  stagedoor.replace_access,
  stagedoor.change_access_window,
  stagedoor.leave_scope
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.revoke_access,
  stagedoor.change_access_window
to authenticated, service_role;
grant execute on function stagedoor.leave_scope to authenticated;
