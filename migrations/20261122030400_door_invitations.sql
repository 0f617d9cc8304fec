-- Inviting: access that waits for somebody with an address.
--
-- The token is shown once, to the inviter, and kept as a hash. Accepting it is a try at a
-- secret: it returns its outcome and never raises, so that a wrong try stays counted.

create function stagedoor.set_status(p_status integer)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
  perform set_config('response.status', p_status::text, true);
end;
$$;

comment on function stagedoor.set_status(integer) is
'Set the HTTP status of an answer that must not raise.

An answer that has counted a try, and has to commit.';

revoke all on function stagedoor.set_status(integer)
  from public, anon, authenticated, service_role;

create function stagedoor.new_token()
returns text
language sql
volatile
set search_path = ''
as $$
  -- Two random uuids: 244 bits from the server's strong generator.
  select encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex')
$$;

comment on function stagedoor.new_token() is
'A secret of 64 hexadecimal digits (F76).

To be shown once and kept as a hash.';

revoke all on function stagedoor.new_token() from public, anon, authenticated, service_role;

create function stagedoor.token_hash(p_token text)
returns bytea
language sql
immutable
set search_path = ''
as $$
  select sha256(convert_to(p_token, 'UTF8'))
$$;

comment on function stagedoor.token_hash(text) is
'What is kept of a token.';

revoke all on function stagedoor.token_hash(text)
  from public, anon, authenticated, service_role;

