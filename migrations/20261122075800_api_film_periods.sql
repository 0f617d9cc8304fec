-- API: periods of a production.

create function public.close_period(p_project_id uuid, p_ends_on date)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return stagedoor_film.close_period(p_project_id, p_ends_on);
exception
  when serialization_failure or deadlock_detected or lock_not_available then
    perform stagedoor.raise_conflict();
    return null;
end;
$$;

comment on function public.close_period is
$$Close a period, and all before it, for good.

Returns {ends_on, rows, unposted}: how many rows of the report are frozen in
cost_period_rows, and how many costs of it were not posted; a signed order need not be.
These are revised to a later day, or voided. From then on nothing is entered or posted with
a day up to p_ends_on, which is today in the production or a day before. A closed period is
not opened again: what was wrong is voided, and its reversal counts in the open period.
Again: nothing changes. Needs transaction:approve (F120).

Raises:
- 22023: no day, or one that is not over.
- 23514: PERIOD_CLOSED, it lies in a period that is closed.
- 42501: may not.
- PT404: no such production, or the caller is no member of it.$$;

-- Privileges.

revoke all on function
  public.close_period
from public, anon, authenticated, service_role;
grant execute on function
  public.close_period
to authenticated;
