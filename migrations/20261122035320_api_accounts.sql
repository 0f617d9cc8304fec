-- API: the caller's own account.

create function public.delete_my_account(p_transfer_to uuid default null)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor.delete_my_account(p_transfer_to);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.delete_my_account is
$$Close the caller's own account for good, and hand its rows over (F73).

p_transfer_to: the heir, who need not accept: a live account that works in an organization
with the caller, or whom a part names. The heir gets the rows of parts that the
caller owns, and the access of every organization and project in which no other user can
give access.

Returns {count, handed_over: [{resource_type, resource_id, name}], access_ids}: how many
things were handed over, the first 100 of them, and the accesses that the heir got. All
accesses, elevations and sessions of the caller end. The login itself belongs to the auth
service and stays: it may sign in and finds nothing, and the account is never opened again.
Accesses, events and what others own stay as they are; the log forgets personal values by
erase_personal_data.

Raises:
- 23514: a row would have no owner, or a scope no user who can give access; details list
  them (OWNS, LAST_HOLDER). An heir who is denied there, or may not hold the role, does not
  count.
- 42501: no live session; or the heir would get keys that the caller may not grant, such as
  access:escalate without a second factor.
- PT404: an heir who is unknown or has nothing to do with the caller.$$;

-- Privileges.

revoke all on function public.delete_my_account
from public, anon, authenticated, service_role;
grant execute on function public.delete_my_account to authenticated;

notify pgrst, 'reload schema';
