-- API: accesses: granted, changed, revoked, listed.

create function public.grant_access(
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
security invoker
set search_path = ''
as $$
begin
  return stagedoor.grant_access(
    p_user_id, p_scope_id, p_grant_type, p_grant_key,
    p_valid_from, p_valid_until, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.grant_access is
$$Grant a user a role or a permission at a scope; the access id.

p_grant_type: role or permission; p_grant_key: the key of it. p_valid_from null: from now
on; p_valid_until null: without end. The window is half-open and compared when it is read
(F11, F18, F19, F98). Giving the same again with the same start and end returns the same
id; windows that lie apart stand side by side.

Needs access:grant there, and that the caller holds the keys that they grant (F94), unless
they hold access:escalate, which does not serve themselves. A denial of a user with an
access above is granted by a holder of access:grant there (F50). The service needs none of
it.

Raises:
- 22023: another grant type; a window that is infinite, empty or over.
- 23505: held already in a window that overlaps, which details name.
- 23514: a separation rule keeps it apart from an access of the user (F101).
- 42501: may not grant it.
- PT404: no such scope, account, role or permission.$$;

create function public.revoke_access(p_access_id uuid, p_reason text default null)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.revoke_access(p_access_id, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.revoke_access is
$$Revoke an access, or give back one of the caller's own.

Returns whether anything changed. Holds at the next statement of every user (F95).
Delegations from it end with it; either side ends a delegation. Revoking another user's
access also ends their open invitations, delegations to them and their elevations, there and
below. Needs access:revoke there, except for the caller's own accesses and delegations by
them, and for the service.

Raises:
- 23514: no user would be left who can give access.
- 42501: may not revoke it; or it denies a key that would come back to the caller, or to
  another user while the caller does not hold it there (F94).
- PT404: no such access, or the caller may not know of it.$$;

create function public.change_access_window(
  p_access_id uuid,
  p_valid_until timestamptz,
  p_reason text default null,
  p_valid_from timestamptz default null
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.change_access_window(
    p_access_id, p_valid_until, p_reason, p_valid_from);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.change_access_window is
$$Change when an access begins or ends; the id of the one in its place.

The old one is revoked and a new one granted, in one step, so that the table stays its own
history; delegations from it get the new one as their source. p_valid_until null: without
end; p_valid_from null: the start stays. A later end or an earlier start is checked as a
grant. A sooner end or a later start needs access:revoke there, or that the access is the
caller's own and denies nothing.

Raises:
- 22023: a window that is infinite, empty or over; an access that is not active, or
delegated.
- 23505: the window overlaps another of the same, which details name.
- 23514: no user would be left who can give access without an end.
- 42501: may not; would prolong their own access, or end a denial sooner of a key that they
  do not hold there themselves (F94).
- PT404: no such access, or the caller may not know of it.$$;

create function public.leave_scope(p_scope_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.leave_scope(p_scope_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.leave_scope is
$$Give back all accesses of the caller at a scope and below.

Returns whether there was any.

Raises:
- 23514: no user would be left who can give access.
- 42501: no live session, or a denial would go while its permission stays from above.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.list_accesses(
  p_scope_id uuid,
  p_limit integer default 100,
  p_after uuid default null
)
returns table (
  access_id uuid, user_id uuid, email text, fullname_first text, fullname_last text,
  scope_id uuid, scope_name text, grant_type text, grant_key text, status text, state text,
  valid_from timestamptz, valid_until timestamptz, granted_by uuid, granted_at timestamptz,
  reason text, revoked_by uuid, revoked_at timestamptz, revoke_reason text,
  delegated_from uuid
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.list_accesses(p_scope_id, p_limit, p_after);
end;
$$;

comment on function public.list_accesses is
$$A page of the accesses at a scope, of any status (F24, F97).

Those in the departments of a project are included, but for departments that are archived
or in which the caller does not hold access:view. The list of an organization leaves out
those of its projects. Ordered by access_id; p_after is the last id of the page before.
p_limit: 1 to 1000. state is what the access is now: live, suspended while its user is
banned or their login is gone, invited, not_yet_valid, expired or revoked. email is the
confirmed address as it is now. Needs access:view.

Raises:
- 22023: a page of the wrong length.
- 42501: the caller does not hold access:view there.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.list_invitations(p_scope_id uuid)
returns table (
  access_id uuid, email text, scope_id uuid, role_key text, state text, invited_by uuid,
  created_at timestamptz, expires_at timestamptz, valid_until timestamptz
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.list_invitations(p_scope_id);
end;
$$;

comment on function public.list_invitations is
$$Invitations to a scope that are not accepted yet, newest first.

Those to departments of a project are included, but for departments that are archived or in
which the caller does not hold access:view. Never a token. state: invited, or expired where
the token no longer works. Needs access:view.

Raises:
- 42501: the caller does not hold access:view there.
- PT404: no such scope, or the caller is no member of it.$$;

-- Privileges.

revoke all on function
  public.grant_access,
  public.revoke_access,
  public.change_access_window,
  public.leave_scope,
  public.list_accesses,
  public.list_invitations
from public, anon, authenticated, service_role;
grant execute on function
  public.grant_access,
  public.revoke_access,
  public.change_access_window
to authenticated, service_role;
grant execute on function
  public.leave_scope,
  public.list_accesses,
  public.list_invitations
to authenticated;

notify pgrst, 'reload schema';
