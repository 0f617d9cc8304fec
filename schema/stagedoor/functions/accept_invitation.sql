-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.accept_invitation (
  p_token text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
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
$function$;

comment on function "stagedoor"."accept_invitation"(text) is 'Guard and work of public.accept_invitation.';

revoke all on function "stagedoor"."accept_invitation"(text) from public;

grant execute
  on function "stagedoor"."accept_invitation"(text)
  to "authenticated", "postgres";
