-- Inviting: an access that waits for the user of an e-mail address.
--
-- The token is shown once, to the inviter, and kept as a hash.

create function stagedoor.new_token()
returns text
language sql
volatile
set search_path = ''
as $$
  -- Two random uuids: 244 bits from the server's strong generator.
  select encode(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()), 'hex')
$$;

comment on function stagedoor.new_token is
'A secret of 64 hexadecimal digits (F76).

To be shown once and kept as a hash.';

create function stagedoor.token_hash(p_token text)
returns bytea
language sql
immutable
set search_path = ''
as $$
  select sha256(convert_to(p_token, 'UTF8'))
$$;

comment on function stagedoor.token_hash is
'The hash that is kept of a token.';

create function stagedoor.limit_invitations()
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes rate_limits, which no request role may. Counts with the invitation that it allows.
declare
  v_limit    integer := stagedoor.setting_number('invitations_per_hour', 100);
  v_retry_at pg_catalog.timestamptz;
begin
  if stagedoor.caller_id() is null then
    return;
  end if;
  perform from stagedoor.user_accounts as a
  where a.id = stagedoor.caller_id()
  for no key update;
  v_retry_at := stagedoor.retry_at(
    'invite', stagedoor.caller_id()::pg_catalog.text, v_limit, '1 hour');
  if v_retry_at is not null then
    raise sqlstate 'PT429' using
      message = format('One person sends at most %s invitations an hour', v_limit),
      detail = json_build_object(
        'error_code', 'TOO_MANY_REQUESTS',
        'retry_after', stagedoor.seconds_until(v_retry_at)),
      hint = 'Try again after retry_after seconds.';
  end if;
  perform stagedoor.count_failure(
    'invite', stagedoor.caller_id()::pg_catalog.text, v_limit, '1 hour');
end;
$$;

comment on function stagedoor.limit_invitations is
'Count an invitation of the caller (F92).

Raises PT429 beyond the setting invitations_per_hour, with the seconds to wait.';

create function stagedoor.clean_email(p_email text)
returns text
language plpgsql
immutable
set search_path = ''
as $$
declare
  v_email pg_catalog.text := lower(btrim(p_email));
begin
  if v_email is null or v_email !~ '^[^@[:space:]]+@[^@[:space:]]+$'
    or char_length(v_email) > 320
  then
    raise invalid_parameter_value using
      message = 'An e-mail address looks like name@example.com';
  end if;
  return v_email;
end;
$$;

comment on function stagedoor.clean_email is
'An address in lower case, without blanks around it.

Raises 22023 where it is none.';

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
  v_scope     stagedoor.scopes := stagedoor.guard_grant(p_scope_id, 'role', p_role_key);
  v_role_id   pg_catalog.uuid := stagedoor.find_grant('role', p_role_key, p_scope_id);
  v_email     pg_catalog.text := stagedoor.clean_email(p_email);
  v_token     pg_catalog.text := stagedoor.new_token();
  v_expires   pg_catalog.timestamptz;
  v_access_id pg_catalog.uuid;
begin
  perform stagedoor.check_window(null, p_valid_until);
  perform stagedoor.limit_invitations();
  -- An invitation to the inviter's own address is a grant to themselves.
  perform stagedoor.refuse_escalation(
    p_scope_id, v_role_id,
    case
      when v_email = stagedoor.confirmed_email(stagedoor.caller_id())
      then stagedoor.caller_id()
    end,
    p_valid_until);
  v_expires := least(
    stagedoor.instant()
      + make_interval(hours => stagedoor.setting_number('invitation_valid_hours', 168)),
    p_valid_until);

  -- A second invitation to the same grant replaces the token.
  select a.id into v_access_id
  from stagedoor.invitations as i
  join stagedoor.user_accesses as a on a.id = i.access_id
  where i.email = v_email
    and a.scope_id = p_scope_id
    and a.grant_id = v_role_id
    and a.status = 'Invited'
    and a.user_id is null
    and a.granted_by is not distinct from stagedoor.caller_id()
    and a.valid_until is not distinct from p_valid_until
  for no key update of a;

  if found then
    update stagedoor.invitations as i
    set token_hash = stagedoor.token_hash(v_token), expires_at = v_expires
    where i.access_id = v_access_id;
    perform stagedoor.record_event(
      p_event => 'invitation.renewed', p_scope_id => p_scope_id,
      p_object_type => 'user_accesses', p_object_id => v_access_id::pg_catalog.text,
      p_personal => jsonb_build_object('email', v_email), p_window_until => v_expires);
  else
    insert into stagedoor.user_accesses (
      scope_type, scope_id, grant_type, grant_id, status, valid_until, granted_by
    )
    values (
      v_scope.scope_type, v_scope.id, 'role', v_role_id, 'Invited', p_valid_until,
      stagedoor.caller_id()
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

comment on function stagedoor.invite_user is
'Implementation of public.invite_user.';

create function stagedoor.cancel_invitation(p_access_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may.
declare
  v_access stagedoor.user_accesses := stagedoor.require_access(p_access_id, 'Invitation');
begin
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

comment on function stagedoor.cancel_invitation is
'Implementation of public.cancel_invitation.';

-- Privileges.

revoke all on function
  stagedoor.new_token,
  stagedoor.token_hash,
  stagedoor.limit_invitations,
  stagedoor.clean_email,
  stagedoor.invite_user,
  stagedoor.cancel_invitation
from public, anon, authenticated, service_role;
grant execute on function stagedoor.invite_user to authenticated, service_role;
grant execute on function stagedoor.cancel_invitation to authenticated;
