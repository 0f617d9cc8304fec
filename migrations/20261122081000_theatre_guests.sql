-- Guests: people whom somebody else entered, who cannot sign in and can claim who they are.

create function stagedoor_theatre.read_user_data(p_user_data jsonb, p_allowed text[])
returns jsonb
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_unknown pg_catalog.text[];
  v_data    pg_catalog.jsonb;
begin
  if jsonb_typeof(coalesce(p_user_data, '{}')) <> 'object' then
    raise invalid_parameter_value using
      message = 'User data is an object',
      detail = json_build_object('allowed', p_allowed);
  end if;
  select array_agg(d.key order by d.key) filter (
    where d.key <> all (p_allowed) or jsonb_typeof(d.value) not in ('string', 'null'))
  into v_unknown
  from jsonb_each(p_user_data) as d;
  if v_unknown is not null then
    raise invalid_parameter_value using
      message = 'User data has texts of these names, and no others',
      detail = json_build_object('not_allowed', v_unknown, 'allowed', p_allowed);
  end if;

  select coalesce(jsonb_object_agg(d.key, nullif(btrim(d.value), '')), '{}') into v_data
  from jsonb_each_text(p_user_data) as d;
  if char_length(v_data ->> 'fullname_first') > 120
    or char_length(v_data ->> 'fullname_last') > 120
  then
    raise invalid_parameter_value using message = 'A name has at most 120 characters';
  elsif char_length(v_data ->> 'phone_number') > 40 then
    raise invalid_parameter_value using
      message = 'A phone number has at most 40 characters';
  end if;
  return v_data;
end;
$$;

comment on function stagedoor_theatre.read_user_data is
'Read what is to be written about a person. Raises 22023.';

create function stagedoor_theatre.check_notes(p_notes text)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
  if char_length(p_notes) > 4000 then
    raise invalid_parameter_value using message = 'Notes have at most 4000 characters';
  end if;
end;
$$;

comment on function stagedoor_theatre.check_notes is
'Raise 22023 for notes on a relationship that are too long.';

create function stagedoor_theatre.check_guest_address(p_email text, p_user_id uuid)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads accounts and logins, which no request role may. Whether somebody else has an
-- account under an address is not told: only what the caller entered themselves.
begin
  if p_email = stagedoor.confirmed_email(stagedoor.caller_id()) then
    raise invalid_parameter_value using
      message = 'Nobody is their own crew',
      detail = json_build_object('email_address', p_email);
  elsif exists (
    select from stagedoor.user_accounts as a
    where a.created_by = stagedoor.caller_id()
      and a.email = p_email
      and a.account_status = 'guest'
      and a.deleted_at is null
      and a.claimed_as is null
      and a.id is distinct from p_user_id
  ) then
    raise unique_violation using
      message = 'You have a guest with this address already',
      hint = 'Change it with update_crew_member, or send reissue_claim_token.';
  end if;
end;
$$;

comment on function stagedoor_theatre.check_guest_address is
'Raise 22023 for one''s own address, 23505 for one that one''s guest has.';

create function stagedoor_theatre.issue_claim(p_user_id uuid, p_email text)
returns text
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes claims and the outbox, which no request role may.
declare
  v_token      pg_catalog.text := stagedoor.new_token();
  v_expires_at pg_catalog.timestamptz := stagedoor.instant() + make_interval(
    hours => stagedoor.setting_number('guest_claim_valid_hours', 2160));
begin
  insert into stagedoor_theatre.guest_claims (user_id, email, token_hash, expires_at)
  values (p_user_id, p_email, stagedoor.token_hash(v_token), v_expires_at)
  on conflict (user_id) where claimed_at is null do update
  set email = excluded.email, token_hash = excluded.token_hash,
    expires_at = excluded.expires_at;
  insert into stagedoor.outbox (topic, payload)
  values ('guest.invited', jsonb_build_object(
    'user_id', p_user_id, 'email', p_email, 'invited_by', stagedoor.caller_id(),
    'expires_at', v_expires_at));
  return v_token;
end;
$$;

comment on function stagedoor_theatre.issue_claim is
'Make the one token by which a guest claims their account. Shown once.';

