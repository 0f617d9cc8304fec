-- Roles of tenants: defining them, with their permissions and inclusions.

create function stagedoor.create_role(
  p_scope_id uuid,
  p_role_key text,
  p_name text,
  p_description text default ''
)
returns uuid
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes roles, which no request role may.
declare
  v_name    pg_catalog.text := stagedoor.clean_name(p_name);
  v_scope   stagedoor.scopes :=
    (stagedoor.require_scope('role:edit', p_scope_id)).scope;
  v_role_id pg_catalog.uuid;
begin
  if p_role_key is null or p_role_key !~ '^[a-z][a-z0-9_]{0,59}$' then
    raise invalid_parameter_value using
      message =
        'A role key is lower case, digits and underscores, and begins with a letter',
      detail = json_build_object('p_role_key', p_role_key);
  end if;
  if char_length(v_name) > 120 or char_length(p_description) > 1000 then
    raise invalid_parameter_value using
      message =
        'The name of a role has at most 120 characters, and its description at most 1000';
  end if;
  -- One key, one meaning along the path.
  if exists (
    select from stagedoor.permission_roles as r
    where r.role_key = p_role_key
      and r.deleted_at is null
      and (r.scope_id is null
        or r.scope_id = any (v_scope.path)
        or r.scope_id in (
          select s.id from stagedoor.scopes as s where s.path @> array[p_scope_id]))
  ) then
    raise unique_violation using
      message = 'There is a role of that key here already',
      detail = json_build_object('p_role_key', p_role_key);
  end if;

  insert into stagedoor.permission_roles (role_key, name, description, scope_id)
  values (p_role_key, v_name, coalesce(p_description, ''), p_scope_id)
  returning id into v_role_id;
  return v_role_id;
end;
$$;

comment on function stagedoor.create_role is
'Implementation of public.create_role.';

