-- API: studios and their staff.

create function public.create_studio(p_name text, p_organization_id uuid default null)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.create_studio(p_name, p_organization_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.create_studio is
$$Open a studio. Returns its project id.

The caller becomes its admin. Without an organization a personal one of the same name is
made, whose producer the caller is; in an existing one they need project:create, and are
admin for as long as they hold it (F39).

Raises:
- 22023: a name that is empty or longer than 200 characters.
- 23514: the caller has another studio role in the organization (F48).
- 42501: no live session, or may not create projects there.
- PT404: no such organization, or the caller is no member of it.$$;

create function public.add_artist(p_project_id uuid, p_user_id uuid, p_display_name text)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.add_artist(p_project_id, p_user_id, p_display_name);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.add_artist is
$$Give a user an artist profile in a studio. Returns the artist id.

A user without a studio role there gets the role artist. p_user_id null makes a profile
without an account: its work can be booked and has no owner (F49). Again for the same user:
the same id, with the new name. Needs staff:manage_users.

Raises:
- 22023: a name that is empty or longer than 120 characters.
- 42501: may not, or does not hold what the role grants (F94).
- PT404: no such studio or account.$$;

create function public.link_artist(p_artist_id uuid, p_user_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.link_artist(p_artist_id, p_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.link_artist is
$$Link an artist profile to an account. Returns whether anything changed.

p_user_id null unlinks it. All work of the profile changes its owner with it: bookings,
notes, consents, portfolio, sales (F49). Needs staff:manage_users.

Raises:
- 23505: the user has another profile in this studio.
- 42501: may not.
- PT404: no such artist or account.$$;

create function public.set_staff_role(
  p_project_id uuid, p_user_id uuid, p_role_key text, p_valid_until timestamptz default null
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.set_staff_role(
    p_project_id, p_user_id, p_role_key, p_valid_until);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.set_staff_role is
$$Make a user admin, assistant or artist of a studio.

Returns the access id. The old role is closed and the new one given in one step;
elevations end with it (F48, F55). The same role with the same end: the same id. An artist
owns nothing until add_artist gives them a profile. Needs staff:manage_users, and that the
caller holds what the role grants (F94).

Raises:
- 22023: another role; a window that is over.
- 23514: nobody would be left who can give access; another role above the studio.
- 42501: may not.
- PT404: no such studio or account.$$;

create function public.set_staff_active(
  p_project_id uuid, p_user_id uuid, p_is_active boolean
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_studio.set_staff_active(p_project_id, p_user_id, p_is_active);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.set_staff_active is
$$Deactivate or reactivate a user. Returns whether anything changed.

Deactivating closes their accesses in the studio and below; reactivating grants the same
anew, with the same ends. Accesses in the organization above stay. Needs
staff:toggle_active; to reactivate, the caller holds the keys that are granted (F94).

Raises:
- 23514: no user would be left who can give access.
- 42501: may not.
- PT404: no such studio, or no user of that id has ever worked there.$$;

create function public.list_staff(p_project_id uuid)
returns table (
  user_id uuid, display_name text, role_key text, artist_id uuid, is_active boolean,
  valid_until timestamptz
)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return query select s.* from stagedoor_studio.list_staff(p_project_id) as s;
end;
$$;

comment on function public.list_staff is
$$The staff of a studio: name, role, artist profile, active or not.

Names only: addresses and phone numbers are for access:view. Left out are inactive users
who worked only in departments where the caller does not hold staff:view. Needs staff:view.

Raises:
- 42501: may not.
- PT404: no such studio, or the caller is no member of it.$$;

-- Privileges.

revoke all on function
  public.create_studio,
  public.add_artist,
  public.link_artist,
  public.set_staff_role,
  public.set_staff_active,
  public.list_staff
from public, anon, authenticated, service_role;
grant execute on function
  public.create_studio,
  public.add_artist,
  public.link_artist,
  public.set_staff_role,
  public.set_staff_active,
  public.list_staff
to authenticated;

notify pgrst, 'reload schema';
