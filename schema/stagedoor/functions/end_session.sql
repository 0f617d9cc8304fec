-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.end_session (
  p_session_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to ''
  AS $function$
-- Deletes from auth.sessions through delete_session.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    perform stagedoor.raise_denied('session', 'sign_in');
  end if;
  perform stagedoor.end_elevations(v_user_id, null, 'session ended', p_session_id);
  if not stagedoor.delete_session(v_user_id, p_session_id) then
    perform stagedoor.raise_not_found('Session');
  end if;
  perform stagedoor.record_event(
    p_event => 'session.ended', p_scope_id => null, p_subject_id => v_user_id,
    p_object_type => 'sessions', p_object_id => p_session_id::pg_catalog.text);
  return true;
end;
$function$;

comment on function "stagedoor"."end_session"(uuid) is 'Implementation of public.end_session.';

revoke all on function "stagedoor"."end_session"(uuid) from public;

grant execute on function "stagedoor"."end_session"(uuid) to "authenticated", "postgres";