create function stagedoor.set_role_permission(
  p_role_id uuid,
  p_permission_key text,
  p_policy text
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes links, which no request role may.
declare
  v_role       stagedoor.permission_roles := stagedoor.lock_tenant_role(p_role_id);
  v_permission stagedoor.permissions;
  v_former     pg_catalog.text;
  v_at_stake   pg_catalog.text[];
begin
  if p_policy is not null and p_policy not in ('allow', 'own', 'locked', 'deny') then
    raise invalid_parameter_value using
      message = 'A policy is allow, own, locked or deny; null removes the permission',
      detail = json_build_object('p_policy', p_policy);
  end if;
  select p.* into v_permission
  from stagedoor.permissions as p where p.permission_key = p_permission_key;
  if not found then
    perform stagedoor.raise_unknown_permission(p_permission_key);
  end if;

  select l.policy into v_former
  from stagedoor.permission_role_links as l
  where l.permission_role_id = p_role_id and l.permission_id = v_permission.id;
  if v_former is not distinct from p_policy then
    return false;
  end if;
  if p_policy in ('allow', 'own', 'locked') then
    perform stagedoor.refuse_role_escalation(v_role, v_permission.id);
  elsif v_former = 'deny' then
    perform stagedoor.refuse_lifting(v_role, array[p_permission_key]);
  end if;
  v_at_stake := stagedoor.holders_at_stake_by_role(p_role_id, v_permission.id);

  if p_policy is null then
    delete from stagedoor.permission_role_links as l
    where l.permission_role_id = p_role_id and l.permission_id = v_permission.id;
  else
    insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
    values (p_role_id, v_permission.id, p_policy)
    on conflict on constraint permission_role_links_pkey
    do update set policy = excluded.policy;
  end if;

  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  if v_former = 'deny' then
    perform stagedoor.refuse_lifted_denial_by_role(p_role_id, array[p_permission_key]);
  elsif p_policy = 'deny' then
    perform stagedoor.refuse_denial_from_below_by_role(p_role_id);
  end if;
  return true;
end;
$$;

comment on function stagedoor.set_role_permission is
'Implementation of public.set_role_permission.';

create function stagedoor.set_role_inclusion(
  p_role_id uuid,
  p_included_role_id uuid,
  p_is_included boolean
)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes inclusions, which no request role may.
declare
  v_role      stagedoor.permission_roles := stagedoor.lock_tenant_role(p_role_id);
  v_included  stagedoor.permission_roles;
  v_denied    pg_catalog.text[];
  v_at_stake  pg_catalog.text[];
  v_changed   boolean;
begin
  if p_is_included is null then
    raise invalid_parameter_value using message = 'p_is_included is true or false';
  end if;
  select r.* into v_included
  from stagedoor.permission_roles as r
  where r.id = p_included_role_id
    and r.deleted_at is null
    and (r.scope_id is null or r.scope_id in (
      select unnest(s.path) from stagedoor.scopes as s where s.id = v_role.scope_id));
  if not found then
    perform stagedoor.raise_not_found('Role');
  end if;

  v_at_stake := stagedoor.holders_at_stake_by_role(p_role_id, v_included.id);
  if p_is_included then
    perform stagedoor.refuse_role_escalation(v_role, v_included.id);
    insert into stagedoor.role_includes (permission_role_id, included_role_id)
    values (p_role_id, p_included_role_id)
    on conflict on constraint role_includes_pkey do nothing;
    v_changed := found;
    perform stagedoor.refuse_last_holders_leaving(v_at_stake);
    if v_changed and exists (
      select from stagedoor.grant_targets as t
      where t.id = v_included.id and t.deny_keys <> '{}'
    ) then
      perform stagedoor.refuse_denial_from_below_by_role(p_role_id);
    end if;
    return v_changed;
  end if;

  delete from stagedoor.role_includes as i
  where i.permission_role_id = p_role_id and i.included_role_id = p_included_role_id;
  v_changed := found;
  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  -- Removing an included role removes its denials.
  if v_changed then
    select t.deny_keys into v_denied
    from stagedoor.grant_targets as t where t.id = v_included.id;
    perform stagedoor.refuse_lifting(v_role, v_denied);
    perform stagedoor.refuse_lifted_denial_by_role(p_role_id, v_denied);
  end if;
  return v_changed;
end;
$$;

comment on function stagedoor.set_role_inclusion is
'Implementation of public.set_role_inclusion.';

create function stagedoor.delete_role(p_role_id uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes roles and accesses by them, which no request role may.
declare
  v_role      stagedoor.permission_roles := stagedoor.lock_tenant_role(p_role_id);
  v_at_stake  pg_catalog.text[];
  v_mine      pg_catalog.uuid[];
  v_denied    pg_catalog.text[];
begin
  v_at_stake := stagedoor.holders_at_stake_by_role(p_role_id);
  -- Deleting the role lifts its denials, as removing them from it would.
  select array_agg(a.scope_id) into v_mine from stagedoor.my_accesses_by(p_role_id) as a;
  select t.deny_keys into v_denied from stagedoor.grant_targets as t where t.id = p_role_id;
  perform stagedoor.refuse_lifting(v_role, v_denied);

  update stagedoor.user_accesses as a
  set status = 'Revoked', revoked_by = stagedoor.caller_id(), revoke_reason = 'role deleted'
  where a.grant_id = p_role_id and a.status <> 'Revoked';
  delete from stagedoor.role_includes as i
  where p_role_id in (i.permission_role_id, i.included_role_id);
  update stagedoor.permission_roles as r
  set deleted_at = stagedoor.instant()
  where r.id = p_role_id;

  perform stagedoor.refuse_last_holders_leaving(v_at_stake);
  perform stagedoor.refuse_lifted_denial(stagedoor.caller_id(), v_mine, v_denied);
  return true;
end;
$$;

comment on function stagedoor.delete_role is
'Implementation of public.delete_role.';

-- Privileges.

revoke all on function
  stagedoor.create_role,
  stagedoor.set_role_permission,
  stagedoor.set_role_inclusion,
  stagedoor.delete_role
from public, anon, authenticated, service_role;
grant execute on function
  stagedoor.create_role,
  stagedoor.set_role_permission,
  stagedoor.set_role_inclusion,
  stagedoor.delete_role
to authenticated;