create function stagedoor.invite_user(
  p_email text,
  p_scope_id uuid,
  p_role_key text,
  p_valid_until timestamptz default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses and invitations, which no request role may.
declare
  v_scope     stagedoor.scopes := stagedoor.guard_grant(p_scope_id);
  v_role_id   uuid := stagedoor.find_grant('role', p_role_key, p_scope_id);
  v_email     text := lower(btrim(p_email));
  v_token     text := stagedoor.new_token();
  v_expires   timestamptz;
  v_access_id uuid;
begin
  if v_email is null or v_email !~ '^[^@[:space:]]+@[^@[:space:]]+$'
    or char_length(v_email) > 320
  then
    raise invalid_parameter_value using
      message = 'An e-mail address looks like name@example.com';
  end if;
  perform stagedoor.check_window(null, p_valid_until);
  perform stagedoor.refuse_escalation(p_scope_id, v_role_id, null);
  v_expires := least(
    stagedoor.instant()
      + make_interval(hours => (stagedoor.setting('invitation_valid_hours'))::integer),
    p_valid_until);

  -- Inviting again for the same thing sends a new token and makes the old one worthless.
  select a.id into v_access_id
  from stagedoor.invitations as i
  join stagedoor.user_accesses as a on a.id = i.access_id
  where i.email = v_email
    and a.scope_id = p_scope_id
    and a.grant_id = v_role_id
    and a.status = 'Invited'
    and a.user_id is null
    and a.granted_by is not distinct from auth.uid()
    and a.valid_until is not distinct from p_valid_until
  for no key update of a;

  if found then
    update stagedoor.invitations as i
    set token_hash = stagedoor.token_hash(v_token), expires_at = v_expires
    where i.access_id = v_access_id;
  else
    insert into stagedoor.user_accesses (
      scope_type, scope_id, grant_type, grant_id, status, valid_until, granted_by
    )
    values (
      v_scope.scope_type, v_scope.id, 'role', v_role_id, 'Invited', p_valid_until,
      auth.uid()
    )
    returning id into v_access_id;

    insert into stagedoor.invitations (access_id, email, token_hash, expires_at)
    values (v_access_id, v_email, stagedoor.token_hash(v_token), v_expires);
  end if;

  insert into stagedoor.outbox (topic, payload)
  values ('invitation.created', jsonb_build_object(
    'access_id', v_access_id, 'email', v_email, 'scope_id', p_scope_id,
    'scope_name', v_scope.name, 'role_key', p_role_key, 'expires_at', v_expires));
  return jsonb_build_object('access_id', v_access_id, 'token', v_token);
end;
$$;

comment on function stagedoor.invite_user(text, uuid, text, timestamptz) is
'Guard and work of public.invite_user.';

revoke all on function stagedoor.invite_user(text, uuid, text, timestamptz)
  from public, anon, authenticated, service_role;
grant execute on function stagedoor.invite_user(text, uuid, text, timestamptz)
  to authenticated, service_role;

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
    perform stagedoor.lost_race();
    return null;
end;
$$;

comment on function public.invite_user(text, uuid, text, timestamptz) is
$$Invite an address to a role at a scope: {access_id, token}.

The token is shown this once; send it to the address. It can be accepted for as long as the
setting invitation_valid_hours says. Inviting again for the same replaces the token. A row
in the outbox tells a mailer. Needs what granting the role needs (F94).

Raises:
- 22023: no e-mail address; a window that is infinite, empty or over.
- 42501: may not give it.
- PT404: no such scope or role, or the caller is no member of the scope.$$;

revoke all on function public.invite_user(text, uuid, text, timestamptz)
  from public, anon, authenticated, service_role;
grant execute on function public.invite_user(text, uuid, text, timestamptz)
  to authenticated, service_role;

create function stagedoor.cancel_invitation(p_access_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may.
declare
  v_access stagedoor.user_accesses;
begin
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  if v_access.id is null or not stagedoor.may_know_access(v_access) then
    perform stagedoor.not_found('Invitation');
  end if;
  perform stagedoor.enforce('access:grant', v_access.scope_id);
  v_access := stagedoor.lock_access(p_access_id);
  if v_access.status = 'Active' then
    raise invalid_parameter_value using
      message = 'The invitation is accepted already',
      hint = 'Take the access away with revoke_access.';
  end if;
  if v_access.status = 'Revoked' then
    return false;
  end if;
  perform stagedoor.close_access(v_access, 'invitation cancelled');
  return true;
end;
$$;

comment on function stagedoor.cancel_invitation(uuid) is
'Guard and work of public.cancel_invitation.';

revoke all on function stagedoor.cancel_invitation(uuid)
  from public, anon, authenticated, service_role;
grant execute on function stagedoor.cancel_invitation(uuid) to authenticated;

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
    perform stagedoor.lost_race();
    return null;
end;
$$;

comment on function public.cancel_invitation(uuid) is
$$Take an invitation back before it is accepted.

Returns whether anything changed.

Raises:
- 22023: it is accepted already.
- 42501: the caller does not hold access:grant there.
- PT404: no such invitation, or the caller may not know of it.$$;

revoke all on function public.cancel_invitation(uuid)
  from public, anon, authenticated, service_role;
grant execute on function public.cancel_invitation(uuid) to authenticated;

create function stagedoor.may_still_give(p_user_id uuid, p_scope_id uuid, p_grant_id uuid)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of somebody who is not asking: rights are looked at again when they
-- are used, not only when they were given. The service, as inviter, needs none.
begin
  return p_user_id is null or (
    (
      select d.allowed
      from stagedoor.decide(
        p_user_id, 'access:grant', p_scope_id, null, null, 'aal2', stagedoor.instant()) as d
    )
    and (
      stagedoor.keys_not_held(p_user_id, p_scope_id, p_grant_id, 'aal2') = '{}'
      or (
        select d.allowed
        from stagedoor.decide(
          p_user_id, 'access:escalate', p_scope_id, null, null, 'aal2', stagedoor.instant()
        ) as d
      )
    )
  );
end;
$$;

comment on function stagedoor.may_still_give(uuid, uuid, uuid) is
'Whether an inviter could still give what was offered.

Null is the service.';

revoke all on function stagedoor.may_still_give(uuid, uuid, uuid)
  from public, anon, authenticated, service_role;

create function stagedoor.refuse_invitation(
  p_status integer, p_reason text, p_retry_at timestamptz default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Counts the try and writes it down, which nobody else may.
begin
  perform stagedoor.set_status(p_status);
  perform stagedoor.record_event(
    p_event => 'invitation.refused', p_scope_id => null,
    p_subject_id => auth.uid(), p_reason => p_reason);
  return jsonb_strip_nulls(jsonb_build_object(
    'ok', false, 'reason', p_reason, 'retry_after', p_retry_at));
end;
$$;

comment on function stagedoor.refuse_invitation(integer, text, timestamptz) is
'Answer a refused acceptance as an outcome, and record it.';

revoke all on function stagedoor.refuse_invitation(integer, text, timestamptz)
  from public, anon, authenticated, service_role;

create function stagedoor.accept_invitation(p_token text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may, and counts tries.
declare
  v_user_id  uuid := auth.uid();
  v_limit    integer := (stagedoor.setting('secret_max_failures_per_user'))::integer;
  v_window   interval := '15 minutes';
  v_retry_at timestamptz;
  v_invite   stagedoor.invitations;
  v_access   stagedoor.user_accesses;
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    perform stagedoor.set_status(403);
    return '{"ok": false, "reason": "no_session"}';
  end if;

  -- Tries of one person take turns, or twenty at once would all find the counter low.
  perform pg_advisory_xact_lock(hashtextextended('invitation ' || v_user_id, 0));
  v_retry_at := stagedoor.retry_at('invitation', v_user_id::text, v_limit, v_window);
  if v_retry_at is not null then
    return stagedoor.refuse_invitation(429, 'too_many_tries', v_retry_at);
  end if;

  select i.* into v_invite
  from stagedoor.invitations as i
  where i.token_hash = stagedoor.token_hash(p_token);
  if not found then
    perform stagedoor.count_failure('invitation', v_user_id::text, v_limit, v_window);
    return stagedoor.refuse_invitation(404, 'invalid');
  end if;
  if v_invite.email is distinct from stagedoor.confirmed_email(v_user_id) then
    perform stagedoor.count_failure('invitation', v_user_id::text, v_limit, v_window);
    return stagedoor.refuse_invitation(403, 'email_mismatch');
  end if;

  v_access := stagedoor.lock_access(v_invite.access_id);
  if v_access.status = 'Active' and v_access.user_id = v_user_id then
    return jsonb_build_object('ok', true, 'access_id', v_access.id);
  elsif v_access.status <> 'Invited' then
    return stagedoor.refuse_invitation(410, 'withdrawn');
  elsif v_invite.expires_at <= stagedoor.instant()
    or v_access.valid_until <= stagedoor.instant()
  then
    return stagedoor.refuse_invitation(410, 'expired');
  elsif not stagedoor.may_still_give(
    v_access.granted_by, v_access.scope_id, v_access.grant_id)
    or exists (
      select from stagedoor.scopes as s where s.id = v_access.scope_id and s.is_archived)
  then
    return stagedoor.refuse_invitation(410, 'no_longer_offered');
  end if;

  perform stagedoor.ensure_account(v_user_id);
  begin
    update stagedoor.user_accesses as a
    set user_id = v_user_id, status = 'Active', accepted_at = stagedoor.instant()
    where a.id = v_access.id;
  exception
    when exclusion_violation then
      return stagedoor.refuse_invitation(409, 'already_held');
    when check_violation then
      return stagedoor.refuse_invitation(409, 'separation_of_duty');
  end;
  perform stagedoor.forget_failures('invitation', v_user_id::text);
  return jsonb_build_object('ok', true, 'access_id', v_access.id);
end;
$$;

comment on function stagedoor.accept_invitation(text) is
'Guard and work of public.accept_invitation.';

revoke all on function stagedoor.accept_invitation(text)
  from public, anon, authenticated, service_role;
grant execute on function stagedoor.accept_invitation(text) to authenticated;

create function public.accept_invitation(p_token text)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.accept_invitation(p_token);
end;
$$;

comment on function public.accept_invitation(text) is
$$Accept an invitation.

Returns {ok: true, access_id} or {ok: false, reason}. The session's confirmed e-mail must
equal the invited one, and the inviter must still be able to give the role. Accepting
again answers the same. Never raises: tries are counted, five wrong ones in 15 minutes
lock out. reason, with its HTTP status: invalid 404, email_mismatch 403, withdrawn,
expired and no_longer_offered 410, already_held and separation_of_duty 409, too_many_tries
429 (with retry_after), no_session 403.$$;

revoke all on function public.accept_invitation(text)
  from public, anon, authenticated, service_role;
grant execute on function public.accept_invitation(text) to authenticated;

notify pgrst, 'reload schema';
