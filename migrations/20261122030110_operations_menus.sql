-- Menus and lists of the caller: data for a user interface.

create function stagedoor.menu_keys(p_user_id uuid, p_project_id uuid)
returns text[]
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the accesses of the user asked about.
declare
  v_caller pg_catalog.uuid := stagedoor.caller_id();
begin
  perform stagedoor.refuse_client();
  if p_user_id is not distinct from v_caller then
    return (
      select k.held_keys
      from stagedoor.page_keys(
        v_caller, p_project_id, stagedoor.session_id(), stagedoor.session_aal()) as k);
  end if;
  perform stagedoor.enforce('access:view', p_project_id);
  -- For another user: judged with a second factor and without an elevation.
  return (
    select k.held_keys
    from stagedoor.page_keys(
      p_user_id, p_project_id, null, 'aal2',
      stagedoor.scopes_listed('access:view', p_project_id)) as k);
end;
$$;

comment on function stagedoor.menu_keys is
'The keys by which items of a menu open to a user (F13).

Raises 42501 and PT404 where it is about somebody else, as enforce of access:view does.';

create function stagedoor.get_user_project_menu(p_user_id uuid, p_project_id uuid)
returns table (
  id uuid, item_key text, parent_id uuid, label text, path text, icon text,
  "position" integer, required_permission_key text, is_active boolean, can_access boolean
)
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the accesses of the user asked about, and items of the tenant.
declare
  v_keys pg_catalog.text[] := stagedoor.menu_keys(p_user_id, p_project_id);
  v_path pg_catalog.uuid[];
begin
  -- Only members of a tenant see its items.
  if exists (select from stagedoor.menu_items as m where m.scope_id is not null)
    and stagedoor.works_at(stagedoor.caller_id(), p_project_id)
  then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_project_id;
  end if;

  return query
  select
    m.id, m.item_key, m.parent_id, m.label, m.path, m.icon, m.position,
    m.required_permission_key, m.is_active,
    m.required_permission_key is null or m.required_permission_key = any (v_keys)
  from stagedoor.menu_items as m
  left join stagedoor.menu_items as above on above.id = m.parent_id
  where m.is_active and (m.scope_id is null or m.scope_id = any (v_path))
  order by coalesce(above.position, m.position), m.parent_id nulls first, m.position,
    m.item_key;
end;
$$;

comment on function stagedoor.get_user_project_menu is
'Implementation of public.get_user_project_menu.';

