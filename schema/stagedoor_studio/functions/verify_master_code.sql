-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.verify_master_code (
  p_user_id    uuid,
  p_session_id uuid,
  p_project_id uuid,
  p_code       text,
  p_client_ip  text,
  p_minutes    integer default 5
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Compares with a secret and opens elevations, which no request role may. The service calls
-- it for a caller whose token it has verified; who they are comes from that token.
declare
  v_maximum     integer := (stagedoor.setting('elevation_max_minutes'))::integer;
  v_is_theirs   boolean;
  v_retry_at    pg_catalog.timestamptz;
  v_hash        pg_catalog.text;
  v_is_right    boolean;
  v_ends_at     pg_catalog.timestamptz;
begin
  if p_user_id is null or p_session_id is null
    or not stagedoor.account_is_live(p_user_id)
    or not stagedoor.session_is_alive(p_user_id, p_session_id)
    or not stagedoor.ensure_account(p_user_id)
  then
    return stagedoor_studio.refusal('401', 'no_session');
  end if;
  if p_minutes is null or p_minutes not between 1 and v_maximum then
    return stagedoor_studio.refusal('400', 'minutes_out_of_range')
      || jsonb_build_object('at_most', v_maximum);
  end if;
  if p_project_id is null then
    return stagedoor_studio.refusal('400', 'project_id_missing');
  end if;

  -- One try at a time. Waiting behind bcrypt would tie up connections until they time out.
  if not pg_try_advisory_xact_lock(
    hashtextextended('master code ' || p_user_id || ':' || p_project_id, 0))
  then
    return stagedoor_studio.refusal(
      '429', 'busy', clock_timestamp() + interval '1 second');
  end if;

  v_is_theirs := stagedoor_studio.works_in(p_user_id, p_project_id);
  v_retry_at := greatest(
    stagedoor_studio.user_retry_at(p_user_id),
    case when v_is_theirs then stagedoor_studio.scope_retry_at(p_project_id) end);
  if v_retry_at is not null then
    return stagedoor_studio.refusal('423', 'locked_out', v_retry_at);
  end if;

  -- The same work for a wrong code, for none, and for a studio that is not there or not
  -- theirs.
  if v_is_theirs then
    select s.value into v_hash
    from stagedoor.secrets as s
    where s.scope_id = p_project_id and s.name = 'MASTER_CODE_HASH';
  end if;
  v_is_right := stagedoor_studio.bcrypt_matches(p_code, v_hash);

  -- From here to the commit it is a matter of microseconds, and one after the other:
  -- whatever was tried at the same time is counted by now, and this answer may be one too
  -- many.
  -- Rows are locked, which no request can hold: an advisory lock is anybody's to take.
  if v_is_theirs then
    perform from stagedoor.scopes as s where s.id = p_project_id for no key update;
  end if;
  perform from stagedoor.user_accounts as a where a.id = p_user_id for no key update;
  v_retry_at := greatest(
    stagedoor_studio.user_retry_at(p_user_id),
    case when v_is_theirs then stagedoor_studio.scope_retry_at(p_project_id) end);
  if v_retry_at is not null then
    return stagedoor_studio.refusal('423', 'locked_out', v_retry_at);
  end if;

  if v_is_right is not true then
    return stagedoor_studio.count_wrong_code(
      p_user_id, p_project_id, v_is_theirs,
      stagedoor_studio.address_subject(p_client_ip));
  end if;

  -- A code that is changed at this moment opens nothing any more, and is nobody's fault.
  perform from stagedoor.secrets as s
  where s.scope_id = p_project_id and s.name = 'MASTER_CODE_HASH' and s.value = v_hash
  for share;
  if not found or not stagedoor_studio.works_in(p_user_id, p_project_id) then
    return stagedoor_studio.refusal(
      '429', 'busy', clock_timestamp() + interval '1 second');
  end if;
  -- Whoever signed out meanwhile is told so, and takes nothing along.
  if not stagedoor.account_is_live(p_user_id)
    or not stagedoor.session_is_alive(p_user_id, p_session_id)
  then
    return stagedoor_studio.refusal('401', 'no_session');
  end if;
  v_ends_at := stagedoor.elevate_for(p_user_id, p_session_id, p_project_id, p_minutes);
  return jsonb_build_object('ok', true, 'elevated_until', v_ends_at);
end;
$function$;

comment on function
  "stagedoor_studio"."verify_master_code"(uuid, uuid, uuid, text, text, integer) is
  'Guard and work of public.verify_master_code.';

revoke all
  on function "stagedoor_studio"."verify_master_code"(uuid, uuid, uuid, text, text, integer)
  from public;

grant execute
  on function "stagedoor_studio"."verify_master_code"(uuid, uuid, uuid, text, text, integer)
  to "postgres", "service_role";
