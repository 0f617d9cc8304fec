-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.change_access_window (
  p_access_id   uuid,
  p_valid_until timestamp with time zone,
  p_reason      text                     default null::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Writes user_accesses, which no request role may.
declare
  v_access   stagedoor.user_accesses;
  v_is_known boolean;
  v_shortens boolean;
  v_new_id   pg_catalog.uuid;
begin
  select a.* into v_access from stagedoor.user_accesses as a where a.id = p_access_id;
  v_is_known := stagedoor.may_know_access(v_access);
  if v_access.id is null or not v_is_known then
    perform stagedoor.raise_not_found('Access');
  end if;
  perform stagedoor.enforce('access:grant', v_access.scope_id);
  v_access := stagedoor.lock_access(p_access_id);
  perform stagedoor.require('access:grant', v_access.scope_id);

  if v_access.status <> 'Active' or v_access.delegated_from is not null then
    raise invalid_parameter_value using
      message = 'The window of an access that is active, and not delegated, can be changed',
      hint = 'Grant, invite or delegate anew.';
  end if;
  perform stagedoor.check_window(v_access.valid_from, p_valid_until);
  if v_access.valid_until is not distinct from p_valid_until then
    return v_access.id;
  end if;

  -- Ending a denial earlier gives back what it denied.
  if exists (
    select from stagedoor.grant_targets as t
    where t.id = v_access.grant_id and t.deny_keys <> '{}'
  ) then
    perform stagedoor.require('access:revoke', v_access.scope_id);
  end if;

  -- Ending earlier gives nothing; ending later gives it once more.
  if v_access.valid_until is not null
    and (p_valid_until is null or p_valid_until > v_access.valid_until)
  then
    if v_access.user_id = stagedoor.caller_id() then
      perform stagedoor.raise_denied(
        'access:escalate', 'Nobody prolongs their own access.');
    end if;
    perform stagedoor.refuse_escalation(
      v_access.scope_id, v_access.grant_id, v_access.user_id, p_valid_until);
  end if;

  v_shortens := coalesce(p_valid_until < v_access.valid_until, p_valid_until is not null);
  perform stagedoor.close_access(
    v_access, coalesce(p_reason, 'window changed'), v_shortens);
  insert into stagedoor.user_accesses (
    user_id, scope_type, scope_id, grant_type, grant_id,
    valid_from, valid_until, granted_by, reason
  )
  values (
    v_access.user_id, v_access.scope_type, v_access.scope_id, v_access.grant_type,
    v_access.grant_id, v_access.valid_from, p_valid_until, stagedoor.caller_id(), p_reason
  )
  returning id into v_new_id;
  return v_new_id;
end;
$function$;

comment on function "stagedoor"."change_access_window"(uuid, timestamp
  with time zone, text) is 'Implementation of public.change_access_window.';

revoke all
  on function "stagedoor"."change_access_window"(uuid, timestamp with time zone, text)
  from public;

grant execute
  on function "stagedoor"."change_access_window"(uuid, timestamp with time zone, text)
  to "authenticated", "postgres";
