-- Roles of tenants: defining them, and what they hold.

create function stagedoor.lock_tenant_role(p_role_id uuid)
returns stagedoor.permission_roles
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Locks a role and scopes, which no request role may.
declare
  v_role      stagedoor.permission_roles;
  v_is_member boolean;
begin
  select r.* into v_role
  from stagedoor.permission_roles as r
  where r.id = p_role_id and r.deleted_at is null;

  -- Asked whether the role exists or not, so that time does not tell.
  v_is_member := stagedoor.is_member(
    stagedoor.caller_id(), coalesce(v_role.scope_id, p_role_id));
  if v_role.id is null or (v_role.scope_id is not null and not v_is_member) then
    perform stagedoor.raise_not_found('Role');
  elsif v_role.scope_id is null then
    perform stagedoor.raise_denied('role:edit', 'Built-in roles change by migration only.');
  end if;

  perform stagedoor.enforce('role:edit', v_role.scope_id);
  -- What it carries, and what roles around it carry, before scopes, as everywhere. Whoever
  -- gives one of them at this moment waits, or has given it already.
  perform from stagedoor.grant_targets as t
  where t.id = p_role_id or t.id in (
    select i.permission_role_id
    from stagedoor.role_includes as i where i.included_role_id = p_role_id)
  order by t.id
  for update;
  select r.* into v_role
  from stagedoor.permission_roles as r
  where r.id = p_role_id and r.deleted_at is null
  for update;
  if not found then
    perform stagedoor.raise_not_found('Role');
  end if;
  perform stagedoor.lock_trees(array[v_role.scope_id]);
  perform stagedoor.require('role:edit', v_role.scope_id);
  return v_role;
end;
$$;

comment on function stagedoor.lock_tenant_role is
'Lock a role of a tenant for a change.

Raises PT404, or 42501 for a built-in one.';

create function stagedoor.my_accesses_by(p_role_id uuid)
returns setof stagedoor.user_accesses
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads what roles include, which the caller may not see.
  select a.*
  from stagedoor.user_accesses as a
  where a.user_id = stagedoor.caller_id()
    and a.status <> 'Revoked'
    and (a.grant_id = p_role_id or a.grant_id in (
      select i.permission_role_id
      from stagedoor.role_includes as i where i.included_role_id = p_role_id))
$$;

comment on function stagedoor.my_accesses_by is
'The caller''s accesses through a role, or through one that includes it.';

