-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.accept_invitation (
  p_token text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
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
begin
  -- An app's attempt is not the person's: it is neither compared nor counted.
  if stagedoor.client_id() is not null then
    perform stagedoor.set_status(403);
    return '{"ok": false, "reason": "client_not_allowed"}';
  end if;
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    perform stagedoor.set_status(403);
    return '{"ok": false, "reason": "no_session"}';
  end if;

  -- Attempts of one person take turns, or twenty at once would all find the counter low.
  perform stagedoor.ensure_account(v_user_id);
  perform from stagedoor.user_accounts as a where a.id = v_user_id for no key update;
  v_retry_at := stagedoor.retry_at(
    'invitation', v_user_id::pg_catalog.text, v_limit, v_window);
  if v_retry_at is not null then
    return stagedoor.refuse_invitation(429, 'too_many_tries', v_retry_at);
  end if;

  -- One more than the limit is kept: taking it back must not take an older one along.
  perform stagedoor.count_failure(
    'invitation', v_user_id::pg_catalog.text, v_limit + 1, v_window);
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
    return stagedoor.refuse_invitation(404, 'invalid');
  elsif not v_is_right then
    return stagedoor.refuse_invitation(403, 'email_mismatch');
  end if;

  begin
    v_outcome := stagedoor.take_up_invitation(v_invite, v_user_id);
    perform stagedoor.settle();
    return v_outcome;
  exception
    when exclusion_violation then
      return stagedoor.refuse_invitation(409, 'already_held');
    when check_violation then
      -- A part's trigger may refuse as the engine's do, or without a word of JSON.
      get stacked diagnostics v_detail = pg_exception_detail;
      v_detail := lower(substring(v_detail from '"error_code"\s*:\s*"(\w+)"'));
      if v_detail is null then
        return stagedoor.unfinished_acceptance(sqlstate);
      end if;
      return stagedoor.refuse_invitation(409, v_detail);
    when query_canceled or assert_failure or others then
      return stagedoor.unfinished_acceptance(sqlstate);
  end;
end;
$function$;

comment on function "stagedoor"."accept_invitation"(text) is 'Implementation of public.accept_invitation.';

revoke all on function "stagedoor"."accept_invitation"(text) from public;

grant execute
  on function "stagedoor"."accept_invitation"(text)
  to "authenticated", "postgres";
