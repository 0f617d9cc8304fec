-- Guards of a role: a change of its keys grants them to its holders, or revokes them.

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

  -- Enforced whether the role exists or not, so that timing reveals nothing.
  v_is_member := stagedoor.is_member(
    stagedoor.caller_id(), coalesce(v_role.scope_id, p_role_id));
  if v_role.id is null or (v_role.scope_id is not null and not v_is_member) then
    perform stagedoor.raise_not_found('Role');
  elsif v_role.scope_id is null then
    perform stagedoor.raise_denied('role:edit', 'Built-in roles change by migration only.');
  end if;

  perform stagedoor.enforce('role:edit', v_role.scope_id);
  -- Its keys, and those of roles that include it, before scopes, as everywhere. A
  -- concurrent grant of one of them waits, or is visible already.
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
  -- Reads inclusions of roles, which the caller may not see.
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
-- Reads the holders of the role. A user adds to a role of their own only keys that they
-- hold.
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
'Refuse to add a key to a role that the caller does not hold (F94).

Raises 42501.';

create function stagedoor.refuse_denial_from_below_by_role(p_role_id uuid)
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the accesses of every user. Called after the role has begun to deny.
begin
  perform stagedoor.refuse_denial_from_below(a.user_id, a.scope_id, a.grant_id)
  from stagedoor.open_accesses as a
  where a.grant_id = p_role_id or a.grant_id in (
    select i.permission_role_id
    from stagedoor.role_includes as i where i.included_role_id = p_role_id);
end;
$$;

comment on function stagedoor.refuse_denial_from_below_by_role is
'Refuse to let a role deny its holders what they hold from above.

Raises 42501.';

create function stagedoor.refuse_lifted_denial_by_role(p_role_id uuid, p_keys text[])
returns void
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads the caller's accesses by the role. Called after it has stopped denying these keys.
begin
  perform stagedoor.refuse_lifted_denial(
    stagedoor.caller_id(),
    array(select a.scope_id from stagedoor.my_accesses_by(p_role_id) as a),
    p_keys);
end;
$$;

comment on function stagedoor.refuse_lifted_denial_by_role is
'Refuse to lift a denial of the caller in a role.

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
-- Reads the catalogue and the holders of the role.
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
'Refuse to remove denials of keys that the caller does not hold (F94).

Removing a denial from a role grants, as adding a permission does. Raises 42501.';

create function stagedoor.holders_at_stake_by_role(
  p_role_id uuid, p_part_id uuid default null
)
returns text[]
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads the accesses of every user, and locks scopes. Asked before a change of the role.
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

  -- Concurrent grants and revocations in them wait, or come first. Their root is locked.
  perform from stagedoor.scopes as s
  where s.id = any (v_scope_ids)
  order by s.id
  for no key update;
  return stagedoor.holders_at_stake(v_scope_ids, v_user_ids);
end;
$$;

comment on function stagedoor.holders_at_stake_by_role is
'Lock the scopes that a change of a role could leave without a holder.

p_part_id: what goes into it or comes out of it. Returns what holders_at_stake does.';

-- Privileges. For definers only.

revoke all on function
  stagedoor.lock_tenant_role,
  stagedoor.my_accesses_by,
  stagedoor.refuse_role_escalation,
  stagedoor.refuse_denial_from_below_by_role,
  stagedoor.refuse_lifted_denial_by_role,
  stagedoor.refuse_lifting,
  stagedoor.holders_at_stake_by_role
from public, anon, authenticated, service_role;
