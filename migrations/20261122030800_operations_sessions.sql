-- Sessions: listing and ending those of the caller, and ending elevations.

create function stagedoor.list_my_sessions()
returns table (
  session_id uuid, created_at timestamptz, refreshed_at timestamptz, aal text,
  user_agent text, ip inet, is_current boolean, elevated_until timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
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
$$;

comment on function stagedoor.list_my_sessions is
'Implementation of public.list_my_sessions.';

create function stagedoor.end_session(p_session_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
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
$$;

comment on function stagedoor.end_session is
'Implementation of public.end_session.';

create function stagedoor.end_member_elevations(p_user_id uuid, p_scope_id uuid)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes elevations, which no request role may.
begin
  if p_user_id is distinct from stagedoor.caller_id() then
    perform stagedoor.require('access:revoke', p_scope_id);
  elsif stagedoor.caller_id() is null or not stagedoor.is_member(p_user_id, p_scope_id) then
    perform stagedoor.raise_not_found('Scope');
  end if;
  return stagedoor.end_elevations(
    p_user_id, p_scope_id,
    case
      when p_user_id = stagedoor.caller_id() then 'cleared'
      else 'ended by an administrator'
    end);
end;
$$;

comment on function stagedoor.end_member_elevations is
'Implementation of public.end_member_elevations.';

-- Privileges.

revoke all on function
  stagedoor.list_my_sessions,
  stagedoor.end_session,
  stagedoor.end_member_elevations
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.list_my_sessions,
  stagedoor.end_session,
  stagedoor.end_member_elevations
to authenticated;
