-- API: questions about the caller and a scope.

create function public.can(
  p_permission_key text, p_scope_id uuid, p_owner_id uuid default null
)
returns boolean
language plpgsql
stable
parallel safe
security invoker
set search_path = ''
as $$
begin
  if stagedoor.can(p_permission_key, p_scope_id, p_owner_id) then
    return true;
  end if;
  perform stagedoor.warn_of_unknown_permission(p_permission_key);
  return false;
end;
$$;

comment on function public.can is
'Whether the caller may do something at a scope now.

p_permission_key: a key such as project:view:assigned. p_scope_id: an organization, project
or department. p_owner_id: the owner of the row, for keys held as own. Never raises; an
unknown key or scope is a no, and a WARNING names the key nearest to an unknown one (F1,
F13, F53).';

create function public.enforce(
  p_permission_key text, p_scope_id uuid, p_owner_id uuid default null
)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  perform stagedoor.enforce(p_permission_key, p_scope_id, p_owner_id);
end;
$$;

comment on function public.enforce is
$$Raise unless the caller may do something at a scope now.

Raises:
- 42501: not permitted; details name the key, the hint is the remedy (F57), for a key that
  does not exist the nearest one.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.authorize(
  p_permission_key text,
  p_scope_id uuid,
  p_owner_id uuid default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.authorize(p_permission_key, p_scope_id, p_owner_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.authorize is
$$Whether the caller may do something, why, and until when (F13, F96).

Returns {allowed, policy, reason, remedy, version, valid_until}. policy is the strongest
that applies: deny, allow, own, locked or null. version grows with every change there;
valid_until is the earliest moment at which time alone could change the answer, null for
none: a cache keeps it no longer than either (F96, F114). Always 200; a no is counted for
alerts (F89).$$;

create function public.authorize_for(
  p_user_id uuid,
  p_permission_key text,
  p_scope_id uuid,
  p_owner_id uuid default null
)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return stagedoor.authorize_for(p_user_id, p_permission_key, p_scope_id, p_owner_id);
end;
$$;

comment on function public.authorize_for is
$$What authorize would answer somebody else (F96, F97).

Without elevation and at aal1. For a back end with the service key, and for holders of
access:view at the scope; of oneself every member may ask. Answers as authorize does, with
not_a_member for somebody else who is none; a key that needs a second factor answers
needs_aal2. Counts no denial.

Raises:
- PT404: no such scope, or the caller is no member of it.
- 42501: the caller may not see who holds what there.$$;

create function public.get_access_version(p_scope_id uuid)
returns bigint
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return stagedoor.get_access_version(p_scope_id);
end;
$$;

comment on function public.get_access_version is
$$A number that grows with every change of access at a scope (F114).

It grows with every committed change that could alter a decision there. Null for a scope
that does not exist or that the caller is no member of (F114).$$;

-- Privileges.

revoke all on function
  public.can,
  public.enforce,
  public.authorize,
  public.authorize_for,
  public.get_access_version
from public, anon, authenticated, service_role;
grant execute on function
  public.can,
  public.enforce,
  public.authorize,
  public.get_access_version
to authenticated;
grant execute on function public.authorize_for to authenticated, service_role;

notify pgrst, 'reload schema';
