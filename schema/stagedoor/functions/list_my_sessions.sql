-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_my_sessions()
  returns table (
    session_id     uuid,
    created_at     timestamp with time zone,
    refreshed_at   timestamp with time zone,
    aal            text,
    user_agent     text,
    ip             inet,
    is_current     boolean,
    elevated_until timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to ''
  AS $function$
-- Reads auth.sessions through sessions_of.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return;
  end if;

  return query
  select
    s.session_id, s.created_at, s.refreshed_at, s.aal, s.user_agent, s.ip,
    s.session_id is not distinct from stagedoor.session_id(),
    (
      select max(e.ends_at)
      from stagedoor.elevated_scopes(v_user_id, s.session_id) as e
    )
  from stagedoor.sessions_of(v_user_id) as s
  order by s.created_at desc nulls last, s.session_id;
end;
$function$;

comment on function "stagedoor"."list_my_sessions"() is 'Implementation of public.list_my_sessions.';

revoke all on function "stagedoor"."list_my_sessions"() from public;

grant execute on function "stagedoor"."list_my_sessions"() to "authenticated", "postgres";
