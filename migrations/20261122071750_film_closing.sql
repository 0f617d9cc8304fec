-- Closing a period: what each code had cost by then is frozen.

create function stagedoor_film.budgets_in_force(
  p_project_id uuid, p_known_at timestamptz default null
)
returns setof uuid
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads budgets, of which a request sees its own part only.
  select distinct on (b.name) b.id
  from public.budgets as b
  where b.project_id = p_project_id and (p_known_at is null or b.created_at < p_known_at)
  order by
    b.name, b.locked_at is null or coalesce(b.locked_at >= p_known_at, false),
    b.version desc
$$;

comment on function stagedoor_film.budgets_in_force is
'The version of each budget that counts, or that did at a moment.

The newest that is locked, else the newest.';

create function stagedoor_film.line_sums(p_project_id uuid, p_known_at timestamptz)
returns table (
  cost_code_id uuid, currency text, budget numeric, estimated numeric, unestimated numeric
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Adds up lines and what they were worth, of which a request sees its own part only.
begin
  if p_known_at is null then
    return query
    select
      l.cost_code_id, l.currency, sum(l.amount), sum(l.estimate_to_complete),
      sum(l.amount) filter (where l.estimate_to_complete is null)
    from public.budget_lines as l
    where l.project_id = p_project_id
      and l.budget_id in (select stagedoor_film.budgets_in_force(p_project_id))
    group by l.cost_code_id, l.currency;
    return;
  end if;
  return query
  select
    w.cost_code_id, w.currency, sum(w.amount), sum(w.estimate_to_complete),
    sum(w.amount) filter (where w.estimate_to_complete is null)
  from (
    select distinct on (h.budget_line_id)
      h.cost_code_id, l.currency, h.amount, h.estimate_to_complete
    from public.budget_lines as l
    join public.budget_line_changes as h
      on h.project_id = l.project_id and h.budget_line_id = l.id
    where l.project_id = p_project_id
      and l.budget_id in (select stagedoor_film.budgets_in_force(p_project_id, p_known_at))
      and h.changed_at < p_known_at
    order by h.budget_line_id, h.changed_at desc, h.id desc
  ) as w
  group by w.cost_code_id, w.currency;
end;
$$;

comment on function stagedoor_film.line_sums is
'What lines of the budgets in force allow in sum, or did at a moment.

Of a code and currency: the budget, what was estimated to complete, and the budget of those
lines that nobody has estimated.';

create function stagedoor_film.cost_figures(
  p_project_id uuid, p_after date, p_until date, p_known_at timestamptz default null
)
returns table (
  cost_code_id uuid, currency text, budget numeric, this_period numeric, actual numeric,
  committed numeric, to_complete numeric
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Adds up lines and costs that the caller may not see one by one.
declare
  v_known_at pg_catalog.timestamptz := coalesce(p_known_at, 'infinity');
begin
  return query
  with lines as materialized (
    select l.* from stagedoor_film.line_sums(p_project_id, p_known_at) as l
  ),
  -- What is voided after its period was closed stands there, and its reversal here.
  ledger as (
    select
      t.cost_code_id, t.currency, sum(t.signed_amount) as actual,
      sum(t.signed_amount) filter (where p_after is null or t.transaction_date > p_after)
        as this_period
    from public.cost_transactions as t
    where t.project_id = p_project_id
      and t.transaction_date <= p_until
      and t.kind <> 'order'
      and (t.status = 'posted' or t.posted_at is not null)
      and coalesce(t.posted_at, t.created_at) < v_known_at
      and (t.credits_id is null or (
        select given.kind from public.cost_transactions as given
        where given.id = t.credits_id
      ) <> 'order')
      and (t.status <> 'voided' or t.voided_at >= v_known_at or exists (
        select from public.cost_transactions as r
        where r.project_id = t.project_id and r.reverses_id = t.id
      ))
    group by t.cost_code_id, t.currency
  ),
  -- What was drawn on a cost: looked for once, and not for each order.
  draws as (
    select d.cost_id, sum(t.amount) as amount
    from public.cost_transactions as t
    cross join lateral (select t.relieves_id union select t.credits_id) as d (cost_id)
    where t.project_id = p_project_id
      and (t.relieves_id is not null or t.credits_id is not null)
      and (t.status = 'posted' or t.posted_at is not null)
      and coalesce(t.posted_at, t.created_at) < v_known_at
      and (t.status <> 'voided' or t.voided_at >= v_known_at)
      and t.reverses_id is null
      and t.transaction_date <= p_until
    group by d.cost_id
  ),
  orders as (
    select
      o.cost_code_id, o.currency, sum(greatest(0, o.amount - coalesce(d.amount, 0)))
        as committed
    from public.cost_transactions as o
    left join draws as d on d.cost_id = o.id
    where o.project_id = p_project_id
      and o.kind = 'order'
      and (o.status in ('signed', 'posted') or o.approved_at is not null)
      and coalesce(o.approved_at, o.created_at) < v_known_at
      and (o.status <> 'voided' or o.voided_at >= v_known_at)
      and o.reverses_id is null
      and o.transaction_date <= p_until
    group by o.cost_code_id, o.currency
  ),
  together as (
    select
      k.cost_code_id, k.currency, coalesce(l.budget, 0) as budget, l.estimated,
      l.unestimated, coalesce(a.this_period, 0) as this_period,
      coalesce(a.actual, 0) as actual, coalesce(o.committed, 0) as committed
    from (
      select l.cost_code_id, l.currency from lines as l
      union
      select a.cost_code_id, a.currency from ledger as a
      union
      select o.cost_code_id, o.currency from orders as o
    ) as k
    left join lines as l on (l.cost_code_id, l.currency) = (k.cost_code_id, k.currency)
    left join ledger as a on (a.cost_code_id, a.currency) = (k.cost_code_id, k.currency)
    left join orders as o on (o.cost_code_id, o.currency) = (k.cost_code_id, k.currency)
  )
  select
    t.cost_code_id, t.currency, t.budget, t.this_period, t.actual, t.committed,
    coalesce(t.estimated, 0)
      + greatest(0, coalesce(t.unestimated, 0) - t.committed - t.actual)
  from together as t;
end;
$$;

comment on function stagedoor_film.cost_figures is
'What each code has cost up to a day, in each of its currencies (F120).

p_after: the day after which this_period begins, null for the beginning; p_known_at: only what
was written before it, null for all. actual: posted, and not voided in an open period;
committed: what is left of orders that are signed; to_complete: what lines are estimated at,
and of lines without an estimate what remains.';

create function stagedoor_film.close_period(p_project_id uuid, p_ends_on date)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Writes periods, which no request role may. It holds the production, so that nothing is
-- entered or posted meanwhile.
declare
  v_closed pg_catalog.date;
begin
  perform stagedoor_film.require_production('transaction:approve', p_project_id);
  if p_ends_on is null or not isfinite(p_ends_on)
    or p_ends_on > stagedoor.today_in(p_project_id)
  then
    raise invalid_parameter_value using
      message = 'A period is closed up to today or a day before',
      detail = json_build_object('p_ends_on', p_ends_on);
  end if;
  v_closed := stagedoor_film.closed_until(p_project_id);
  if p_ends_on < v_closed then
    raise check_violation using
      message = format('The period to %s is closed', v_closed),
      detail = json_build_object(
        'error_code', 'PERIOD_CLOSED', 'expected', 'after ' || v_closed,
        'actual', p_ends_on);
  elsif v_closed is null or p_ends_on > v_closed then
    insert into public.cost_periods (project_id, ends_on, closed_by)
    values (p_project_id, p_ends_on, stagedoor.caller_id());
    insert into public.cost_period_rows (
      project_id, ends_on, cost_code_id, currency, budget, this_period, actual, committed,
      to_complete
    )
    select
      p_project_id, p_ends_on, f.cost_code_id, f.currency, f.budget, f.this_period,
      f.actual, f.committed, f.to_complete
    from stagedoor_film.cost_figures(p_project_id, v_closed, p_ends_on) as f;
  end if;

  return jsonb_build_object(
    'ends_on', p_ends_on,
    'rows', (
      select count(*) from public.cost_period_rows as r
      where r.project_id = p_project_id and r.ends_on = p_ends_on
    ),
    'unposted', (
      select count(*) from public.cost_transactions as t
      where t.project_id = p_project_id
        and t.transaction_date <= p_ends_on
        and (t.status = 'submitted' or (t.status = 'signed' and t.kind <> 'order'))
    ));
end;
$$;

comment on function stagedoor_film.close_period is
'Implementation of public.close_period.';

-- Privileges.

revoke all on function
  stagedoor_film.budgets_in_force,
  stagedoor_film.line_sums,
  stagedoor_film.cost_figures,
  stagedoor_film.close_period
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.close_period to authenticated;
