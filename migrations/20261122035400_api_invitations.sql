-- API: invitations.

create function public.invite_user(
  p_email text,
  p_scope_id uuid,
  p_role_key text,
  p_valid_until timestamptz default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.invite_user(p_email, p_scope_id, p_role_key, p_valid_until);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.invite_user is
$$Invite an address to a role at a scope: {access_id, token}.

The token is shown this once; send it to the address. It can be accepted for as long as the
setting invitation_valid_hours says. A second invitation to the same grant replaces the
token. A mailer reads it from the outbox. Needs the keys that granting the role needs (F94).

Raises:
- 22023: no e-mail address; a window that is infinite, empty or over.
- 42501: may not give it.
- PT404: no such scope or role, or the caller is no member of the scope.
- PT429: more invitations within an hour than the setting invitations_per_hour.$$;

create function public.cancel_invitation(p_access_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.cancel_invitation(p_access_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.cancel_invitation is
$$Take an invitation back before it is accepted.

Returns whether anything changed.

Raises:
- 22023: it is accepted already.
- 42501: the caller does not hold access:grant there.
- PT404: no such invitation, or the caller may not know of it.$$;

create function public.accept_invitation(p_token text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.accept_invitation(p_token);
exception
  -- Before the token was looked up: later errors are caught where the attempt is counted.
  when serialization_failure or deadlock_detected or lock_not_available then
    return stagedoor.busy();
end;
$$;

comment on function public.accept_invitation is
$$Accept an invitation.

Returns {ok: true, access_id} or a refused outcome: {ok: false, reason, error_code, code,
message, details, hint, retry_after}. The session's confirmed e-mail must equal the invited
one, and the inviter must still be able to grant the role. Accepting again answers the same.
Never raises: attempts are counted, five wrong ones in 15 minutes lock out. reason, with its
HTTP status: invalid 404, email_mismatch 403, withdrawn, expired and no_longer_offered 410,
already_held, separation_of_duty, last_holder and the error_code of any other rule 409,
failed 409 for an error without a code, busy 429 for a lost race and
too_many_tries 429 (both with retry_after in seconds), no_session and client_not_allowed
403, the latter for an app's token (F131).$$;

-- Privileges.

revoke all on function
  public.invite_user,
  public.cancel_invitation,
  public.accept_invitation
from public, anon, authenticated, service_role;
grant execute on function public.invite_user to authenticated, service_role;
grant execute on function
  public.cancel_invitation,
  public.accept_invitation
to authenticated;

notify pgrst, 'reload schema';
