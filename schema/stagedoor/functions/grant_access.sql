-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.grant_access (
  p_user_id     uuid,
  p_scope_id    uuid,
  p_grant_type  text,
  p_grant_key   text,
  p_valid_from  timestamp with time zone default null::timestamp with time zone,
  p_valid_until timestamp with time zone default null::timestamp with time zone,
  p_reason      text                     default null::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may.
declare
  v_scope    stagedoor.scopes :=
    stagedoor.guard_grant(p_scope_id, p_grant_type, p_grant_key);
  v_grant_id pg_catalog.uuid := stagedoor.find_grant(p_grant_type, p_grant_key, p_scope_id);
  v_access   stagedoor.user_accesses;
  v_at_stake pg_catalog.uuid[];
begin
  perform stagedoor.check_window(p_valid_from, p_valid_until);
  if p_user_id is null or not stagedoor.ensure_account(p_user_id) then
    perform stagedoor.raise_not_found('Account');
  end if;
  perform stagedoor.refuse_escalation(p_scope_id, v_grant_id, p_user_id, p_valid_until);
  v_at_stake := stagedoor.scopes_denied_by(v_grant_id, p_scope_id, p_user_id);

  begin
    insert into stagedoor.user_accesses (
      user_id, scope_type, scope_id, grant_type, grant_id, valid_from, valid_until,
      granted_by, reason
    )
    values (
      p_user_id, v_scope.scope_type, v_scope.id, p_grant_type, v_grant_id, p_valid_from,
      p_valid_until, stagedoor.caller_id(), p_reason
    )
    returning * into v_access;
  exception
    when exclusion_violation then
      select a.* into v_access
      from stagedoor.user_accesses as a
      where a.user_id = p_user_id
        and a.scope_id = v_scope.id
        and a.grant_id = v_grant_id
        and a.status = 'Active'
        and a.delegated_from is null
        and stagedoor.access_window(a.valid_from, a.valid_until, a.granted_at)
          && stagedoor.access_window(p_valid_from, p_valid_until, stagedoor.instant())
        and a.valid_until is not distinct from p_valid_until;
      if not found then
        raise unique_violation using
          message = 'The same access is held already, with another end',
          hint = 'Change its end with change_access_window.';
      end if;
  end;
  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  return v_access.id;
end;
$function$;

comment on function "stagedoor"."grant_access"(uuid, uuid, text, text, timestamp
  with time zone, timestamp with time zone, text) is 'Implementation of public.grant_access.';

revoke all
  on function "stagedoor"."grant_access"(uuid, uuid, text, text, timestamp
    with time zone, timestamp with time zone, text)
  from public;

grant execute
  on function "stagedoor"."grant_access"(uuid, uuid, text, text, timestamp
    with time zone, timestamp with time zone, text)
  to "authenticated", "postgres", "service_role";
