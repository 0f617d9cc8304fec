-- API: union agreements, their rates and the lock on them.

create function public.save_union_agreement(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.save_union_agreement(p_project_id, p_row);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.save_union_agreement is
$$Enter or change an agreement of a production. Returns its id.

p_row: code, guild, jurisdiction, covers, valid_from, valid_until (the first day on which it
no longer holds), is_example. The code says which: of one that ships, the production makes
its own, which then stands in for it; what is not named stays. Needs union_rate:edit (F30,
F45).

Raises:
- 22023: a value that is none, and which are; a key that is no column.
- 23514: its rates are locked.
- 42501: may not.
- PT404: no such production, or the caller is no member.$$;

create function public.save_union_rate(p_project_id uuid, p_row jsonb)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.save_union_rate(p_project_id, p_row);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.save_union_rate is
$$Enter or change a rate of an agreement. Returns its id.

p_row: id (to change that one), union_agreement_id (one of the production's own), rate_kind
(wage, pension, health, other_fringe), classification, amount with unit, or percent,
ceiling, currency, valid_from, valid_until, is_example. The same kind and classification
from the same day is the same rate. Needs union_rate:edit (F34).

Raises:
- 22023: a value that is none, and which are; an amount that its currency does not have.
- 23505: a rate of that kind holds in a part of that window already.
- 23514: locked, or beside rates that are.
- 42501: may not, or the window of the lock closed before the commit.
- PT404: no such production, agreement or rate, or the caller is no member.$$;

create function public.remove_union_rate(p_union_rate_id uuid)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.remove_union_rate(p_union_rate_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.remove_union_rate is
$$Remove a rate. Returns whether it was there. Needs union_rate:edit.

Raises:
- 23514: locked, or beside rates that are.
- 42501: may not, or the window of the lock closed before the commit.
- PT404: no such rate, or not for the caller to know of.$$;

create function public.lock_union_rates(p_union_agreement_id uuid)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.lock_union_rates(p_union_agreement_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.lock_union_rates is
$$Lock the rates of an agreement, for good. Returns its id.

Nobody changes them from then on, nor enters others beside them, by any path but
unlock_union_rates; a window that is open closes. Again: nothing changes. Needs
union_rate:edit (F34).

Raises:
- 23514: no rates to lock.
- 42501: may not.
- PT404: no such agreement, one that ships, or not for the caller to know of.$$;

create function public.unlock_union_rates(
  p_union_agreement_id uuid,
  p_reason text,
  p_minutes integer
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.unlock_union_rates(p_union_agreement_id, p_reason, p_minutes);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.unlock_union_rates is
$$Open a window in which locked rates may be changed. Returns its id.

For 1 to 240 minutes, the most being the setting rate_unlock_max_minutes. Whoever holds
union_rate:edit changes them in it; each change is an event, says the window, and commits
before it ends or not at all. Again while it is open: the same id. Needs union_rate:unlock,
which is in no role and asks for a second factor (F34).

Raises:
- 22023: no reason of 1 to 1000 characters; more minutes than are allowed.
- 23505: somebody else has opened one.
- 23514: no rates that are locked.
- 42501: may not, or without a second factor.
- PT404: no such agreement, one that ships, or not for the caller to know of.$$;

-- Privileges.

revoke all on function
  public.save_union_agreement,
  public.save_union_rate,
  public.remove_union_rate,
  public.lock_union_rates,
  public.unlock_union_rates
from public, anon, authenticated, service_role;
grant execute on function
  public.save_union_agreement,
  public.save_union_rate,
  public.remove_union_rate,
  public.lock_union_rates,
  public.unlock_union_rates
to authenticated;
