-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.answer_attempt (
  p_user_id     uuid,
  p_session_id  uuid,
  p_project_id  uuid,
  p_code        text,
  p_address     text,
  p_minutes     integer,
  p_works_there boolean
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Compares with a secret and opens elevations, which no request role may. Called with the
-- try counted already, inside a block that catches what is raised here.
declare
  v_hash     pg_catalog.text;
  v_is_right boolean;
  v_retry_at pg_catalog.timestamptz;
  v_ends_at  pg_catalog.timestamptz;
begin
  -- The same work for a wrong code, for none, and for a studio that is not there or not
  -- theirs.
  if p_works_there then
    select s.value into v_hash
    from stagedoor.secrets as s
    where s.scope_id = p_project_id and s.name = 'MASTER_CODE_HASH';
  end if;
  v_is_right := stagedoor_studio.bcrypt_matches(p_code, v_hash);

  -- From here to the commit it is a matter of microseconds, and one after the other:
  -- whatever was tried at the same time is counted by now, and this answer may be one too
  -- many.
  -- Rows are locked, which no request can hold: an advisory lock is anybody's to take.
  if p_works_there then
    perform from stagedoor.scopes as s where s.id = p_project_id for no key update;
  end if;
  perform from stagedoor.user_accounts as a where a.id = p_user_id for no key update;
  perform stagedoor.take_back_failure('master_code_user', p_user_id || ':' || p_project_id);
  v_retry_at := greatest(
    stagedoor_studio.user_retry_at(p_user_id),
    case when p_works_there then stagedoor_studio.scope_retry_at(p_project_id) end);
  if v_retry_at is not null then
    return stagedoor_studio.refusal('423', 'locked_out', v_retry_at);
  end if;

  if v_is_right is not true then
    return stagedoor_studio.count_wrong_code(
      p_user_id, p_project_id, p_works_there, p_address);
  end if;

  -- A code that is changed at this moment opens nothing any more, and is nobody's fault.
  perform from stagedoor.secrets as s
  where s.scope_id = p_project_id and s.name = 'MASTER_CODE_HASH' and s.value = v_hash
  for share;
  if not found or not stagedoor_studio.works_in(p_user_id, p_project_id) then
    return stagedoor.busy();
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
  "stagedoor_studio"."answer_attempt"(uuid, uuid, uuid, text, text, integer, boolean) is
  'Compare the code of an attempt that is counted, and answer it.

Whatever this raises leaves the count where it is.';

revoke all
  on function
    "stagedoor_studio"."answer_attempt"(uuid, uuid, uuid, text, text, integer, boolean)
  from public;

grant execute
  on function
    "stagedoor_studio"."answer_attempt"(uuid, uuid, uuid, text, text, integer, boolean)
  to "postgres";
