-- API: guests of the theatre, and how they become who they are.

create function public.create_guest_user(
  p_email_address  text,
  p_fullname_first text,
  p_fullname_last  text,
  p_user_role      text,
  p_phone_number   text default null,
  p_notes          text default null,
  p_custom_title   text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.create_guest_user(
    p_email_address, p_fullname_first, p_fullname_last, p_user_role, p_phone_number,
    p_notes, p_custom_title);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.create_guest_user is
$$Enter somebody who has no account yet, as one's crew (F80).

Returns {message: "Guest user created", user_id, claim_token}. The guest cannot sign in,
belongs to whoever made them and is their crew at once (F81). The token is shown once: by
it, and by confirming the address, they claim their account. p_notes are the caller's and
not the guest's. An address that has an account answers in the same way: whoever has it
claims into that account.

Raises:
- 22023: no e-mail address, or one's own; an unknown title; OTHER without p_custom_title; a
  name, phone number or note that is too long.
- 23505: the caller has a guest with this address already.
- 42501: no live session.
- PT429: more than invitations_per_hour.$$;

create function public.reissue_claim_token(p_user_id uuid)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.reissue_claim_token(p_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.reissue_claim_token is
$$Give a guest a new claim token; the old one is void (F82).

Returns {user_id, claim_token}, shown once. For whoever made the guest and still has them as
crew.

Raises:
- 22023: "User is not a guest": they have claimed their account.
- 42501: no live session.
- PT404: no guest of the caller.
- PT429: more than invitations_per_hour.$$;

create function public.delete_guest_user(p_user_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.delete_guest_user(p_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.delete_guest_user is
$$Remove a guest, and erase who it was (F81).

Relationships, assignments, title and shares end; name, address and phone number go, from
the audit log too. What happened stays. For whoever made the guest.

Raises:
- 22023: "User is not a guest": they have claimed their account.
- 42501: no live session.
- PT404: no guest of the caller.$$;

create function public.claim_guest_account(p_token text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.claim_guest_account(p_token);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    return stagedoor.busy();
end;
$$;

comment on function public.claim_guest_account is
$$Take over the guest that a claim token was made for (F82).

Returns {ok: true, user_id}. The session's confirmed e-mail must equal the guest's. Every
relationship, grant, title and assignment is kept and no role is raised; where the login has
an account already, the guest is merged into it. Again by the same person: the same answer.

A refusal is an outcome with a status of its own: 404 invalid (unknown, void, claimed by
somebody else), 403 email_mismatch, no_session, client_not_allowed, 410 expired, 409
separation_of_duty, one_studio_role, last_holder, failed, 429 too_many_tries, busy. Never
raises.$$;

create function public.update_guest_profile(p_token text, p_user_data jsonb default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.update_guest_profile(p_token, p_user_data);
end;
$$;

comment on function public.update_guest_profile is
$$Let a guest correct their name and phone number, by a token (F65, F71).

p_token: the claim token, or that of a share that names the guest. p_user_data:
fullname_first, fullname_last, phone_number. Returns {ok: true, user_id, fullname_first,
fullname_last, phone_number, shows: [{title, opens_on, closes_on, venues, departments}]}:
where they work, with their own departments. Without p_user_data it changes nothing.

A refusal is an outcome: 404 invalid, 410 expired, 429 too_many_tries, busy.

Raises:
- 22023: "User is not a guest": the token is right, and its account was claimed; or other
  names than these in p_user_data.$$;

-- Privileges.

revoke all on function
  public.create_guest_user,
  public.reissue_claim_token,
  public.delete_guest_user,
  public.claim_guest_account,
  public.update_guest_profile
from public, anon, authenticated, service_role;
grant execute on function
  public.create_guest_user,
  public.reissue_claim_token,
  public.delete_guest_user,
  public.claim_guest_account,
  public.update_guest_profile
to authenticated;
grant execute on function public.update_guest_profile to anon;

notify pgrst, 'reload schema';
