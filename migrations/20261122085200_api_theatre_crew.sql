-- API: crew of the theatre.

create function public.list_crew()
returns table (
  relationship_id uuid, direction text, user_id uuid, user_status text, user_role text,
  custom_title text, fullname_first text, fullname_last text, email_address text,
  phone_number text, relationship_notes text, is_active boolean, accepted_at timestamptz,
  date_created timestamptz
)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return query select t.* from stagedoor_theatre.list_crew() as t;
end;
$$;

comment on function public.list_crew is
$$Who the caller manages, who manages them, and themselves (F83).

direction: self, crew, or manager, requests that wait for the caller's acceptance included.
Contact data and title are told of oneself, of one's guests and of active crew; of managers
the name alone. Notes are those of the manager, and told to nobody else (F74). Whose contact
data was told is noted in the access log, once an hour and person (F88).

Raises:
- 42501: no live session.$$;

create function public.add_crew_member(p_crew_user_id uuid, p_notes text default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.add_crew_member(p_crew_user_id, p_notes);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.add_crew_member is
$$Ask somebody to be one's crew (F67, F83).

Returns {message, relationship_id, is_active}. A guest of the caller is active at once; an
account that can sign in is asked, and active once it accepts. Again: the same; whoever has
left, or said no, is asked anew.

Raises:
- 22023: oneself; notes that are too long.
- 42501: no live session.
- PT404: no such account, or a guest of somebody else.
- PT429: more than invitations_per_hour.$$;

create function public.accept_crew_relationship(p_relationship_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.accept_crew_relationship(p_relationship_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.accept_crew_relationship is
$$Agree to be somebody's crew (F67). Returns whether anything changed.

Raises:
- 23514: whoever asked has switched it off (SWITCHED_OFF).
- 42501: no live session; the caller is the one who asked.
- PT404: no such relationship of the caller.$$;

create function public.set_crew_relationship_active(
  p_relationship_id uuid, p_is_active boolean
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.set_crew_relationship_active(p_relationship_id, p_is_active);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.set_crew_relationship_active is
$$Switch a relationship off or on. Returns whether anything changed (F67).

Either side switches off, a request that was not accepted included. On again only the side
that switched off: the manager never what was not accepted, or what the crew has left.

Raises:
- 22023: p_is_active is null.
- 23514: the other side has not agreed, or has switched it off (SWITCHED_OFF).
- 42501: no live session.
- PT404: no such relationship of the caller.$$;

create function public.update_crew_member(
  p_crew_user_id       uuid,
  p_user_data          jsonb default null,
  p_relationship_notes text  default null
)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.update_crew_member(
    p_crew_user_id, p_user_data, p_relationship_notes);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.update_crew_member is
$$Change contact data, a title or one's notes (F71, F83).

Returns whether anything changed. Of oneself: fullname_first, fullname_last, phone_number,
user_role, custom_title. Of a guest whom the caller made and actively manages: these, and
email_address, which voids the claim token. Of other crew only p_relationship_notes: whoever
can sign in writes their own data. An empty text clears, null leaves as it is. Nobody writes
a status.

Raises:
- 22023: other names in p_user_data; an unknown title; OTHER without a text; an address that
  is none, or one's own.
- 23505: another guest of the caller has this address.
- 42501: the relationship is not active; the data of somebody who can sign in.
- PT404: no crew of the caller.$$;

create function public.remove_crew_member(p_crew_user_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.remove_crew_member(p_crew_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.remove_crew_member is
$$End a relationship for good (F73). The person stays.

What was delegated to them ends; a guest who has lost their last manager has no valid claim
token any more. Only the manager removes: crew switch it off.

Raises:
- 42501: no live session.
- PT404: no crew of the caller.$$;

-- Privileges.

revoke all on function
  public.list_crew,
  public.add_crew_member,
  public.accept_crew_relationship,
  public.set_crew_relationship_active,
  public.update_crew_member,
  public.remove_crew_member
from public, anon, authenticated, service_role;
grant execute on function
  public.list_crew,
  public.add_crew_member,
  public.accept_crew_relationship,
  public.set_crew_relationship_active,
  public.update_crew_member,
  public.remove_crew_member
to authenticated;

notify pgrst, 'reload schema';
