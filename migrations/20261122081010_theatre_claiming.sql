-- Claiming: a guest signs in, shows the token, and is who they were.
--
-- An attempt at a secret: it returns its outcome and does not raise, so that a wrong
-- attempt stays counted. Whoever signs in is counted as a person, whoever does not by
-- address.

create function stagedoor_theatre.count_guess(p_client_ip text, p_existed boolean)
returns timestamptz
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes rate_limits, which no request role may. A token that existed once is no guess. It
-- is counted apart, where nobody looks, so that time does not tell.
declare
  v_kind     pg_catalog.text := case
    when p_existed then 'share_known' else 'share_guess' end;
  v_limit    integer := stagedoor.setting_number('share_guesses_per_minute', 60);
  v_subject  pg_catalog.text := coalesce(
    stagedoor.address_subject(p_client_ip), 'unknown');
  v_retry_at pg_catalog.timestamptz := stagedoor.retry_at(
    'share_guess', v_subject, v_limit, '1 minute');
begin
  if v_retry_at is not null then
    return v_retry_at;
  end if;
  perform stagedoor.count_failure(v_kind, v_subject, v_limit, '1 minute');
  -- One event a minute and address: a stranger must not make the log grow. Looked at behind
  -- the lock of the count, where those who guess at the same moment take turns.
  if stagedoor.retry_at(v_kind, v_subject, 2, '1 minute') is null and not p_existed then
    perform stagedoor.record_attempt('share.guessed', null, null);
  end if;
  return null;
end;
$$;

comment on function stagedoor_theatre.count_guess is
'Count a token that nobody has; when its address may try again, or null.

Called for wrong tokens only: a right one is never refused, however many guess from the same
house. p_existed: whether it was right once (F78).';

create function stagedoor_theatre.take_guest_over(p_guest_id uuid, p_user_id uuid)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes what hangs on people, which no request role may. What the account has already, and
-- the guest too, is kept once.
begin
  -- To claim is to accept.
  update public.crew_relationships as r
  set accepted_at = coalesce(r.accepted_at, stagedoor.instant())
  where r.crew_user_id = p_guest_id;

  update public.crew_relationships as kept
  set accepted_at = coalesce(kept.accepted_at, r.accepted_at),
    manager_left_at = r.manager_left_at,
    crew_left_at = null,
    notes = coalesce(kept.notes, r.notes)
  from public.crew_relationships as r
  where r.crew_user_id = p_guest_id
    and kept.crew_user_id = p_user_id
    and kept.manager_user_id = r.manager_user_id;
  delete from public.script_delegations as d
  using public.script_delegations as kept
  where d.crew_user_id = p_guest_id
    and kept.crew_user_id = p_user_id
    and kept.script_id = d.script_id
    and kept.department_id is not distinct from d.department_id;
  update public.script_delegations as d
  set relationship_id = kept.relationship_id
  from public.crew_relationships as r
  join public.crew_relationships as kept on kept.manager_user_id = r.manager_user_id
  where d.relationship_id = r.relationship_id
    and r.crew_user_id = p_guest_id
    and kept.crew_user_id = p_user_id;
  delete from public.crew_relationships as r
  where r.crew_user_id = p_guest_id
    and (
      -- Nobody is their own crew.
      r.manager_user_id = p_user_id
      or exists (
        select from public.crew_relationships as kept
        where kept.crew_user_id = p_user_id
          and kept.manager_user_id = r.manager_user_id)
    );

  delete from public.crew_profiles as p
  where p.user_id = p_guest_id
    and exists (select from public.crew_profiles as kept where kept.user_id = p_user_id);
  delete from public.department_members as m
  where m.user_id = p_guest_id
    and exists (
      select from public.department_members as kept
      where kept.user_id = p_user_id and kept.department_id = m.department_id);
  delete from public.show_assignments as a
  where a.user_id = p_guest_id
    and exists (
      select from public.show_assignments as kept
      where kept.user_id = p_user_id
        and (kept.project_id, kept.kind, kept.user_role, kept.custom_title,
          kept.department_id, kept.valid_from)
        is not distinct from (a.project_id, a.kind, a.user_role, a.custom_title,
          a.department_id, a.valid_from));

  perform stagedoor.claim_account(p_guest_id, p_user_id);

  -- Where the account held a part of the same, the rest is a new access of the assignment.
  insert into stagedoor_theatre.assignment_accesses (access_id)
  select distinct a.id
  from stagedoor.user_accesses as a
  join public.show_assignments as s on s.user_id = a.user_id and s.scope_id = a.scope_id
  where a.user_id = p_user_id and a.reason = 'assignment'
  on conflict on constraint assignment_accesses_pkey do nothing;
end;
$$;

comment on function stagedoor_theatre.take_guest_over is
'Let a login take over a guest: relationships, titles, grants (F82).';

create function stagedoor_theatre.try_claim(p_token text)
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
  v_claim    stagedoor_theatre.guest_claims;
  v_is_known boolean;
  v_is_right boolean;
  v_detail   pg_catalog.text;
