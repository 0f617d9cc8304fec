-- API: delegations.

create function public.delegate_access(
  p_user_id uuid,
  p_scope_id uuid,
  p_permission_keys text[],
  p_valid_until timestamptz,
  p_reason text default null
)
returns uuid[]
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.delegate_access(
    p_user_id, p_scope_id, p_permission_keys, p_valid_until, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.delegate_access is
$$Delegate permissions of the caller at a scope, until a moment (F20).

Returns the access ids. A key can be delegated that the caller holds there as allow and that
is delegable; the delegation counts while its source is live and still grants the key, and
ends no later (F20). All keys or none; delegating the same again with the same end
returns the same ids. Either side ends a delegation with revoke_access.

Raises:
- 22023: no key, no end, an end that is over or later than that of the source, the caller as
  delegate.
- 23505: delegated already with another end.
- 23514: a separation rule keeps it apart from an access of the user (F101).
- 42501: not held, or not delegable.
- PT404: no such scope, account or permission.$$;

create function public.list_my_delegations()
returns table (
  access_id uuid, direction text, user_id uuid, fullname_first text, fullname_last text,
  scope_id uuid, scope_name text, permission_key text, valid_from timestamptz,
  valid_until timestamptz, state text, reason text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.list_my_delegations();
end;
$$;

comment on function public.list_my_delegations is
$$Delegations by the caller and to the caller, newest first.

direction: given or received; the user is the other side. state: live, expired, revoked,
or withdrawn where the delegator no longer has the permission (F20).$$;

-- Privileges.

revoke all on function
  public.delegate_access,
  public.list_my_delegations
from public, anon, authenticated, service_role;
grant execute on function
  public.delegate_access,
  public.list_my_delegations
to authenticated;

notify pgrst, 'reload schema';
