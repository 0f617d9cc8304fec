-- API: reports of a production.

create function public.get_cost_report(p_project_id uuid, p_as_of date default null)
returns table (
  cost_code_id uuid, code text, name text, is_header boolean, budget numeric,
  this_period numeric, actual numeric, committed numeric, total numeric,
  to_complete numeric, final numeric, variance numeric, variance_change numeric,
  currency text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query
  select r.* from stagedoor_film.get_cost_report(p_project_id, p_as_of) as r;
end;
$$;

comment on function public.get_cost_report is
$$The cost report of a production, in the order of the chart.

A row per code and currency.
budget is what the versions in force allow (of each name the newest locked one, else the
newest); this_period what was posted since the last closed period, actual to date, committed
what is left of signed orders, total both. to_complete is what lines are estimated at, and
of lines without an estimate what remains of their budget, never below zero. final is total
and to_complete, variance budget less final, variance_change its change since the last
closed period, null before there is one. A header adds up the codes below it that the caller
sees.

p_as_of is a day in the time zone of the production, null for today. A report of a day that
is over counts what was known when it ended, and is the same whenever it is asked for; of
the last day of a closed period it is what close_period froze. text/csv gives it as CSV.
Needs budget:view:assigned; whoever holds it in a department sees that part (F120).

Raises:
- 22023: AS_OF, a day before the production, or none.
- 42501: may not.
- PT404: no such production, or the caller is no member of it.$$;

create function public.guild_reconciliation(
  p_project_id uuid,
  p_union_agreement_id uuid,
  p_from date,
  p_to date
)
returns table (
  payee text, earning text, gross numeric, pension numeric, health numeric,
  other_fringe numeric, posted numeric, expected numeric, difference numeric,
  currency text
)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return query
  select r.*
  from stagedoor_film.guild_reconciliation(
    p_project_id, p_union_agreement_id, p_from, p_to) as r;
end;
$$;

comment on function public.guild_reconciliation is
$$What was paid under an agreement, what is due and what was posted.

One row per payee, earning and currency, of costs posted from p_from to p_to, both included.
pension, health and other_fringe are what the rates of each day ask for: percent of the
earnings, or an amount per hour, up to the ceiling per payee and picture, which counts what
was earned before p_from, too. Earnings that bear none (public.earnings) are in gross alone;
rates for a classification are left out, because a cost names none. posted is the payee's
posted fringes, by their agreement, else by that under which the payee earned in the
department of the account; it falls to the earnings by what is due on each. expected is what
is due in all, difference posted less expected. Needs audit:view (F120).

Raises:
- 22023: no window from a day to the same or a later one.
- 42501: may not.
- PT404: no such production or agreement, or the caller is no member of it.$$;

create function public.find_access_drift(p_project_id uuid)
returns table (
  kind text, id uuid, user_id uuid, scope_id uuid, since timestamptz, why text,
  remedy text
)
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return query select d.* from stagedoor_film.find_access_drift(p_project_id) as d;
end;
$$;

comment on function public.find_access_drift is
$$What was given for a while in a production and still counts.

One row each, the oldest first. kind: delegation, a permission that is delegated there,
below or above; authority, a part of a spending authority that was passed on; override, one
that is granted or active, swept or not. id is that of the access, authority or override,
since when it was given, why what it still allows, remedy the call that ends it. Empty once
every override and every delegation has ended. Needs access:view (F39).

Raises:
- 42501: may not.
- PT404: no such production, or the caller is no member of it.$$;

-- Privileges.

revoke all on function
  public.get_cost_report,
  public.guild_reconciliation,
  public.find_access_drift
from public, anon, authenticated, service_role;
grant execute on function
  public.get_cost_report,
  public.guild_reconciliation,
  public.find_access_drift
to authenticated;
