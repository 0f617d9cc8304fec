-- API: sessions and elevations of members.

create function public.list_my_sessions()
returns table (
  session_id uuid, created_at timestamptz, refreshed_at timestamptz, aal text,
  user_agent text, ip inet, is_current boolean, elevated_until timestamptz
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.list_my_sessions();
end;
$$;

comment on function public.list_my_sessions is
$$The sessions of the caller, newest first (F92).

elevated_until: the latest end of an elevation, or null.$$;

create function public.end_session(p_session_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.end_session(p_session_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.end_session is
$$End one of the caller's sessions (F92).

It is not renewed, and its elevations are over. Its access token stays valid until it runs
out.

Raises:
- 42501: no live session of the caller's own.
- PT404: the caller has no such session.$$;

create function public.end_member_elevations(p_user_id uuid, p_scope_id uuid)
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.end_member_elevations(p_user_id, p_scope_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.end_member_elevations is
$$End the elevations of a user at a scope and below (F55, F92).

Returns how many were open. Needs access:revoke there, except for the caller's own.

Raises:
- 42501: may not end those of another user.
- PT404: no such scope, or the caller is no member of it.$$;

-- Privileges.

revoke all on function
  public.list_my_sessions,
  public.end_session,
  public.end_member_elevations
from public, anon, authenticated, service_role;
grant execute on function
  public.list_my_sessions,
  public.end_session,
  public.end_member_elevations
to authenticated;

notify pgrst, 'reload schema';
