-- Elevation: whether a user is elevated, and ending an elevation.

create function stagedoor_studio.assistant_needs_code(p_resource text, p_action text)
returns boolean
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the catalogue. The answer to an app is no (F131).
  select stagedoor.client_id() is null and exists (
    select
    from stagedoor.permission_roles as r
    join stagedoor.permission_role_links as l on l.permission_role_id = r.id
    join stagedoor.permissions as p on p.id = l.permission_id
    where r.role_key = 'assistant'
      and r.scope_id is null
      and p.permission_key = p_resource || ':' || p_action
      and l.policy = 'locked'
  )
$$;

comment on function stagedoor_studio.assistant_needs_code is
'Implementation of public.assistant_needs_code.';

create function stagedoor_studio.is_elevated_now(
  p_project_id uuid, p_user_id uuid default null
)
returns boolean
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads elevations and sessions, which no request role may.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
begin
  if coalesce(p_user_id, v_caller) is distinct from v_caller then
    perform stagedoor.enforce('access:view', p_project_id);
  end if;
  return stagedoor.account_is_live(coalesce(p_user_id, v_caller)) and exists (
    select
    from stagedoor.scopes as s
    join stagedoor.elevations as e on e.scope_id = any (s.path)
    where s.id = p_project_id
      and e.user_id = coalesce(p_user_id, v_caller)
      -- For the caller this session, for another user any session.
      and (p_user_id is distinct from v_caller and p_user_id is not null
        or e.session_id = stagedoor.session_id())
      and e.ended_at is null
      and e.started_at <= stagedoor.instant()
      and e.ends_at > stagedoor.instant()
      and stagedoor.session_is_alive(e.user_id, e.session_id)
  );
end;
$$;

comment on function stagedoor_studio.is_elevated_now is
'Implementation of public.is_elevated_now.';

create function stagedoor_studio.clear_elevation(
  p_project_id uuid default null, p_user_id uuid default null
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes elevations, which no request role may.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
begin
  if v_caller is null then
    perform stagedoor.raise_denied('session', 'sign_in');
  end if;
  -- Ending one's own elevation is always allowed, to a banned account as well.
  if coalesce(p_user_id, v_caller) <> v_caller then
    perform stagedoor.enforce('access:revoke', p_project_id);
  end if;
  return stagedoor.end_elevations(
    coalesce(p_user_id, v_caller), p_project_id, 'cleared') > 0;
end;
$$;

comment on function stagedoor_studio.clear_elevation is
'Implementation of public.clear_elevation.';

-- Privileges.

revoke all on function
  stagedoor_studio.assistant_needs_code,
  stagedoor_studio.is_elevated_now,
  stagedoor_studio.clear_elevation
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_studio.assistant_needs_code,
  stagedoor_studio.is_elevated_now,
  stagedoor_studio.clear_elevation
to authenticated;
