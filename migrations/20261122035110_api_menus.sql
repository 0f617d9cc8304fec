-- API: menus, read and edited.

create function public.get_user_project_menu(p_user_id uuid, p_project_id uuid)
returns table (
  id uuid, item_key text, parent_id uuid, label text, path text, icon text,
  "position" integer, required_permission_key text, is_active boolean, can_access boolean
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.get_user_project_menu(p_user_id, p_project_id);
end;
$$;

comment on function public.get_user_project_menu is
$$The menu of a project; whether the user may open each item (F13).

Every active item. can_access is true where the item asks for no key, or the user holds
it: through a role, a direct grant or a delegation, at the project, above it, or in a
department of it, now (F13, F14). For another user, departments in which the caller does not
hold access:view do not count. Any scope id serves. For the caller it never raises: in a
project that is unknown, another tenant's or left, the items without a key are true and all
others false.

Raises for another user:
- 42501: the caller does not hold access:view there.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.get_my_projects()
returns table (
  project_id uuid, name text, organization_id uuid, organization_name text, roles text[],
  valid_until timestamptz
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.get_my_projects();
end;
$$;

comment on function public.get_my_projects is
$$The projects that the caller works in or oversees, with roles (F16).

One row a project, archived ones left out (F6, F7, F16). roles are the keys of all roles
that count there, sorted. valid_until is the earliest moment at which one of them begins
or ends.$$;

create function public.get_my_session(p_scope_id uuid)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return stagedoor.get_my_session(p_scope_id);
end;
$$;

comment on function public.get_my_session is
$$The data of a user interface about the caller at one scope, at once.

Returns {menu, permissions: [{key, policy}], elevated_until, version, valid_until}. menu
is that of get_user_project_menu. permissions are the keys held at the scope itself: own
ones with policy own, locked ones with policy locked whether elevated or not, so that a
user interface can disable instead of hide. Without a signed-in user, and for an app's
token, both are empty (F131). Drop the answer at valid_until or at a newer version (F114).
Never raises.$$;

create function public.get_user_permissions(p_user_id uuid, p_scope_id uuid)
returns table (permission_key text, policy text, via text, valid_until timestamptz)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.get_user_permissions(p_user_id, p_scope_id);
end;
$$;

comment on function public.get_user_permissions is
$$The keys that a user holds at a scope now (F13, F97).

Each by the strongest access behind it. policy: allow, own, or locked while elevated. via:
role:<key>, permission or delegation. valid_until: the earliest end of an access behind
it. Sorted by key (F13, F97). For the caller an unknown scope gives no row.

Raises for another user:
- 42501: the caller does not hold access:view there.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.list_menu_items(p_scope_id uuid)
returns table (
  id uuid, scope_id uuid, item_key text, parent_id uuid, label text, path text, icon text,
  "position" integer, required_permission_key text, is_active boolean, is_built_in boolean
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select * from stagedoor.list_menu_items(p_scope_id);
end;
$$;

comment on function public.list_menu_items is
$$The menu of a scope as an editor sees it.

Built-in items and those of the tenant, inactive ones too. Needs menu:edit.

Raises:
- 42501: the caller does not hold menu:edit there.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.save_menu_item(p_scope_id uuid, p_item jsonb)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.save_menu_item(p_scope_id, p_item);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.save_menu_item is
$$Add a menu item to a scope, or change one by its id. Returns the id.

p_item: {id?, item_key, parent_id?, label, path, icon?, position?, required_permission_key?,
is_active?}; a field of an existing item that is not named stays. Built-in items are
read-only. Needs menu:edit.

Raises:
- 22023, 22P02, 23514: an unknown field, or a value of the wrong type or form; a cycle.
- 23505: the scope has an item of that key.
- 42501: the caller does not hold menu:edit there.
- PT404: no such item, parent or permission there; no such scope.$$;

create function public.remove_menu_item(p_item_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.remove_menu_item(p_item_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.remove_menu_item is
$$Remove a menu item of a tenant, with the items below it.

Returns whether it was there.

Raises:
- 42501: a built-in item, or the caller does not hold menu:edit there.
- PT404: no such item, or the caller may not know of it.$$;

-- Privileges.

revoke all on function
  public.get_user_project_menu,
  public.get_my_projects,
  public.get_my_session,
  public.get_user_permissions,
  public.list_menu_items,
  public.save_menu_item,
  public.remove_menu_item
from public, anon, authenticated, service_role;
grant execute on function
  public.get_user_project_menu,
  public.get_my_projects,
  public.get_my_session,
  public.get_user_permissions,
  public.list_menu_items,
  public.save_menu_item,
  public.remove_menu_item
to authenticated;

notify pgrst, 'reload schema';
