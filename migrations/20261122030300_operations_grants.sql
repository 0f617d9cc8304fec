-- Granting a role or a single permission to a user at a scope.

create function stagedoor.find_grant(p_grant_type text, p_grant_key text, p_scope_id uuid)
returns uuid
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads roles of the tenant, of which a request sees its own part only.
declare
  v_grant_id pg_catalog.uuid;
begin
  if p_grant_type = 'role' then
    select r.id into v_grant_id
    from stagedoor.scopes as s
    join stagedoor.permission_roles as r
      on r.role_key = p_grant_key
      and r.deleted_at is null
      and (r.scope_id is null or r.scope_id = any (s.path))
    where s.id = p_scope_id
    -- The nearest definition of a key counts.
    order by array_position(s.path, r.scope_id) desc nulls last
    limit 1;
  elsif p_grant_type = 'permission' then
    select p.id into v_grant_id
    from stagedoor.permissions as p
    where p.permission_key = p_grant_key;
  else
    raise invalid_parameter_value using
      message = 'grant_type is role or permission',
      detail = json_build_object('p_grant_type', p_grant_type);
  end if;

  if v_grant_id is not null then
    return v_grant_id;
  elsif p_grant_type = 'permission' then
    perform stagedoor.raise_unknown_permission(p_grant_key);
  end if;
  perform stagedoor.raise_unknown('Role', p_grant_key, array(
    select r.role_key
    from stagedoor.permission_roles as r
    where r.deleted_at is null and (r.scope_id is null or r.scope_id in (
      select unnest(s.path) from stagedoor.scopes as s where s.id = p_scope_id))));
  return null;
end;
$$;

comment on function stagedoor.find_grant is
'The role or permission that a key names at a scope.

Raises 22023 for another grant type, PT404 for a key that is not known there, with the
nearest that is.';

create function stagedoor.check_window(p_valid_from timestamptz, p_valid_until timestamptz)
returns void
language plpgsql
stable
set search_path = ''
as $$
begin
  if not coalesce(isfinite(p_valid_from), true)
    or not coalesce(isfinite(p_valid_until), true)
  then
    raise invalid_parameter_value using
      message = 'A window begins and ends at a moment, not at infinity',
      hint = 'Leave the end out for an access without end.';
  end if;
  if p_valid_from < '1900-01-01 00:00+00' or p_valid_until >= '10000-01-01 00:00+00' then
    raise invalid_parameter_value using
      message = 'A window lies between the years 1900 and 9999';
  end if;
  if p_valid_until <= greatest(p_valid_from, stagedoor.instant()) then
    raise invalid_parameter_value using
      message = 'A window ends after it begins, and not in the past',
      detail = json_build_object(
        'p_valid_from', p_valid_from, 'p_valid_until', p_valid_until);
  end if;
end;
$$;

comment on function stagedoor.check_window is
'Raise 22023 for a window that is infinite, empty or over.';

create function stagedoor.check_reason(p_reason text)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  if char_length(p_reason) > 1000 then
    raise invalid_parameter_value using
      message = 'A reason has at most 1000 characters',
      detail = json_build_object('characters', char_length(p_reason));
  end if;
end;
$$;

comment on function stagedoor.check_reason is
'Raise 22023 for a reason of more than 1000 characters.';

create function stagedoor.guard_grant(
  p_scope_id uuid, p_grant_type text, p_grant_key text
)
returns stagedoor.scopes
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a role and a scope, which no request role may. The service needs no key, and is
-- recorded. As require_scope, but finds and locks the role in between, and takes a shared
-- lock on the scope.
declare
  v_is_service boolean := stagedoor.caller_id() is null and stagedoor.is_service();
  v_grant_id   pg_catalog.uuid;
  v_scope      stagedoor.scopes;
begin
  if not v_is_service then
    perform stagedoor.enforce('access:grant', p_scope_id);
  elsif not exists (select from stagedoor.scopes as s where s.id = p_scope_id) then
    perform stagedoor.raise_not_found('Scope');
  end if;
  v_grant_id := stagedoor.find_grant(p_grant_type, p_grant_key, p_scope_id);
  perform stagedoor.hold_role(v_grant_id);
  if stagedoor.may_remove_holder(v_grant_id, 'give') then
    perform stagedoor.lock_trees(array[p_scope_id]);
  end if;
  -- Granting and revoking in one scope wait for each other.
  select s.* into v_scope from stagedoor.scopes as s where s.id = p_scope_id for share;
  if not found then
    perform stagedoor.raise_not_found('Scope');
  end if;
  if not v_is_service then
    perform stagedoor.require('access:grant', p_scope_id);
  end if;
  return v_scope;
end;
$$;

comment on function stagedoor.guard_grant is
'Lock a scope for giving access in it.

The caller finds the role once more: it may have gone while this waited. Raises 42501, or
PT404 for a scope, role or permission that is not there.';