create function stagedoor.refuse_role_escalation(
  p_role stagedoor.permission_roles, p_grant_id uuid
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads who holds the role. Nobody fills a role that they hold with what they lack.
declare
  v_mine  boolean;
  v_until pg_catalog.timestamptz;
begin
  select
    count(*) > 0,
    case when bool_or(a.valid_until is null) then null else max(a.valid_until) end
  into v_mine, v_until
  from stagedoor.my_accesses_by(p_role.id) as a;

  perform stagedoor.refuse_escalation(
    p_role.scope_id, p_grant_id, case when v_mine then stagedoor.caller_id() end, v_until);
end;
$$;

comment on function stagedoor.refuse_role_escalation is
'Refuse to put into a role what the caller does not hold (F94).

Raises 42501.';

create function stagedoor.refuse_lifted_denial_by_role(p_role_id uuid, p_keys text[])
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads where the caller holds the role. Called after it has stopped denying these keys.
begin
  perform stagedoor.refuse_lifted_denial(
    stagedoor.caller_id(),
    array(select a.scope_id from stagedoor.my_accesses_by(p_role_id) as a),
    p_keys);
end;
$$;

comment on function stagedoor.refuse_lifted_denial_by_role is
'Refuse to free oneself of what a role denies.

Raises 42501.';

create function stagedoor.refuse_lifting(
  p_role stagedoor.permission_roles, p_keys text[]
)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the catalogue and who holds the role.
declare
  v_permission_id pg_catalog.uuid;
begin
  for v_permission_id in
    select p.id
    from stagedoor.permissions as p
    where p.permission_key = any (p_keys)
    order by p.permission_key
  loop
    perform stagedoor.refuse_role_escalation(p_role, v_permission_id);
  end loop;
end;
$$;

comment on function stagedoor.refuse_lifting is
'Refuse to take out denials of what the caller does not hold (F94).

Taking a denial out of a role gives, as putting a permission in does. Raises 42501.';

create function stagedoor.scopes_at_stake_by_role(
  p_role_id uuid, p_part_id uuid default null
)
returns uuid[]
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads the accesses of anybody, and locks scopes. Asked before a change of the role.
declare
  v_scope_ids pg_catalog.uuid[];
  v_user_ids  pg_catalog.uuid[];
begin
  if not stagedoor.may_remove_holder(p_role_id, 'edit')
    and not stagedoor.may_remove_holder(p_part_id, 'edit')
  then
    return '{}';
  end if;

  select array_agg(distinct a.scope_id), array_agg(distinct a.user_id)
  into v_scope_ids, v_user_ids
  from stagedoor.user_accesses as a
  where a.status = 'Active'
    and (a.grant_id = p_role_id or a.grant_id in (
      select i.permission_role_id
      from stagedoor.role_includes as i where i.included_role_id = p_role_id));

  -- Whoever gives or takes in one of them waits, or does so first. Their root is locked.
  perform from stagedoor.scopes as s
  where s.id = any (v_scope_ids)
  order by s.id
  for no key update;
  return stagedoor.scopes_at_stake(v_scope_ids, v_user_ids);
end;
$$;

comment on function stagedoor.scopes_at_stake_by_role is
'Lock the scopes that a change of a role could leave without a holder.

p_part_id: what goes into it or comes out of it. Returns those that have one now.';

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
  v_scope_ids  pg_catalog.uuid[];
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
  v_scope_ids := stagedoor.scopes_at_stake_by_role(p_role_id, v_permission.id);

  if p_policy is null then
    delete from stagedoor.permission_role_links as l
    where l.permission_role_id = p_role_id and l.permission_id = v_permission.id;
  else
    insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
    values (p_role_id, v_permission.id, p_policy)
    on conflict on constraint permission_role_links_pkey
    do update set policy = excluded.policy;
  end if;

  perform stagedoor.refuse_last_holders_leaving(v_scope_ids);
  if v_former = 'deny' then
    perform stagedoor.refuse_lifted_denial_by_role(p_role_id, array[p_permission_key]);
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
  v_scope_ids pg_catalog.uuid[];
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

  v_scope_ids := stagedoor.scopes_at_stake_by_role(p_role_id, v_included.id);
  if p_is_included then
    perform stagedoor.refuse_role_escalation(v_role, v_included.id);
    insert into stagedoor.role_includes (permission_role_id, included_role_id)
    values (p_role_id, p_included_role_id)
    on conflict on constraint role_includes_pkey do nothing;
    v_changed := found;
    perform stagedoor.refuse_last_holders_leaving(v_scope_ids);
    return v_changed;
  end if;

  delete from stagedoor.role_includes as i
  where i.permission_role_id = p_role_id and i.included_role_id = p_included_role_id;
  v_changed := found;
  perform stagedoor.refuse_last_holders_leaving(v_scope_ids);
  -- A role that leaves takes its denials along.
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
-- Writes roles and the accesses that they gave, which no request role may.
declare
  v_role      stagedoor.permission_roles := stagedoor.lock_tenant_role(p_role_id);
  v_scope_ids pg_catalog.uuid[];
  v_mine      pg_catalog.uuid[];
  v_denied    pg_catalog.text[];
begin
  v_scope_ids := stagedoor.scopes_at_stake_by_role(p_role_id);
  -- A denial that goes with the role gives, as taking it out of the role would.
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

  perform stagedoor.refuse_last_holders_leaving(v_scope_ids);
  perform stagedoor.refuse_lifted_denial(stagedoor.caller_id(), v_mine, v_denied);
  return true;
end;
$$;

comment on function stagedoor.delete_role is
'Implementation of public.delete_role.';

-- Privileges.

revoke all on function
  stagedoor.lock_tenant_role,
  stagedoor.my_accesses_by,
  stagedoor.refuse_role_escalation,
  stagedoor.refuse_lifted_denial_by_role,
  stagedoor.refuse_lifting,
  stagedoor.scopes_at_stake_by_role,
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
