-- API: roles and separation rules.

create function public.create_role(
  p_scope_id uuid,
  p_role_key text,
  p_name text,
  p_description text default ''
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.create_role(p_scope_id, p_role_key, p_name, p_description);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.create_role is
$$Define a role of a tenant at a scope; its id (F93).

It has no permission yet. It can be granted there and below. Needs role:edit there.

Raises:
- 22023: a key or name of the wrong form.
- 23505: a role of that key exists there, above it or built in.
- 42501: may not define roles there.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.set_role_permission(
  p_role_id uuid,
  p_permission_key text,
  p_policy text
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.set_role_permission(p_role_id, p_permission_key, p_policy);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.set_role_permission is
$$Add a permission to a tenant's role, or change its policy.

A null policy removes it. Holds for every holder at once (F95). Needs role:edit at the
role's scope, and that the caller holds the permission (F94). Returns whether anything
changed.

Raises:
- 22023: a policy that is not allow, own, locked or deny.
- 23514: no user would be left who can give access.
- 42501: a built-in role; not held by the caller.
- PT404: no such role or permission, or the caller may not know of it.$$;

create function public.set_role_inclusion(
  p_role_id uuid,
  p_included_role_id uuid,
  p_is_included boolean
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.set_role_inclusion(p_role_id, p_included_role_id, p_is_included);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.set_role_inclusion is
$$Include the permissions of another role in a tenant's role, or stop it.

One level deep: a role that includes others cannot be included. Needs role:edit at the
role's scope, and that the caller holds the keys that are added, or no longer denied (F94).
Returns whether anything changed.

Raises:
- 23514: deeper than one level; no user left who can give access.
- 42501: a built-in role; not held by the caller.
- PT404: no such role there.$$;

create function public.delete_role(p_role_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.delete_role(p_role_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.delete_role is
$$Delete a tenant's role, and revoke its accesses at once.

Needs role:edit at the role's scope, and that the caller holds there the keys that it
denies, which come back to its holders (F94).

Raises:
- 23514: no user would be left who can give access.
- 42501: a built-in role, or one that denies a key that the caller does not hold.
- PT404: no such role, or the caller may not know of it.$$;

create function public.list_permissions()
returns table (
  permission_key text, module text, module_label text, action text, scope text,
  description text, requires_aal2 boolean, is_delegable boolean, implies text[]
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.list_permissions();
end;
$$;

comment on function public.list_permissions is
$$Every permission key, by module, with what it implies (F4, F8).

implies: the keys of its direct implications. Empty without a signed-in user, and for an
app's token (F131).$$;

create function public.list_roles(p_scope_id uuid)
returns table (
  role_id uuid, role_key text, name text, description text, scope_id uuid,
  is_built_in boolean, includes text[]
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.list_roles(p_scope_id);
end;
$$;

comment on function public.list_roles is
$$The roles that can be granted at a scope (F5, F93).

Built-in ones, and those that the scope or one above it has defined. Left out are those of a
tenant in which the caller has no live access. Empty without a signed-in user, and for an
app's token (F131).$$;

create function public.get_role_matrix(p_scope_id uuid)
returns table (
  role_id uuid, role_key text, permission_key text, policy text, is_linked boolean
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.get_role_matrix(p_scope_id);
end;
$$;

comment on function public.get_role_matrix is
$$The keys that every role at a scope grants (F10, F17, F62).

One row for each role and permission.

Roles of scopes below are left out: they are granted there.

policy is the strongest of deny, allow, own, locked; is_linked says whether the role names
the permission itself, or has it by implication or inclusion. Needs access:view.

Raises:
- 42501: the caller does not hold access:view there.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.set_separation_rule(
  p_scope_id uuid,
  p_rule_id uuid,
  p_is_enforced boolean,
  p_reason text
)
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.set_separation_rule(p_scope_id, p_rule_id, p_is_enforced, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.set_separation_rule is
$$Drop a separation rule for a scope and below, or take it up again.

The reason is recorded. Returns how many users there hold both duties now: taking a rule up
again revokes none of them. Needs role:edit there (F101).

Raises:
- 22023: no decision or no reason.
- 42501: may not.
- PT404: no such rule there; no such scope, or the caller is no member of it.$$;

-- Privileges.

revoke all on function
  public.create_role,
  public.set_role_permission,
  public.set_role_inclusion,
  public.delete_role,
  public.list_permissions,
  public.list_roles,
  public.get_role_matrix,
  public.set_separation_rule
from public, anon, authenticated, service_role;
grant execute on function
  public.create_role,
  public.set_role_permission,
  public.set_role_inclusion,
  public.delete_role,
  public.list_permissions,
  public.list_roles,
  public.get_role_matrix,
  public.set_separation_rule
to authenticated;

notify pgrst, 'reload schema';