create function stagedoor.holders_denied_by(
  p_grant_id uuid, p_scope_id uuid, p_user_id uuid
)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads what a grant carries. Only one that denies such a key can take it away.
begin
  return case when stagedoor.may_remove_holder(p_grant_id, 'give')
    then stagedoor.holders_at_stake(array[p_scope_id], array[p_user_id])
    else '{}'
  end;
end;
$$;

comment on function stagedoor.holders_denied_by is
'Where granting a denial could remove the last holder.

As holders_at_stake says it.';

create function stagedoor.overlapping_access(
  p_user_id uuid, p_scope_id uuid, p_grant_id uuid, p_delegated_from uuid,
  p_valid_from timestamptz, p_valid_until timestamptz
)
returns stagedoor.user_accesses
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the accesses of every user. Asked by definers whose row was refused for it.
  select a.*
  from stagedoor.user_accesses as a
  where a.user_id = p_user_id
    and a.scope_id = p_scope_id
    and a.grant_id = p_grant_id
    and a.delegated_from is not distinct from p_delegated_from
    and a.status = 'Active'
    and stagedoor.access_window(a.valid_from, a.valid_until, a.granted_at)
      && stagedoor.access_window(p_valid_from, p_valid_until, stagedoor.instant())
  order by coalesce(a.valid_from, a.granted_at), a.id
  limit 1
$$;

comment on function stagedoor.overlapping_access is
'The first active access of the same that overlaps a window (F98).';

create function stagedoor.is_same_window(
  p_access stagedoor.user_accesses, p_valid_from timestamptz, p_valid_until timestamptz
)
returns boolean
language sql
stable
set search_path = ''
as $$
  -- From now on is what has begun, whenever it began; what begins later is another window.
  select p_access.valid_until is not distinct from p_valid_until
    and (p_access.valid_from is not distinct from p_valid_from
      or (p_valid_from is null and p_access.valid_from <= stagedoor.instant()))
$$;

comment on function stagedoor.is_same_window is
'Whether an access is held in a window that is asked for once more.';

create function stagedoor.grant_access(
  p_user_id uuid,
  p_scope_id uuid,
  p_grant_type text,
  p_grant_key text,
  p_valid_from timestamptz default null,
  p_valid_until timestamptz default null,
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
  v_scope    stagedoor.scopes :=
    stagedoor.guard_grant(p_scope_id, p_grant_type, p_grant_key);
  v_grant_id pg_catalog.uuid := stagedoor.find_grant(p_grant_type, p_grant_key, p_scope_id);
  v_access   stagedoor.user_accesses;
  v_at_stake pg_catalog.text[] := '{}';
begin
  perform stagedoor.check_window(p_valid_from, p_valid_until);
  perform stagedoor.check_reason(p_reason);
  if p_user_id is null or not stagedoor.ensure_account(p_user_id) then
    perform stagedoor.raise_not_found('Account');
  end if;
  perform stagedoor.refuse_escalation(p_scope_id, v_grant_id, p_user_id, p_valid_until);
  -- Common case: it denies nothing.
  if exists (
    select from stagedoor.grant_targets as t where t.id = v_grant_id and t.deny_keys <> '{}'
  ) then
    perform stagedoor.refuse_denial_from_below(p_user_id, p_scope_id, v_grant_id);
    v_at_stake := stagedoor.holders_denied_by(v_grant_id, p_scope_id, p_user_id);
  end if;

  begin
    insert into stagedoor.user_accesses (
      user_id, scope_type, scope_id, grant_type, grant_id, valid_from, valid_until,
      granted_by, reason
    )
    values (
      p_user_id, v_scope.scope_type, v_scope.id, p_grant_type, v_grant_id, p_valid_from,
      p_valid_until, stagedoor.caller_id(), p_reason
    )
    returning * into v_access;
  exception
    when exclusion_violation then
      v_access := stagedoor.overlapping_access(
        p_user_id, v_scope.id, v_grant_id, null, p_valid_from, p_valid_until);
      if not stagedoor.is_same_window(v_access, p_valid_from, p_valid_until) then
        perform stagedoor.raise_overlap(v_access,
          'Change its window with change_access_window, or let this one end or begin '
            'there.');
      end if;
  end;
  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  return v_access.id;
end;
$$;

comment on function stagedoor.grant_access is
'Implementation of public.grant_access.';

-- Privileges.

revoke all on function
  stagedoor.find_grant,
  stagedoor.check_window,
  stagedoor.check_reason,
  stagedoor.guard_grant,
  stagedoor.holders_denied_by,
  stagedoor.overlapping_access,
  stagedoor.is_same_window,
  stagedoor.grant_access
from public, anon, authenticated, service_role;
grant execute on function stagedoor.grant_access to authenticated, service_role;
