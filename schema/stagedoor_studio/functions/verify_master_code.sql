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
-- Writes counters and reads limits, which no request role may. The service calls it for a
-- caller whose token it has verified; who they are comes from that token.
declare
  v_maximum     integer := stagedoor.setting_number('elevation_max_minutes', 60);
  v_address     pg_catalog.text := stagedoor.address_subject(p_client_ip);
  v_works_there boolean;
  v_retry_at    pg_catalog.timestamptz;
  v_outcome     pg_catalog.jsonb;
  v_sqlstate    pg_catalog.text;
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

  -- One attempt at a time. Waiting behind bcrypt would tie up connections until they time
  -- out.
  if not pg_try_advisory_xact_lock(
    hashtextextended('master code ' || p_user_id || ':' || p_project_id, 0))
  then
    return stagedoor.busy();
  end if;

  v_works_there := stagedoor_studio.works_in(p_user_id, p_project_id);
  v_retry_at := greatest(
    stagedoor_studio.user_retry_at(p_user_id),
    case when v_works_there then stagedoor_studio.scope_retry_at(p_project_id) end);
  if v_retry_at is not null then
    return stagedoor_studio.refusal('423', 'locked_out', v_retry_at);
  end if;

  -- Counted first: nothing that fails from here on makes it an attempt that nobody counted.
  -- One more than the limit is kept, or taking it back would take an older one along.
  perform stagedoor.count_failure(
    'master_code_user', p_user_id || ':' || p_project_id,
    stagedoor.setting_number('secret_max_failures_per_user', 5) + 1, interval '15 minutes');
  begin
    v_outcome := stagedoor_studio.answer_attempt(
      p_user_id, p_session_id, p_project_id, p_code, v_address, p_minutes, v_works_there);
    perform stagedoor.settle();
    return v_outcome;
  exception
    when query_canceled or assert_failure or others then
      v_sqlstate := sqlstate;
  end;
  perform stagedoor_studio.record_wrong_code(
    'master_code.refused', p_user_id, p_project_id, v_works_there,
    p_reason => v_sqlstate);
  return stagedoor.unfinished_attempt(v_sqlstate);
end;
$function$;

comment on function
  "stagedoor_studio"."verify_master_code"(uuid, uuid, uuid, text, text, integer) is
  'Implementation of public.verify_master_code.';

revoke all
  on function "stagedoor_studio"."verify_master_code"(uuid, uuid, uuid, text, text, integer)
  from public;

grant execute
  on function "stagedoor_studio"."verify_master_code"(uuid, uuid, uuid, text, text, integer)
  to "postgres", "service_role";
