-- Accepting an invitation: a try at a secret, which returns its outcome and never raises,
-- so that a wrong try stays counted.

create function stagedoor.may_still_give(
  p_access stagedoor.user_accesses, p_for_user_id uuid
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of somebody who is not asking: rights are looked at again when they
-- are used, not only when they were given. The service, as inviter, needs none.
declare
  v_giver   pg_catalog.uuid := p_access.granted_by;
  v_is_self boolean := v_giver is not distinct from p_for_user_id;
begin
  return v_giver is null or (
    (
      select d.allowed
      from stagedoor.decide(
        v_giver, 'access:grant', p_access.scope_id, null, null, 'aal2', stagedoor.instant()
      ) as d
    )
    and (
      stagedoor.keys_not_held(
        v_giver, p_access.scope_id, p_access.grant_id, 'aal2', v_is_self,
        p_access.valid_until) = '{}'
      or (not v_is_self and (
        select d.allowed
        from stagedoor.decide(
          v_giver, 'access:escalate', p_access.scope_id, null, null, 'aal2',
          stagedoor.instant()
        ) as d
      ))
    )
  );
end;
$$;

comment on function stagedoor.may_still_give(stagedoor.user_accesses, uuid) is
'Whether an inviter could still give what was offered.';

revoke all on function stagedoor.may_still_give(stagedoor.user_accesses, uuid)
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
  -- Whoever is locked out writes no more: they could otherwise make the log grow for ever.
  if p_status <> 429 then
    perform stagedoor.record_event(
      p_event => 'invitation.refused', p_scope_id => null,
      p_subject_id => stagedoor.caller_id(), p_reason => p_reason);
  end if;
  return jsonb_strip_nulls(jsonb_build_object(
    'ok', false, 'reason', p_reason, 'retry_after',
    ceil(extract(epoch from p_retry_at - stagedoor.instant()))));
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
  v_user_id  pg_catalog.uuid := stagedoor.caller_id();
  v_limit    integer := (stagedoor.setting('secret_max_failures_per_user'))::integer;
  v_window   interval := '15 minutes';
  v_retry_at pg_catalog.timestamptz;
  v_invite   stagedoor.invitations;
  v_access   stagedoor.user_accesses;
  v_at_stake pg_catalog.uuid[];
  v_detail   pg_catalog.text;
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    perform stagedoor.set_status(403);
    return '{"ok": false, "reason": "no_session"}';
  end if;

  -- Tries of one person take turns, or twenty at once would all find the counter low.
  perform stagedoor.ensure_account(v_user_id);
  perform from stagedoor.user_accounts as a where a.id = v_user_id for no key update;
  v_retry_at := stagedoor.retry_at(
    'invitation', v_user_id::pg_catalog.text, v_limit, v_window);
  if v_retry_at is not null then
    return stagedoor.refuse_invitation(429, 'too_many_tries', v_retry_at);
  end if;

  select i.* into v_invite
  from stagedoor.invitations as i
  where i.token_hash = stagedoor.token_hash(p_token);
  if not found then
    perform stagedoor.count_failure(
      'invitation', v_user_id::pg_catalog.text, v_limit, v_window);
    return stagedoor.refuse_invitation(404, 'invalid');
  end if;
  if v_invite.email is distinct from stagedoor.confirmed_email(v_user_id) then
    perform stagedoor.count_failure(
      'invitation', v_user_id::pg_catalog.text, v_limit, v_window);
    return stagedoor.refuse_invitation(403, 'email_mismatch');
  end if;

  v_access := stagedoor.lock_access(v_invite.access_id);
  -- While we waited for the lock, another token may have taken the place of this one.
  if not exists (
    select from stagedoor.invitations as i
    where i.access_id = v_invite.access_id and i.token_hash = v_invite.token_hash
  ) then
    return stagedoor.refuse_invitation(410, 'withdrawn');
  end if;
  if v_access.status = 'Active' and v_access.user_id = v_user_id then
    return jsonb_build_object('ok', true, 'access_id', v_access.id);
  elsif v_access.status <> 'Invited' then
    return stagedoor.refuse_invitation(410, 'withdrawn');
  elsif v_invite.expires_at <= stagedoor.instant()
    or v_access.valid_until <= stagedoor.instant()
  then
    return stagedoor.refuse_invitation(410, 'expired');
  elsif not stagedoor.may_still_give(v_access, v_user_id)
    or exists (
      select from stagedoor.scopes as s where s.id = v_access.scope_id and s.is_archived)
  then
    return stagedoor.refuse_invitation(410, 'no_longer_offered');
  end if;

  v_at_stake := stagedoor.scopes_denied_by(v_access.grant_id, v_access.scope_id, v_user_id);
  begin
    update stagedoor.user_accesses as a
    set user_id = v_user_id, status = 'Active', accepted_at = stagedoor.instant()
    where a.id = v_access.id;
    perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  exception
    when exclusion_violation then
      return stagedoor.refuse_invitation(409, 'already_held');
    when check_violation then
      get stacked diagnostics v_detail = pg_exception_detail;
      return stagedoor.refuse_invitation(
        409, lower(v_detail::pg_catalog.json ->> 'error_code'));
  end;
  perform stagedoor.forget_failures('invitation', v_user_id::pg_catalog.text);
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
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.lost_race();
    return null;
end;
$$;

comment on function public.accept_invitation(text) is
$$Accept an invitation.

Returns {ok: true, access_id} or {ok: false, reason}. The session's confirmed e-mail must
equal the invited one, and the inviter must still be able to give the role. Accepting
again answers the same. Never raises: tries are counted, five wrong ones in 15 minutes
lock out. reason, with its HTTP status: invalid 404, email_mismatch 403, withdrawn,
expired and no_longer_offered 410, already_held, separation_of_duty and last_holder 409,
too_many_tries 429 (with retry_after in seconds), no_session 403.$$;

revoke all on function public.accept_invitation(text)
  from public, anon, authenticated, service_role;
grant execute on function public.accept_invitation(text) to authenticated;

notify pgrst, 'reload schema';
