-- API: the master code and elevations.

create function public.set_master_code(p_project_id uuid, p_code text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform stagedoor_studio.set_master_code(p_project_id, p_code);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
end;
$$;

comment on function public.set_master_code is
$$Set the master code of a studio, and end all elevations there.

8 characters or more, 72 bytes at most. Needs security:rotate_code.

Raises:
- 22023: too short or too long.
- 42501: may not.
- PT404: no such studio, or the caller is no member of it.$$;

create function public.verify_master_code(
  p_user_id    uuid,
  p_session_id uuid,
  p_project_id uuid,
  p_code       text,
  p_client_ip  text,
  p_minutes    integer default 5
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.verify_master_code(
    p_user_id, p_session_id, p_project_id, p_code, p_client_ip, p_minutes);
exception
  -- Before the code was compared: whatever comes after is caught where it is counted.
  when serialization_failure or deadlock_detected or lock_not_available then
    return stagedoor.busy();
end;
$$;

comment on function public.verify_master_code is
$$Try the master code of a studio for a user. Service only.

Returns {ok: true, elevated_until}, or a refused outcome {ok: false, reason, error_code,
code, message, details, hint, retry_after} with the status set:
- 400 for minutes outside 1 to the setting elevation_max_minutes.
- 401 no_session, also for the session of an app (F131).
- 403 wrong_code, also without a code, for an unknown studio or another tenant's, and where
  nothing is locked for the user.
- 409 failed for any other error, which the log of the server names.
- 423 locked_out after 5 wrong attempts of the user in 15 minutes, or for a wrong one after
  20 at the studio in an hour.
- 429 busy during another attempt of the user, or after a lost race.
- 429 too_many_tries for a wrong code from an address over its limit.

retry_after is in seconds. A right code elevates the session of the user, in that studio
(F55, F56, F59). p_client_ip: the address as the platform names it, in any form.

An attempt is counted before it is compared, in the transaction of the call, which the
caller commits. A right code that opens an elevation takes its own count back; one that
fails for another reason does not.$$;

create function public.unlock_master_code(p_project_id uuid, p_user_id uuid default null)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform stagedoor_studio.unlock_master_code(p_project_id, p_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
end;
$$;

comment on function public.unlock_master_code is
$$End a lockout from the master code early.

p_user_id null: for the studio as a whole. Resets the failures in this studio, not in
others. Needs security:rotate_code.

Raises:
- 42501: may not.
- PT404: no such studio, or the caller is no member of it.$$;

create function public.assistant_needs_code(p_resource text, p_action text)
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.assistant_needs_code(p_resource, p_action);
end;
$$;

comment on function public.assistant_needs_code is
'Whether an action is locked for assistants, such as clients, edit (F54).

False for a key that they are allowed, for one that they are denied, and for an unknown
one.';

create function public.is_elevated_now(p_project_id uuid, p_user_id uuid default null)
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.is_elevated_now(p_project_id, p_user_id);
end;
$$;

comment on function public.is_elevated_now is
$$Whether a user is elevated in a studio now (F55).

p_user_id null: the caller. For the caller it asks for this session; for another user for
any session, and needs access:view.

Raises:
- 42501: asks about another user without access:view.
- PT404: asks about another user in a studio that the caller is no member of.$$;

create function public.clear_elevation(
  p_project_id uuid default null, p_user_id uuid default null
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.clear_elevation(p_project_id, p_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.clear_elevation is
$$End the elevations of a user in a studio (F55).

In all their sessions. Returns whether there was any. p_user_id null: the caller; with
p_project_id null as well, in every scope, as a client does at logout. For another user it
needs access:revoke.

Raises:
- 42501: not signed in, or another user's without access:revoke.
- PT404: another user's, in a studio that the caller is no member of.$$;

-- Privileges.

revoke all on function
  public.set_master_code,
  public.verify_master_code,
  public.unlock_master_code,
  public.assistant_needs_code,
  public.is_elevated_now,
  public.clear_elevation
from public, anon, authenticated, service_role;
grant execute on function
  public.set_master_code,
  public.unlock_master_code,
  public.assistant_needs_code,
  public.is_elevated_now,
  public.clear_elevation
to authenticated;
grant execute on function public.verify_master_code to service_role;

notify pgrst, 'reload schema';