create function stagedoor_theatre.create_guest_user(
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
security definer
set search_path = ''
as $$
-- Writes accounts, profiles, relationships and claims, which no request role may.
declare
  v_me      pg_catalog.uuid := stagedoor.require_account();
  v_email   pg_catalog.text := stagedoor.clean_email(p_email_address);
  v_title   pg_catalog.text := nullif(btrim(p_custom_title), '');
  v_data    pg_catalog.jsonb := stagedoor_theatre.read_user_data(
    jsonb_build_object(
      'fullname_first', p_fullname_first, 'fullname_last', p_fullname_last,
      'phone_number', p_phone_number),
    array['fullname_first', 'fullname_last', 'phone_number']);
  v_user_id pg_catalog.uuid;
begin
  perform stagedoor_theatre.check_notes(p_notes);
  -- Whoever enters people takes turns with themselves here.
  perform stagedoor.limit_invitations();
  perform stagedoor_theatre.check_guest_address(v_email, null);

  insert into stagedoor.user_accounts (
    account_status, email, fullname_first, fullname_last, phone_number, created_by
  )
  values (
    'guest', v_email, v_data ->> 'fullname_first', v_data ->> 'fullname_last',
    v_data ->> 'phone_number', v_me
  )
  returning id into v_user_id;
  insert into public.crew_profiles (user_id, user_role, custom_title)
  values (v_user_id, p_user_role, v_title);
  -- What one remarks about somebody is one's own, and never part of who they are.
  insert into public.crew_relationships (manager_user_id, crew_user_id, notes)
  values (v_me, v_user_id, nullif(p_notes, ''));
  return jsonb_build_object(
    'message', 'Guest user created', 'user_id', v_user_id,
    'claim_token', stagedoor_theatre.issue_claim(v_user_id, v_email));
end;
$$;

comment on function stagedoor_theatre.create_guest_user is
'Implementation of public.create_guest_user.';

create function stagedoor_theatre.require_guest(p_user_id uuid)
returns stagedoor.user_accounts
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads accounts, which no request role may. A guest of somebody else answers like one that
-- does not exist.
declare
  v_guest stagedoor.user_accounts;
begin
  select a.* into v_guest
  from stagedoor.user_accounts as a
  where a.id = p_user_id and a.created_by = stagedoor.live_caller();
  if v_guest.id is null
    or v_guest.deleted_at is not null
    or v_guest.claimed_as is not null
  then
    perform stagedoor.raise_not_found('Guest');
  elsif v_guest.account_status <> 'guest' then
    raise invalid_parameter_value using message = 'User is not a guest';
  end if;
  return v_guest;
end;
$$;

comment on function stagedoor_theatre.require_guest is
'A guest whom the caller made. Raises PT404, 22023 once claimed.';

create function stagedoor_theatre.lock_guest(p_user_id uuid)
returns stagedoor.user_accounts
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks an account, which no request role may: nobody claims it meanwhile.
begin
  perform stagedoor_theatre.require_guest(p_user_id);
  perform from stagedoor.user_accounts as a where a.id = p_user_id for update;
  return stagedoor_theatre.require_guest(p_user_id);
end;
$$;

comment on function stagedoor_theatre.lock_guest is
'Lock a guest whom the caller made. Raises PT404, 22023 once claimed.';

create function stagedoor_theatre.reissue_claim_token(p_user_id uuid)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes claims, and that the token of before is void, which no request role may.
declare
  v_me    pg_catalog.uuid := stagedoor.require_account();
  v_guest stagedoor.user_accounts := stagedoor_theatre.lock_guest(p_user_id);
begin
  -- Whoever has removed somebody has nothing to give them.
  if not exists (
    select from public.crew_relationships as r
    where r.manager_user_id = v_me and r.crew_user_id = p_user_id
  ) then
    perform stagedoor.raise_not_found('Guest');
  end if;
  perform stagedoor.limit_invitations();
  perform stagedoor.record_event(
    p_event => 'guest_claim.renewed', p_scope_id => null, p_subject_id => p_user_id,
    p_object_type => 'guest_claims');
  return jsonb_build_object(
    'user_id', p_user_id,
    'claim_token', stagedoor_theatre.issue_claim(p_user_id, v_guest.email));
end;
$$;

comment on function stagedoor_theatre.reissue_claim_token is
'Implementation of public.reissue_claim_token.';

create function stagedoor_theatre.delete_guest_user(p_user_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Removes a person everywhere, which no request role may. The row and what happened stay;
-- who it was goes, from the audit log too.
begin
  perform stagedoor.require_account();
  perform stagedoor_theatre.require_guest(p_user_id);

  -- Assignments first: they close what they have opened, and scopes are locked before
  -- people.
  delete from public.show_assignments as a where a.user_id = p_user_id;
  delete from public.department_members as m where m.user_id = p_user_id;
  delete from public.crew_relationships as r where r.crew_user_id = p_user_id;
  delete from public.crew_profiles as p where p.user_id = p_user_id;
  update public.share_accesses as a
  set client_ip = null, user_agent = null
  from public.script_shares as s
  where s.id = a.share_id and s.shared_with_user_id = p_user_id;
  update public.script_shares as s
  set is_active = false, last_accessed_by_ip = null, share_name = null, notes = null
  where s.shared_with_user_id = p_user_id;
  perform stagedoor_theatre.lock_guest(p_user_id);
  update stagedoor.user_accounts as a
  set deleted_at = stagedoor.instant(), email = null, fullname_first = null,
    fullname_last = null, phone_number = null, notes = null
  where a.id = p_user_id;
  -- What this transaction has queued about them is in the log before it is erased.
  perform stagedoor.settle();
  perform stagedoor.erase_person(p_user_id);
  return true;
end;
$$;

comment on function stagedoor_theatre.delete_guest_user is
'Implementation of public.delete_guest_user.';

-- Privileges.

revoke all on function
  stagedoor_theatre.read_user_data,
  stagedoor_theatre.check_notes,
  stagedoor_theatre.check_guest_address,
  stagedoor_theatre.issue_claim,
  stagedoor_theatre.create_guest_user,
  stagedoor_theatre.require_guest,
  stagedoor_theatre.lock_guest,
  stagedoor_theatre.reissue_claim_token,
  stagedoor_theatre.delete_guest_user
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_theatre.create_guest_user,
  stagedoor_theatre.reissue_claim_token,
  stagedoor_theatre.delete_guest_user
to authenticated;
