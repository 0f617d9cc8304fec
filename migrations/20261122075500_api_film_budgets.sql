-- API: budgets, their versions and their lines.

create function public.create_budget(
  p_project_id uuid,
  p_name text,
  p_currency text default null
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.create_budget(p_project_id, p_name, p_currency);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.create_budget is
$$Open a budget, or the next version of a locked one. Returns its id.

The newest version of a name that is locked is copied with its lines, estimates included;
while the newest is open, that is the answer and nothing changes. p_currency null is that of
the version before, else of the production. Needs budget:create (F4).

Raises:
- 22023: a name that has no 1 to 120 characters; no such currency.
- 23505: a budget of that name already, in another currency.
- 42501: may not.
- PT404: no such production, or the caller is no member of it.$$;

create function public.lock_budget(p_budget_id uuid)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.lock_budget(p_budget_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.lock_budget is
$$Lock a version of a budget, which approves its lines. Returns its id.

From then on its lines keep their amounts; estimates and notes are written as before. Again:
nothing changes. Needs budget:approve, and whoever edited the version or a line of it last
does not lock it (F4, F116).

Raises:
- 23514: MAKER_CHECKER.
- 42501: may not.
- PT404: no such budget, or not for the caller to know of.$$;

create function public.save_budget_line(
  p_budget_id uuid,
  p_cost_code_id uuid,
  p_amount numeric,
  p_description text default null,
  p_is_contingency boolean default false,
  p_line_id uuid default null
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.save_budget_line(
    p_budget_id, p_cost_code_id, p_amount, p_description, p_is_contingency, p_line_id);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.save_budget_line is
$$Add a line to an open version, or change one. Returns the line's id.

p_amount is zero or more, in the currency of the budget. p_is_contingency makes it a
reserve. p_line_id names the line to change, whose description stays where it is null;
without it the line is new. Needs budget:edit:assigned, and resolve_cost_access says approve
for the code, and for the one that the line leaves: a line producer writes below the line
only (F33).

Raises:
- 22023: an amount that is none; a description of more than 400 characters.
- 23514: BUDGET_LOCKED; COST_CODE_PREFIX for a header.
- 42501: may not, or not against this code.
- PT404: no such budget, code or line, or not for the caller to know of.$$;

create function public.reallocate_budget(
  p_from_line_id uuid,
  p_to_line_id uuid,
  p_amount numeric,
  p_reason text,
  p_idempotency_key text default null
)
returns uuid
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.reallocate_budget(
    p_from_line_id, p_to_line_id, p_amount, p_reason, p_idempotency_key);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.reallocate_budget is
$$Move money from one line of a budget to another. Returns the move's id.

Both lines change or none does, and what the budget allows in all stays; a locked version
changes by this alone. The codes of both are on one side of the line. p_amount is no more
than the line has. A reserve (is_contingency) gives only under an active override of the
caller that names it, to what that covers, whichever side of the line it stands on; what an
override lifts or names is debited to it. Each call moves once more: what may be sent twice
names a p_idempotency_key, under which the same person makes one move. Needs
budget:edit:assigned and cost:approve at both codes, and resolve_cost_access says approve
for both by what the caller signs: whoever only posts moves nothing. Of a reserve neither is
asked but budget:edit:assigned: whoever authorized the override has named it. Where both
codes have to be lifted, one override covers both (F112, F119).

Raises:
- 22023: AMOUNT; no reason of 1 to 1000 characters; a key that is none.
- 23505: IDEMPOTENCY_KEY, the key stands for another move.
- 23514: BUDGET for lines of two budgets, or one line; FENCE; BALANCE; CONTINGENCY.
- 42501: may not, or not against one of the codes; AUTHORITY_EXCEEDED, beyond the override.
- PT404: no such line, or not for the caller to know of.$$;

-- Privileges.

revoke all on function
  public.create_budget,
  public.lock_budget,
  public.save_budget_line,
  public.reallocate_budget
from public, anon, authenticated, service_role;
grant execute on function
  public.create_budget,
  public.lock_budget,
  public.save_budget_line,
  public.reallocate_budget
to authenticated;
