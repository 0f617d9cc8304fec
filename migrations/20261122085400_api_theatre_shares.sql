-- API: opening scripts, and shares of them.

create function public.open_script(p_script_id uuid, p_share_token text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.open_script(p_script_id, p_share_token);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.open_script is
$$Open a script: all that the caller reads of it, at once (F84, F88).

Returns {ok: true, script, elements}: the row of the script and its elements in order, at
most 5,000, as the tables show them to the caller. It is noted in the access log, which
reading the tables is not. p_share_token: the token of a share of this script opens it as
open_script_share does, and is a use; any other token opens nothing, and the caller reads
what is theirs without it. Where nothing is, the answer is that of open_script_share: an
outcome, with the status 404, 410 or 429.

Raises:
- 42501: no live session.
- PT404: no such script, or not one that the caller reads.$$;

create function public.create_script_share(
  p_script_id           uuid,
  p_shared_with_user_id uuid        default null,
  p_permissions         jsonb       default null,
  p_expires_at          timestamptz default null,
  p_max_uses            integer     default null,
  p_share_name          text        default null,
  p_notes               text        default null,
  p_valid_from          timestamptz default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.create_script_share(
    p_script_id, p_shared_with_user_id, p_permissions, p_expires_at, p_max_uses,
    p_share_name, p_notes, p_valid_from);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.create_script_share is
$$Share one's script with whoever has the token (F76, F77, F79).

Returns {share_id, token}; the token is shown once. p_shared_with_user_id: whom it is for, a
guest of the caller or an account; they read it without the token too. p_permissions:
{view: true, download, departments, elements}, each with the seed's default: no download,
all departments ([]), elements CUE and NOTE. Departments are ids of the caller's own; what
has no department concerns everybody and is shown with any. Private elements never are. A
window from p_valid_from to p_expires_at, p_max_uses openings, a name and notes for oneself.
script_shares lists what one has shared, share_accesses who opened it.

Raises:
- 22023: permissions of another shape, no elements, an end before the start or in the past,
  no uses, a name of more than 200 or notes of more than 4000 characters.
- 23514: every show that the script is in is archived (SHOW_ARCHIVED).
- 42501: no live session; or the script is somebody else's, and the caller reads it.
- PT404: no such script, account or department of the caller.$$;

create function public.change_share(p_share_id uuid, p_expires_at timestamptz)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.change_share(p_share_id, p_expires_at);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.change_share is
$$Let a share end at another time (F79). Returns whether anything changed.

p_expires_at: null for no end. One that is over opens again, by the same token.

Raises:
- 22023: an end before the start or in the past.
- 23514: it was revoked (SHARE_REVOKED).
- 42501: no live session.
- PT404: no share of what the caller owns.$$;

create function public.revoke_script_share(p_share_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.revoke_script_share(p_share_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.revoke_script_share is
$$Revoke a share at once and for good (F78).

Returns whether anything changed.

Raises:
- 42501: no live session.
- PT404: no share of what the caller owns.$$;

create function public.open_script_share(
  p_token         text,
  p_download      boolean default false,
  p_known_version text    default null,
  p_client_ip     text    default null,
  p_user_agent    text    default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.open_script_share(
    p_token, p_download, p_known_version, p_client_ip, p_user_agent);
end;
$$;

comment on function public.open_script_share is
$$Open a share by its token, without signing in (F78, F115).

Returns {ok: true, script: {title, starts_at, ends_at}, elements, version, copy_number,
share_name, expires_at, permissions, can_edit_profile, recipient}. elements: [{number,
parent, departments, element_type, cue_number, call, text, notes, offset_ms, duration_ms,
priority}], those that the share permits, numbered anew, at most 5,000. recipient: the names
of whoever it is for; of a guest what update_guest_profile answers and, where
can_edit_profile is true, lets them change by the same token (F90). A share of a show has
scripts: [{script, elements}]. Every opening is a use: copy_number is its number.

p_known_version: the version that the caller has; unchanged answers {ok: true, unchanged:
true, version} and is no use. p_download: to keep it. That a share permits no download is a
courtesy and no lock: what is shown can be copied. p_client_ip, p_user_agent: of whoever
asks the service, believed from the service alone.

A refusal is an outcome with a status of its own: 404 invalid (unknown, malformed, revoked,
not begun, after closing night, or no longer the sharer's to share), 410 expired or used_up,
403 download_not_allowed, 429 too_many_tries (more than share_guesses_per_minute tokens that
nobody ever had, from this address; a token that opens is never refused for it), 429 busy,
409 failed. It raises nothing but 25006, in a read-only transaction: a GET and a HEAD count
nothing.$$;

-- Privileges. Opening a share is for everybody; the service says whom it asks for.

revoke all on function
  public.open_script,
  public.create_script_share,
  public.change_share,
  public.revoke_script_share,
  public.open_script_share
from public, anon, authenticated, service_role;
grant execute on function
  public.open_script,
  public.create_script_share,
  public.change_share,
  public.revoke_script_share
to authenticated;
grant execute on function public.open_script_share to anon, authenticated, service_role;

notify pgrst, 'reload schema';