begin
  -- An app's attempt is not the person's: it is neither compared nor counted.
  if stagedoor.client_id() is not null then
    return stagedoor.refused(
      403, 'client_not_allowed', 'An app claims no account', 'client_not_allowed');
  elsif stagedoor.live_caller() is null then
    return stagedoor.refused(
      403, 'no_session', 'Nobody is signed in, or the account is closed', 'sign_in');
  end if;

  -- Attempts of one person take turns, or twenty at once would all find the counter low.
  -- There may be no account yet to lock: the guest is to become it.
  perform pg_advisory_xact_lock(hashtextextended('guest_claim ' || v_user_id, 0));
  v_retry_at := stagedoor.retry_at(
    'guest_claim', v_user_id::pg_catalog.text, v_limit, v_window);
  if v_retry_at is not null then
    return stagedoor.refuse_attempt(
      'guest_claim.refused', 429, 'too_many_tries', 'Too many wrong attempts',
      'Try again after retry_after seconds.', v_retry_at);
  end if;

  -- One more than the limit is kept: taking it back must not take an older one along.
  perform stagedoor.count_failure(
    'guest_claim', v_user_id::pg_catalog.text, v_limit + 1, v_window);
  begin
    -- Two who have the token wait for each other here, and the second finds it claimed.
    select c.* into v_claim
    from stagedoor_theatre.guest_claims as c
    where c.token_hash = stagedoor.token_hash(p_token)
    for update;
    v_is_known := found and (v_claim.claimed_at is null or v_claim.user_id = v_user_id);
    v_is_right := v_is_known
      and (v_claim.claimed_at is not null
        or v_claim.email is not distinct from stagedoor.confirmed_email(v_user_id));
    if v_is_right then
      perform stagedoor.take_back_failure('guest_claim', v_user_id::pg_catalog.text);
    end if;
  exception
    when query_canceled or assert_failure or others then
      return stagedoor.unfinished_attempt(sqlstate);
  end;
  if not v_is_known then
    return stagedoor.refuse_attempt(
      'guest_claim.refused', 404, 'invalid',
      'Claim not found', 'Use the newest token that you were sent.');
  elsif not v_is_right then
    return stagedoor.refuse_attempt(
      'guest_claim.refused', 403, 'email_mismatch',
      'The guest account is for another e-mail address',
      'Sign in with the address that was invited, and confirm it.');
  elsif v_claim.claimed_at is not null then
    return jsonb_build_object('ok', true, 'user_id', v_user_id);
  elsif v_claim.expires_at <= stagedoor.instant() then
    return stagedoor.refuse_attempt(
      'guest_claim.refused', 410, 'expired',
      'The claim has expired', 'Ask whoever invited you for a new one.');
  end if;

  begin
    update stagedoor_theatre.guest_claims as c
    set claimed_at = stagedoor.instant()
    where c.id = v_claim.id;
    perform stagedoor_theatre.take_guest_over(v_claim.user_id, v_user_id);
    perform stagedoor.forget_failures('guest_claim', v_user_id::pg_catalog.text);
    perform stagedoor.settle();
    return jsonb_build_object('ok', true, 'user_id', v_user_id);
  exception
    when check_violation then
      get stacked diagnostics v_detail = pg_exception_detail;
      v_detail := lower(substring(v_detail from '"error_code"\s*:\s*"(\w+)"'));
      if v_detail is null then
        return stagedoor.unfinished_attempt(sqlstate);
      end if;
      return stagedoor.refuse_attempt('guest_claim.refused', 409, v_detail, sqlerrm);
    when query_canceled or assert_failure or others then
      return stagedoor.unfinished_attempt(sqlstate);
  end;
end;
$$;

comment on function stagedoor_theatre.try_claim is
'Compare the token of a guest and take the guest over; the outcome.';