create function stagedoor.get_my_projects()
returns table (
  project_id uuid, name text, organization_id uuid, organization_name text, roles text[],
  valid_until timestamptz
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the caller's accesses and the names around them.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_now     pg_catalog.timestamptz := stagedoor.instant();
  v_seen    pg_catalog.uuid[];
  v_denied  pg_catalog.uuid[];
begin
  if v_user_id is null or not stagedoor.account_is_live(v_user_id) then
    return;
  end if;

  -- Projects that an access from above opens, besides those that the caller works in.
  v_seen := array(
    select h.covered_id from unnest(array['allow', 'own']) as p (policy)
    cross join lateral stagedoor.covered_scopes(
      v_user_id, 'project:view:assigned', p.policy, 'topmost') as h
  );
  v_denied := array(
    select h.covered_id
    from stagedoor.covered_scopes(v_user_id, 'project:view:assigned', 'deny', 'roots') as h
  );

  return query
  with mine as materialized (
    select
      a.scope_id, s.project_id, a.valid_from, a.valid_until,
      a.valid_from is null or a.valid_from <= v_now as has_begun,
      (
        select r.role_key from stagedoor.permission_roles as r where r.id = a.grant_id
      ) as role_key
    from stagedoor.user_accesses as a
    join stagedoor.scopes as s on s.id = a.scope_id
    where a.user_id = v_user_id
      and a.status = 'Active'
      and (a.valid_until is null or a.valid_until > v_now)
      and (a.delegated_from is null or exists (
        select from stagedoor.delegation_standing(a.id, null, a.scope_id) as d
        where d.state = 'live'))
  ),
  listed as (
    select m.project_id from mine as m where m.has_begun and m.project_id is not null
    union
    select unnest(v_seen)
  ),
  theirs as (
    select l.project_id, m.role_key, m.has_begun, m.valid_from, m.valid_until
    from listed as l
    join mine as m on m.project_id = l.project_id
    union all
    select l.project_id, m.role_key, m.has_begun, m.valid_from, m.valid_until
    from listed as l
    join stagedoor.scopes as s on s.id = l.project_id
    join mine as m on m.project_id is null and m.scope_id = any (s.path)
  )
  select
    s.id, s.name, o.id, o.name,
    array_remove(array_agg(distinct t.role_key) filter (where t.has_begun), null),
    least(
      min(t.valid_until) filter (where t.has_begun),
      min(t.valid_from) filter (where not t.has_begun))
  from theirs as t
  join stagedoor.scopes as s on s.id = t.project_id
  join stagedoor.scopes as o on o.id = s.organization_id
  where s.scope_type = 'project'
    and not s.is_archived
    and not s.path && v_denied
  group by s.id, o.id
  order by s.name, s.id;
end;
$$;

comment on function stagedoor.get_my_projects is
'Implementation of public.get_my_projects.';

create function stagedoor.get_my_session(p_scope_id uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
set plan_cache_mode = force_generic_plan
as $$
-- Reads the caller's accesses and the items of the tenant.
declare
  v_user_id pg_catalog.uuid := stagedoor.caller_id();
  v_keys    pg_catalog.record;
  v_path    pg_catalog.uuid[];
begin
  perform stagedoor.refuse_client();
  select k.* into v_keys
  from stagedoor.page_keys(
    v_user_id, p_scope_id, stagedoor.session_id(), stagedoor.session_aal()) as k;
  -- A user who holds a key there works there.
  if v_keys.allow_keys <> '{}' or stagedoor.works_at(v_user_id, p_scope_id) then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  end if;

  -- Written as text and read once: as jsonb, each item would be taken apart at every step.
  return json_build_object(
    'menu', (
      select coalesce(json_agg(i), '[]')
      from (
        select
          m.id, m.item_key, m.parent_id, m.label, m.path, m.icon, m.position,
          m.required_permission_key, m.is_active,
          m.required_permission_key is null
            or m.required_permission_key = any (v_keys.held_keys) as can_access
        from stagedoor.menu_items as m
        left join stagedoor.menu_items as above on above.id = m.parent_id
        where m.is_active
          and (m.scope_id is null or m.scope_id = any (v_path))
          and v_user_id is not null
        order by coalesce(above.position, m.position), m.parent_id nulls first, m.position,
          m.item_key
      ) as i
    ),
    'permissions', (
      select coalesce(json_agg(p), '[]')
      from (
        select
          k.key,
          (array['allow', 'own', 'locked'])[min(k.strength)] as policy
        from (
          select unnest(v_keys.allow_keys), 1
          union all select unnest(v_keys.own_keys), 2
          union all select unnest(v_keys.locked_keys), 3
        ) as k (key, strength)
        group by k.key
        order by k.key
      ) as p
    ),
    'elevated_until', v_keys.elevated_until,
    'version', case when v_path is not null then stagedoor.access_version(v_path) end,
    'valid_until', v_keys.horizon
  )::pg_catalog.jsonb;
end;
$$;

comment on function stagedoor.get_my_session is
'Implementation of public.get_my_session.';

create function stagedoor.get_user_permissions(p_user_id uuid, p_scope_id uuid)
returns table (permission_key text, policy text, via text, valid_until timestamptz)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of the user asked about.
declare
  v_is_self boolean := p_user_id is not distinct from stagedoor.caller_id();
  v_keys    pg_catalog.record;
begin
  if not v_is_self then
    perform stagedoor.enforce('access:view', p_scope_id);
  end if;

  select k.* into v_keys
  from stagedoor.fold_keys(
    p_user_id, p_scope_id, case when v_is_self then stagedoor.session_id() end,
    case when v_is_self then stagedoor.session_aal() else 'aal2' end) as k;

  return query
  select distinct on (c.permission_key)
    c.permission_key, c.policy, c.via,
    least(
      min(c.valid_until) over (partition by c.permission_key),
      case when c.policy = 'locked' then v_keys.elevated_until end)
  from stagedoor.applicable_grants(p_user_id, null, p_scope_id) as c
  where c.state = 'live'
    and c.policy <> 'deny'
    and c.permission_key = any (v_keys.held_keys)
    and (c.policy <> 'locked' or c.permission_key = any (v_keys.locked_keys))
  order by
    c.permission_key, array_position(array['allow', 'own', 'locked'], c.policy),
    c.is_delegated, c.via;
end;
$$;

comment on function stagedoor.get_user_permissions is
'Implementation of public.get_user_permissions.';

-- Privileges.

revoke all on function
  stagedoor.menu_keys,
  stagedoor.get_user_project_menu,
  stagedoor.get_my_projects,
  stagedoor.get_my_session,
  stagedoor.get_user_permissions
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.get_user_project_menu,
  stagedoor.get_my_projects,
  stagedoor.get_my_session,
  stagedoor.get_user_permissions
to authenticated;
