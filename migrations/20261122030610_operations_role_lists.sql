-- Reading roles: every permission, the roles of a scope, and the keys that each grants.

create function stagedoor.list_permissions()
returns table (
  permission_key text, module text, module_label text, action text, scope text,
  description text, requires_aal2 boolean, is_delegable boolean, implies text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the catalogue and live_accounts, which no request role may.
begin
  perform stagedoor.refuse_client();
  return query
  select
    p.permission_key, p.module, m.label, p.action, p.scope, p.description, p.requires_aal2,
    -- With a key goes all that it implies.
    not exists (
      select
      from stagedoor.grant_targets as t
      join stagedoor.permissions as implied on implied.permission_key = any (t.allow_keys)
      where t.id = p.id and not implied.is_delegable
    ),
    array(
      select i.implies_key
      from stagedoor.permission_implications as i
      where i.permission_key = p.permission_key
      order by i.implies_key
    )
  from stagedoor.permissions as p
  join stagedoor.permission_modules as m on m.module = p.module
  where stagedoor.account_is_live(stagedoor.caller_id())
  order by m.position, m.module, p.permission_key;
end;
$$;

comment on function stagedoor.list_permissions is
'Implementation of public.list_permissions.';

create function stagedoor.list_roles(p_scope_id uuid)
returns table (
  role_id uuid, role_key text, name text, description text, scope_id uuid,
  is_built_in boolean, includes text[]
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads roles of the tenant after asking whether the caller is a member.
declare
  v_path pg_catalog.uuid[];
begin
  perform stagedoor.refuse_client();
  if not stagedoor.account_is_live(stagedoor.caller_id()) then
    return;
  end if;
  -- For a scope that the caller may not know of, the built-in roles, as for an unknown one.
  if stagedoor.works_at(stagedoor.caller_id(), p_scope_id) then
    select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;
  end if;

  return query
  select
    r.id, r.role_key, r.name, r.description, r.scope_id, r.scope_id is null,
    array(
      select included.role_key
      from stagedoor.role_includes as i
      join stagedoor.permission_roles as included on included.id = i.included_role_id
      where i.permission_role_id = r.id
      order by included.role_key
    )
  from stagedoor.permission_roles as r
  where r.deleted_at is null and (r.scope_id is null or r.scope_id = any (v_path))
  order by r.scope_id is not null, r.name, r.role_key;
end;
$$;

comment on function stagedoor.list_roles is
'Implementation of public.list_roles.';

create function stagedoor.get_role_matrix(p_scope_id uuid)
returns table (
  role_id uuid, role_key text, permission_key text, policy text, is_linked boolean
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the keys of roles, which no request role may.
declare
  v_path pg_catalog.uuid[];
begin
  perform stagedoor.enforce('access:view', p_scope_id);
  select s.path into v_path from stagedoor.scopes as s where s.id = p_scope_id;

  return query
  select
    r.id, r.role_key, c.key,
    (array['deny', 'allow', 'own', 'locked'])[min(c.strength)],
    exists (
      select
      from stagedoor.permission_role_links as l
      join stagedoor.permissions as p on p.id = l.permission_id
      where l.permission_role_id = r.id and p.permission_key = c.key
    )
  from stagedoor.permission_roles as r
  join stagedoor.grant_targets as t on t.id = r.id
  cross join lateral (
    select 1, k from unnest(t.deny_keys) as k
    union all select 2, k from unnest(t.allow_keys) as k
    union all select 3, k from unnest(t.own_keys) as k
    union all select 4, k from unnest(t.locked_keys) as k
  ) as c (strength, key)
  where r.deleted_at is null and (r.scope_id is null or r.scope_id = any (v_path))
  group by r.id, r.role_key, c.key
  order by r.role_key, c.key;
end;
$$;

comment on function stagedoor.get_role_matrix is
'Implementation of public.get_role_matrix.';

-- Privileges.

revoke all on function
  stagedoor.list_permissions,
  stagedoor.list_roles,
  stagedoor.get_role_matrix
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.list_permissions,
  stagedoor.list_roles,
  stagedoor.get_role_matrix
to authenticated;
