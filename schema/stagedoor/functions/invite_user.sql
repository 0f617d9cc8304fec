-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.invite_user (
  p_email       text,
  p_scope_id    uuid,
  p_role_key    text,
  p_valid_until timestamp with time zone default null::timestamp with time zone
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses and invitations, which no request role may.
declare
  v_scope     stagedoor.scopes := stagedoor.guard_grant(p_scope_id, 'role', p_role_key);
  v_role_id   pg_catalog.uuid := stagedoor.find_grant('role', p_role_key, p_scope_id);
  v_email     pg_catalog.text := lower(btrim(p_email));
  v_token     pg_catalog.text := stagedoor.new_token();
  v_expires   pg_catalog.timestamptz;
  v_access_id pg_catalog.uuid;
begin
  if v_email is null or v_email !~ '^[^@[:space:]]+@[^@[:space:]]+$'
    or char_length(v_email) > 320
  then
    raise invalid_parameter_value using
      message = 'An e-mail address looks like name@example.com';
  end if;
  perform stagedoor.check_window(null, p_valid_until);
  perform stagedoor.limit_invitations();
  -- Inviting one's own address is giving to oneself.
  perform stagedoor.refuse_escalation(
    p_scope_id, v_role_id,
    case
      when v_email = stagedoor.confirmed_email(stagedoor.caller_id())
      then stagedoor.caller_id()
    end,
    p_valid_until);
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
$function$;

comment on function "stagedoor"."invite_user"(text, uuid, text, timestamp
  with time zone) is 'Implementation of public.invite_user.';

revoke all
  on function "stagedoor"."invite_user"(text, uuid, text, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."invite_user"(text, uuid, text, timestamp with time zone)
  to "authenticated", "postgres", "service_role";