create function stagedoor_theatre.claim_guest_account(p_token text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Compares with hashes of tokens, and writes the access log, which no request role may.
begin
  return stagedoor.note_refusal(
    stagedoor_theatre.try_claim(p_token), 'claim', 'guest_claim');
end;
$$;

comment on function stagedoor_theatre.claim_guest_account is
'Implementation of public.claim_guest_account.';

create function stagedoor_theatre.guest_view(p_user_id uuid)
returns jsonb
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads people and shows, for a guest who has shown a token.
  select jsonb_build_object(
    'fullname_first', a.fullname_first,
    'fullname_last', a.fullname_last,
    'phone_number', a.phone_number,
    'shows', (
      select coalesce(jsonb_agg(shown.item order by shown.opens_on, shown.title), '[]')
      from (
        select
          s.opens_on, s.title,
          jsonb_build_object(
            'title', s.title, 'opens_on', s.opens_on, 'closes_on', s.closes_on,
            'venues', (
              select coalesce(jsonb_agg(jsonb_build_object(
                'name', v.name, 'city', v.city) order by v.name), '[]')
              from public.show_venues as l
              join public.venues as v on v.id = l.venue_id
              where l.project_id = s.project_id
            ),
            'departments', (
              select coalesce(jsonb_agg(distinct d.name), '[]')
              from stagedoor_theatre.live_assignments as mine
              join public.departments as d on d.id = mine.department_id
              where mine.user_id = p_user_id and mine.project_id = s.project_id
            )
          ) as item
        from public.shows as s
        where exists (
          select from stagedoor_theatre.live_assignments as mine
          where mine.user_id = p_user_id and mine.project_id = s.project_id)
      ) as shown
    )
  )
  from stagedoor.user_accounts as a
  where a.id = p_user_id
$$;

comment on function stagedoor_theatre.guest_view is
'What a guest sees of themselves and of where they work (F65).

Name and phone number; of each show title, dates, venues and their own departments.';

create function stagedoor_theatre.guest_of_token(p_token text)
returns table (user_id uuid, is_live boolean)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads hashes of tokens, which no request role may. Compared by definers only.
  select c.user_id, c.expires_at > stagedoor.instant()
  from stagedoor_theatre.guest_claims as c
  where c.token_hash = stagedoor.token_hash(p_token)
  union all
  select
    s.shared_with_user_id,
    exists (select from stagedoor_theatre.live_shares as l where l.share_id = s.id)
  from stagedoor_theatre.share_tokens as t
  left join public.script_shares as s on s.id = t.share_id
  where t.token_hash = stagedoor.token_hash(p_token)
$$;

comment on function stagedoor_theatre.guest_of_token is
'Who a claim token, or the token of a share, was made for.

One row, or none; user_id is null for a share that names nobody.';

create function stagedoor_theatre.try_guest_profile(
  p_token text, p_user_data jsonb default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes accounts, for whoever has the token: a guest has no session.
declare
  v_found    pg_catalog.record;
  v_existed  boolean;
  v_data     pg_catalog.jsonb;
  v_retry_at pg_catalog.timestamptz;
begin
  select g.* into v_found from stagedoor_theatre.guest_of_token(p_token) as g;
  v_existed := found;
  if not v_existed or v_found.user_id is null or not v_found.is_live then
    v_retry_at := stagedoor_theatre.count_guess(
      stagedoor.client_address(), v_existed);
    if v_retry_at is not null then
      return stagedoor.refused(
        429, 'too_many_tries', 'Too many requests',
        'Try again after retry_after seconds.', v_retry_at);
    elsif v_existed and v_found.user_id is not null then
      return stagedoor.refused(
        410, 'expired', 'The token has expired', 'Ask whoever sent it for a new one.');
    end if;
    return stagedoor.refused(404, 'invalid', 'Guest not found');
  end if;

  -- A race that is lost from here on is an outcome, too: anon may call nothing else.
  begin
    perform from stagedoor.user_accounts as a where a.id = v_found.user_id for update;
  exception
    when serialization_failure or deadlock_detected or lock_not_available then
      return stagedoor.busy();
  end;
  if not exists (
    select from stagedoor.user_accounts as a
    where a.id = v_found.user_id and a.account_status = 'guest'
  ) then
    -- A guest who was erased has no token; that of one who was merged names the account.
    raise invalid_parameter_value using message = 'User is not a guest';
  end if;

  v_data := stagedoor_theatre.read_user_data(
    p_user_data, array['fullname_first', 'fullname_last', 'phone_number']);
  update stagedoor.user_accounts as a
  set
    fullname_first = case when v_data ? 'fullname_first'
      then v_data ->> 'fullname_first' else a.fullname_first end,
    fullname_last = case when v_data ? 'fullname_last'
      then v_data ->> 'fullname_last' else a.fullname_last end,
    phone_number = case when v_data ? 'phone_number'
      then v_data ->> 'phone_number' else a.phone_number end
  where a.id = v_found.user_id and v_data <> '{}';
  -- It shows a person to whoever has the token.
  perform stagedoor.log_access(
    'read', 'guest_profile', v_found.user_id::pg_catalog.text);
  return jsonb_build_object('ok', true, 'user_id', v_found.user_id)
    || stagedoor_theatre.guest_view(v_found.user_id);
end;
$$;

comment on function stagedoor_theatre.try_guest_profile is
'Compare a token, change the profile of its guest; the outcome.';

create function stagedoor_theatre.update_guest_profile(
  p_token text, p_user_data jsonb default null
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes accounts and the access log, for whoever has the token.
begin
  return stagedoor.note_refusal(
    stagedoor_theatre.try_guest_profile(p_token, p_user_data), 'read', 'guest_profile');
end;
$$;

comment on function stagedoor_theatre.update_guest_profile is
'Implementation of public.update_guest_profile.';

-- Privileges.

revoke all on function
  stagedoor_theatre.count_guess,
  stagedoor_theatre.take_guest_over,
  stagedoor_theatre.try_claim,
  stagedoor_theatre.claim_guest_account,
  stagedoor_theatre.guest_view,
  stagedoor_theatre.guest_of_token,
  stagedoor_theatre.try_guest_profile,
  stagedoor_theatre.update_guest_profile
from public, anon, authenticated, service_role;
grant execute on function stagedoor_theatre.claim_guest_account to authenticated;
grant execute on function stagedoor_theatre.update_guest_profile to anon, authenticated;
