-- API: organizations, projects and departments.

create function public.create_organization(p_name text)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.create_organization(p_name);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.create_organization is
$$Start an organization. Returns its scope id.

Any verified account may. The creator gets the role that stagedoor.scope_types names for an
organization, and holds access:escalate there by a separate direct grant.

Raises:
- 22023: a name that is empty or longer than 200 characters.
- 42501: no live session.$$;

create function public.create_project(
  p_organization_id uuid,
  p_name text,
  p_creator_role text default null
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.create_project(p_organization_id, p_name, p_creator_role);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.create_project is
$$Start a project in an organization. Returns its scope id.

Needs project:create on the organization. The creator gets p_creator_role in the project,
null being the role that stagedoor.scope_types names, and nothing else, for as long as they
hold project:create above; they must hold its permissions in the organization already (F39,
F94, F129).

Raises:
- 22023, 23514: a name that is empty or too long; a parent that is no organization; a role
  that leaves nobody who can give access.
- 42501: may not create projects there, or does not hold what the role grants.
- PT404: no such organization, or no such role there.$$;

create function public.create_department(p_project_id uuid, p_name text)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.create_department(p_project_id, p_name);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.create_department is
$$Start a department in a project. Returns its scope id.

Needs project:edit:assigned in the project.

Raises:
- 22023, 23514: a name that is empty or too long; a parent that is no project.
- 42501: may not change the project.
- PT404: no such project, or the caller is no member of it.$$;

create function public.rename_scope(p_scope_id uuid, p_name text)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.rename_scope(p_scope_id, p_name);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.rename_scope is
$$Rename an organization, project or department.

Returns whether anything changed. Needs project:edit:assigned there.

Raises:
- 22023: a name that is empty or longer than 200 characters.
- 42501: may not change the scope.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.set_time_zone(p_scope_id uuid, p_time_zone text)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.set_time_zone(p_scope_id, p_time_zone);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.set_time_zone is
$$Set the time zone in which the days of a scope begin and end (F127).

It also holds for scopes below without one of their own. p_time_zone: UTC or a
name of the tz database, such as Europe/Berlin; null for that of the scope above, UTC at the
top. Returns whether anything changed. Needs project:edit:assigned there.

Raises:
- 22023: an unknown time zone, an offset or an abbreviation.
- 42501: may not change the scope.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.last_day(p_scope_id uuid, p_date date)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return stagedoor.last_day(p_scope_id, p_date);
end;
$$;

comment on function public.last_day is
$$The first moment after a day, by the time zone of a scope (F127).

The end of "until the 31st" there, as p_valid_until of an access, an invitation or a
delegation.

Raises:
- 22023: no date, or one outside 1900 to 9999.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.move_scope(p_scope_id uuid, p_parent_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.move_scope(p_scope_id, p_parent_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.move_scope is
$$Move a project or a department to another parent (F93).

A project to another organization, a department to another project. Needs project:delete
there and project:create at the new parent. Access changes at once: accesses above the old
place no longer reach it, those above the new one do, and roles defined by the old tenant
are revoked. The log of the scope stays its own. Returns whether anything changed.

Raises:
- 42501: may not move it; or users would gain keys that the caller does not hold there, from
  above the new place or because a denial is left behind, without access:escalate (F94).
- 23514: a parent of the wrong type; no user left who can give access; a separation rule.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.archive_scope(p_scope_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.archive_scope(p_scope_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.archive_scope is
$$Archive a scope and all scopes below it.

Only keys with counts_when_archived count there, whatever the grant or elevation. Needs
project:delete there. Returns whether anything changed; calling again changes nothing.

Raises:
- 42501: may not archive it.
- PT404: no such scope, or the caller is no member of it.$$;

create function public.restore_scope(p_scope_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.restore_scope(p_scope_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.restore_scope is
$$Restore an archived scope, with the accesses that it had.

Needs project:delete there. Returns whether anything changed; calling again changes nothing.

Raises:
- 42501: may not restore it.
- PT404: no such scope, or the caller is no member of it.$$;

-- Privileges.

revoke all on function
  public.create_organization,
  public.create_project,
  public.create_department,
  public.rename_scope,
  public.set_time_zone,
  public.last_day,
  public.move_scope,
  public.archive_scope,
  public.restore_scope
from public, anon, authenticated, service_role;
grant execute on function
  public.create_organization,
  public.create_project,
  public.create_department,
  public.rename_scope,
  public.set_time_zone,
  public.last_day,
  public.move_scope,
  public.archive_scope,
  public.restore_scope
to authenticated;

notify pgrst, 'reload schema';
