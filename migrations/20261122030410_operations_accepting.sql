-- Accepting an invitation: an attempt at a secret, which returns its outcome and never
-- raises, so that a wrong attempt stays counted.
--
-- It is counted before the token is looked up, and taken back once the token is known to be
-- the caller's. A later error is an outcome too.

create function stagedoor.may_still_give(
  p_access stagedoor.user_accesses, p_for_user_id uuid
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of the inviter, who is not the caller: their right is checked at
-- acceptance too, not only at the invitation. The service, as inviter, needs none.
declare
  v_giver   pg_catalog.uuid := p_access.granted_by;
  v_is_self boolean := v_giver is not distinct from p_for_user_id;
begin
  return v_giver is null or (
    (
      select d.allowed
      from stagedoor.decide(
        v_giver, 'access:grant', p_access.scope_id, null, null, 'aal2') as d
    )
    and stagedoor.may_deny(
      v_giver, p_for_user_id, p_access.scope_id, p_access.grant_id, null, 'aal2')
    and (
      stagedoor.keys_not_held(
        v_giver, p_access.scope_id, p_access.grant_id, 'aal2', v_is_self,
        p_access.valid_until) = '{}'
      or (not v_is_self and (
        select d.allowed
        from stagedoor.decide(
          v_giver, 'access:escalate', p_access.scope_id, null, null, 'aal2') as d
      ))
    )
  );
end;
$$;

comment on function stagedoor.may_still_give is
'Whether the inviter could still grant the offered access.';

create function stagedoor.unfinished_acceptance(p_sqlstate text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Records the attempt, which no other role may.
begin
  perform stagedoor.record_attempt(
    'invitation.refused', null, stagedoor.caller_id(), p_reason => p_sqlstate);
  return stagedoor.unfinished_attempt(p_sqlstate);
end;
$$;

comment on function stagedoor.unfinished_acceptance is
'Answer an acceptance that failed, and record it.';

create function stagedoor.settle_siblings(
  p_access stagedoor.user_accesses, p_email text
)
returns void
language sql
volatile
security definer
set search_path = ''
as $$
  -- Writes user_accesses, which no request role may. Whoever is taken away again does not
  -- come back by the invitation that was left over.
  update stagedoor.user_accesses as a
  set status = 'Revoked', revoke_reason = 'accepted by another invitation'
  from stagedoor.invitations as i
  where i.access_id = a.id
    and i.email = p_email
    and a.id <> p_access.id
    and a.scope_id = p_access.scope_id
    and a.grant_id = p_access.grant_id
    and a.status = 'Invited'
    and stagedoor.access_window(a.valid_from, a.valid_until, a.granted_at)
      && stagedoor.access_window(
        p_access.valid_from, p_access.valid_until, p_access.granted_at)
$$;

comment on function stagedoor.settle_siblings is
'Close the other open invitations of an address to what was accepted.';

create function stagedoor.take_up_invitation(
  p_invite stagedoor.invitations, p_user_id uuid
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may.
declare
  v_access   stagedoor.user_accesses := stagedoor.lock_access(p_invite.access_id);
  v_at_stake pg_catalog.text[];
begin
  -- During the wait for the lock, another token may have replaced this one.
  if not exists (
    select from stagedoor.invitations as i
    where i.access_id = p_invite.access_id and i.token_hash = p_invite.token_hash
  ) then
    return stagedoor.refuse_attempt(
      'invitation.refused', 410, 'withdrawn',
      'The invitation was withdrawn', 'Ask for a new one.');
  end if;
  if v_access.status = 'Active' and v_access.user_id = p_user_id then
    return jsonb_build_object('ok', true, 'access_id', v_access.id);
  elsif v_access.status <> 'Invited' then
    return stagedoor.refuse_attempt(
      'invitation.refused', 410, 'withdrawn',
      'The invitation was withdrawn', 'Ask for a new one.');
  elsif p_invite.expires_at <= stagedoor.instant()
    or v_access.valid_until <= stagedoor.instant()
  then
    return stagedoor.refuse_attempt(
      'invitation.refused', 410, 'expired',
      'The invitation has expired', 'Ask for a new one.');
  elsif not stagedoor.may_still_give(v_access, p_user_id)
    or exists (
      select from stagedoor.scopes as s where s.id = v_access.scope_id and s.is_archived)
  then
    return stagedoor.refuse_attempt(
      'invitation.refused', 410, 'no_longer_offered', 'The invitation is no longer offered',
      'Ask somebody who can give access there.');
  end if;

  -- After the scope, in the order of a grant to the same user.
  perform stagedoor.ensure_account(p_user_id);
  v_at_stake := stagedoor.holders_denied_by(
    v_access.grant_id, v_access.scope_id, p_user_id);
  update stagedoor.user_accesses as a
  set user_id = p_user_id, status = 'Active', accepted_at = stagedoor.instant()
  where a.id = v_access.id;
  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  perform stagedoor.settle_siblings(v_access, p_invite.email);
  perform stagedoor.forget_failures('invitation', p_user_id::pg_catalog.text);
  return jsonb_build_object('ok', true, 'access_id', v_access.id);
end;
$$;

comment on function stagedoor.take_up_invitation is
'Grant the access that a token offers, or return the reason why not.

Raises the refusals of the tables, which the caller answers.';

create function stagedoor.try_invitation(p_token text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Compares with hashes of tokens, and counts attempts, which no request role may.
declare
  v_user_id  pg_catalog.uuid := stagedoor.caller_id();
  v_limit    integer := stagedoor.setting_number('secret_max_failures_per_user', 5);
  v_window   interval := '15 minutes';
  v_retry_at pg_catalog.timestamptz;
  v_invite   stagedoor.invitations;
  v_is_known boolean;
  v_is_right boolean;
  v_outcome  pg_catalog.jsonb;
  v_detail   pg_catalog.text;
  v_hint     pg_catalog.text;
begin
  -- An attempt of an app is refused before it is compared or counted.
  if stagedoor.client_id() is not null then
    return stagedoor.refused(
      403, 'client_not_allowed', 'An app accepts no invitation', 'client_not_allowed');
  end if;
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return stagedoor.refused(
      403, 'no_session', 'Nobody is signed in, or the account is closed', 'sign_in');
  end if;

  v_retry_at := stagedoor.retry_at(
    'invitation', v_user_id::pg_catalog.text, v_limit, v_window);
  if v_retry_at is not null then
    return stagedoor.refuse_attempt(
      'invitation.refused', 429, 'too_many_tries', 'Too many wrong attempts',
      'Try again after retry_after seconds.', v_retry_at);
  end if;

  -- Attempts of one user take turns at their counter. Concurrent ones all found it low, so
  -- each looks again in its turn. One more than the limit is kept, or taking it back would
  -- remove an older one.
  v_retry_at := stagedoor.count_failure(
    'invitation', v_user_id::pg_catalog.text, v_limit + 1, v_window);
  if v_retry_at is not null then
    perform stagedoor.take_back_failure('invitation', v_user_id::pg_catalog.text);
    return stagedoor.refuse_attempt(
      'invitation.refused', 429, 'too_many_tries', 'Too many wrong attempts',
      'Try again after retry_after seconds.', v_retry_at);
  end if;
  begin
    select i.* into v_invite
    from stagedoor.invitations as i
    where i.token_hash = stagedoor.token_hash(p_token);
    v_is_known := found;
    v_is_right := v_is_known
      and v_invite.email is not distinct from stagedoor.confirmed_email(v_user_id);
    if v_is_right then
      perform stagedoor.take_back_failure('invitation', v_user_id::pg_catalog.text);
    end if;
  exception
    when query_canceled or assert_failure or others then
      return stagedoor.unfinished_acceptance(sqlstate);
  end;
  if not v_is_known then
    return stagedoor.refuse_attempt(
      'invitation.refused', 404, 'invalid',
      'Invitation not found', 'Use the token of the newest invitation.');
  elsif not v_is_right then
    return stagedoor.refuse_attempt(
      'invitation.refused', 403, 'email_mismatch',
      'The invitation is for another e-mail address',
      'Sign in with the address that was invited, and confirm it.');
  end if;

  begin
    v_outcome := stagedoor.take_up_invitation(v_invite, v_user_id);
    perform stagedoor.settle();
    return v_outcome;
  exception
    when exclusion_violation then
      return stagedoor.refuse_attempt(
        'invitation.refused', 409, 'already_held', 'The same access is held already');
    when check_violation then
      -- A part's trigger may refuse with JSON in the details, as the engine's do, or
      -- without.
      get stacked diagnostics
        v_detail = pg_exception_detail, v_hint = pg_exception_hint;
      v_detail := lower(substring(v_detail from '"error_code"\s*:\s*"(\w+)"'));
      if v_detail is null then
        return stagedoor.unfinished_acceptance(sqlstate);
      end if;
      return stagedoor.refuse_attempt(
        'invitation.refused', 409, v_detail, sqlerrm, nullif(v_hint, ''));
    when query_canceled or assert_failure or others then
      return stagedoor.unfinished_acceptance(sqlstate);
  end;
end;
$$;

comment on function stagedoor.try_invitation is
'Compare the token of an invitation, accept it, and answer the outcome.';

create function stagedoor.accept_invitation(p_token text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Compares with hashes of tokens, and writes the access log, which no request role may.
begin
  return stagedoor.note_refusal(
    stagedoor.try_invitation(p_token), 'accept', 'invitation');
end;
$$;

comment on function stagedoor.accept_invitation is
'Implementation of public.accept_invitation.';

-- Privileges.

revoke all on function
  stagedoor.may_still_give,
  stagedoor.unfinished_acceptance,
  stagedoor.settle_siblings,
  stagedoor.take_up_invitation,
  stagedoor.try_invitation,
  stagedoor.accept_invitation
from public, anon, authenticated, service_role;
grant execute on function stagedoor.accept_invitation to authenticated;
