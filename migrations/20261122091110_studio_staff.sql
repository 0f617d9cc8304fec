-- Staff: changing a role, deactivating and reactivating a user, and the staff list.

create function stagedoor_studio.set_staff_role(
  p_project_id uuid, p_user_id uuid, p_role_key text, p_valid_until timestamptz default null
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may.
declare
  v_scope stagedoor.scopes;
begin
  if p_role_key is null or p_role_key not in ('admin', 'assistant', 'artist') then
    raise invalid_parameter_value using
      message = 'A studio role is admin, assistant or artist',
      detail = json_build_object('p_role_key', p_role_key);
  end if;
  v_scope := (stagedoor.require_scope(
    'staff:manage_users', p_project_id, 'project', p_removes => true)).scope;
  if p_user_id is null or not stagedoor.ensure_account(p_user_id) then
    perform stagedoor.raise_not_found('Account');
  end if;
  return stagedoor_studio.give_role(v_scope, p_user_id, p_role_key, p_valid_until);
end;
$$;

comment on function stagedoor_studio.set_staff_role is
'Implementation of public.set_staff_role.';

create function stagedoor_studio.set_staff_active(
  p_project_id uuid, p_user_id uuid, p_is_active boolean
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes user_accesses, which no request role may.
declare
  v_access  stagedoor.user_accesses;
  v_changed boolean := false;
begin
  if p_is_active is null then
    raise invalid_parameter_value using message = 'Somebody is switched on or off';
  end if;
  perform stagedoor.require_scope(
    'staff:toggle_active', p_project_id, 'project', p_removes => true);

  if p_is_active then
    v_changed := stagedoor_studio.give_back(p_project_id, p_user_id, false);
  else
    for v_access in
      select a.*
      from stagedoor.user_accesses as a
      join stagedoor.scopes as s on s.id = a.scope_id
      join stagedoor.grant_targets as g on g.id = a.grant_id
      where s.project_id = p_project_id and a.user_id = p_user_id and a.status = 'Active'
        -- What denies and gives nothing stays: nobody is freed of it by being switched off.
        and (g.deny_keys = '{}' or g.allow_keys || g.own_keys || g.locked_keys <> '{}')
      -- Denials are closed last: until then they still apply to grants from above.
      order by (
        select t.deny_keys <> '{}'
        from stagedoor.grant_targets as t where t.id = a.grant_id
      ), a.id
      for no key update of a
    loop
      -- Delegations have to be delegated again; an access that has ended is not restored.
      if v_access.delegated_from is null
        and coalesce(v_access.valid_until > stagedoor.instant(), true)
      then
        insert into stagedoor_studio.switched_off (access_id, project_id, user_id)
        values (v_access.id, p_project_id, p_user_id);
      end if;
      perform stagedoor.close_access(v_access, 'switched off');
      v_changed := true;
    end loop;
    perform stagedoor.close_ways_back(p_user_id, p_project_id);
  end if;

  if v_changed then
    perform stagedoor.record_event(
      p_event => case when p_is_active then 'staff.switched_on'
        else 'staff.switched_off' end,
      p_scope_id => p_project_id, p_subject_id => p_user_id);
  elsif not exists (
    select from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where s.project_id = p_project_id and a.user_id = p_user_id
  ) then
    perform stagedoor.raise_not_found('Staff member');
  end if;
  return v_changed;
end;
$$;

comment on function stagedoor_studio.set_staff_active is
'Implementation of public.set_staff_active.';

create function stagedoor_studio.list_staff(p_project_id uuid)
returns table (
  user_id uuid, display_name text, role_key text, artist_id uuid, is_active boolean,
  valid_until timestamptz
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads accesses and names, of which a request sees its own part only, and writes the
-- access log.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_all     boolean := stagedoor.can('staff:view', p_project_id);
  v_scopes  pg_catalog.uuid[];
begin
  if not v_all then
    perform stagedoor.enforce('staff:view', p_project_id, v_user_id);
  end if;
  v_scopes := stagedoor.scopes_listed('staff:view', p_project_id, v_user_id);

  return query
  with people as (
    select a.user_id, k.role_key, true as is_active, a.valid_until
    from stagedoor.scopes as s
    join stagedoor.live_accesses as a on a.scope_id = any (s.path)
    cross join lateral unnest(stagedoor_studio.roles_in(a.grant_id)) as k (role_key)
    where s.id = p_project_id and a.grant_type = 'role'
    union all
    select a.user_id, k.role_key, false, a.valid_until
    from stagedoor_studio.switched_off as o
    join stagedoor.user_accesses as a on a.id = o.access_id
    cross join lateral unnest(stagedoor_studio.roles_in(a.grant_id)) as k (role_key)
    -- The accesses of an inactive user may have been below the studio.
    where o.project_id = p_project_id and a.scope_id = any (v_scopes)
  )
  select distinct on (p.user_id)
    p.user_id,
    coalesce(
      artist.display_name,
      nullif(btrim(concat_ws(' ', u.fullname_first, u.fullname_last)), '')
    ),
    p.role_key, artist.id, p.is_active, p.valid_until
  from people as p
  join stagedoor.user_accounts as u on u.id = p.user_id
  left join public.artists as artist
    on artist.project_id = p_project_id and artist.user_id = p.user_id
  where v_all or p.user_id = v_user_id
  order by p.user_id, p.is_active desc, p.valid_until desc nulls first;

  if v_all then
    perform stagedoor.log_shown(
      'read', 'staff', array[p_project_id::pg_catalog.text], p_project_id);
  end if;
end;
$$;

comment on function stagedoor_studio.list_staff is
'Implementation of public.list_staff.';

-- Privileges.

revoke all on function
  stagedoor_studio.set_staff_role,
  stagedoor_studio.set_staff_active,
  stagedoor_studio.list_staff
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor_studio.set_staff_role,
  stagedoor_studio.set_staff_active,
  stagedoor_studio.list_staff
to authenticated;
