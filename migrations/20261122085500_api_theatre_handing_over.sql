-- API: handing over what one owns in the theatre.

create function public.transfer_ownership(p_kind text, p_id uuid, p_to_user_id uuid)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.transfer_ownership(p_kind, p_id, p_to_user_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available
    or unique_violation then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.transfer_ownership is
$$Offer a script, venue, department or show to another owner (F68).

Returns the transfer id; nothing changes until the other calls accept_transfer, and a new
offer takes the place of the old. p_kind: script, venue, department, show. Whoever holds
access:escalate in the organization that it was made in may offer it without its owner, to
anybody but themselves; the log says so, and private elements of a script stay with its
owner, in a script of their own.

Raises:
- 22023: another kind, or the owner themselves.
- 42501: no live session; it is somebody else's, and the caller sees it; access:escalate
  without a second factor; or the caller would take it themselves.
- PT404: no such thing, or no such account.$$;

create function public.accept_transfer(p_transfer_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_theatre.accept_transfer(p_transfer_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.accept_transfer is
$$Become the owner of what was offered (F68).

Returns whether anything changed. Whoever offered it must still be able to. Shares and
delegations of a script end: they were the former owner's. What stood in their personal
organization moves into the caller's, but for shows, which stay where they are; of a show
the caller becomes producer, where whoever offered it could give that.

Raises:
- 23514: a rule stands against it, such as separation of duty.
- 42501: no live session.
- PT404: nothing was offered to the caller, or it is no longer the other's to offer.$$;

-- Privileges.

revoke all on function
  public.transfer_ownership,
  public.accept_transfer
from public, anon, authenticated, service_role;
grant execute on function
  public.transfer_ownership,
  public.accept_transfer
to authenticated;

notify pgrst, 'reload schema';
