-- API: spending authorities.

create function public.grant_spending_authority(
  p_project_id uuid,
  p_user_id uuid,
  p_cost_code_id uuid,
  p_currency text,
  p_per_transaction numeric,
  p_cumulative numeric,
  p_phases text[] default null,
  p_union_agreement_ids uuid[] default null,
  p_valid_from timestamptz default null,
  p_valid_until timestamptz default null
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.grant_spending_authority(
    p_project_id, p_user_id, p_cost_code_id, p_currency, p_per_transaction, p_cumulative,
    p_phases, p_union_agreement_ids, p_valid_from, p_valid_until);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.grant_spending_authority is
$$Give somebody authority to sign costs off. Returns its id.

It counts for p_cost_code_id and all below it, in one currency, in the named phases and for
payees of the named agreements; null is any. One cost takes at most p_per_transaction, all
together p_cumulative. Given again before it was used it is the same authority. For the
designated executive producer, who holds authority:delegate (F28, F113).

Raises:
- 22023: CURRENCY, AMOUNT; more at once than in all; no such phase; a window that is none.
- 42501: may not, or is not the executive producer.
- PT404: no such production, code or agreement; nobody who works there.$$;

create function public.delegate_spending_authority(
  p_authority_id uuid,
  p_user_id uuid,
  p_per_transaction numeric,
  p_cumulative numeric,
  p_cost_code_id uuid default null,
  p_valid_until timestamptz default null
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.delegate_spending_authority(
    p_authority_id, p_user_id, p_per_transaction, p_cumulative, p_cost_code_id,
    p_valid_until);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.delegate_spending_authority is
$$Pass on a part of one's own authority. Returns the part's id.

p_cumulative is reserved there and cannot be spent twice. The part is never wider: its code
is that of the authority or one below it, its phases, agreements and currency are the same,
it ends no later, and takes no more at once or in all than is left. It counts while what it
is a part of does, and while whoever passed it on holds authority:delegate. Each call
reserves another part. Needs authority:delegate (F113).

Raises:
- 22023: AMOUNT; more at once than in all; a window that is none; to oneself.
- 23514: AUTHORITY_OVER.
- 42501: may not; somebody else's authority; AUTHORITY_EXCEEDED, with what is left.
- PT404: no such authority or code, or not for the caller to know of; nobody who works
  there.$$;

create function public.end_spending_authority(p_authority_id uuid, p_reason text)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.end_spending_authority(p_authority_id, p_reason);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.end_spending_authority is
$$End an authority and all that was passed on from it.

Returns whether anything changed. What was not spent is free again where it came from. A
void of a cost that was signed under it gives back there, too. For whoever gave it and for
the designated executive producer, who hold authority:delegate (F113).

Raises:
- 22023: no reason of 1 to 1000 characters.
- 42501: may not.
- PT404: no such authority, or not for the caller to know of.$$;

-- Privileges.

revoke all on function
  public.grant_spending_authority,
  public.delegate_spending_authority,
  public.end_spending_authority
from public, anon, authenticated, service_role;
grant execute on function
  public.grant_spending_authority,
  public.delegate_spending_authority,
  public.end_spending_authority
to authenticated;
