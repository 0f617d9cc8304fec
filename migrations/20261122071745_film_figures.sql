-- What each code was allowed, has cost and is committed to: the arithmetic of the cost
-- report.
--
-- Each of the sums is a query of its own, so that the server may share a million lines or
-- costs out to several processes.

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
declare
  v_budget_ids pg_catalog.uuid[] := array(
    select stagedoor_film.budgets_in_force(p_project_id, p_known_at));
begin
  if p_known_at is null then
    return query
    select
      l.cost_code_id, l.currency, sum(l.amount), sum(l.estimate_to_complete),
      sum(l.amount) filter (where l.estimate_to_complete is null)
    from public.budget_lines as l
    where l.project_id = p_project_id and l.budget_id = any (v_budget_ids)
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
      and l.budget_id = any (v_budget_ids)
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

create function stagedoor_film.cost_sums(
  p_project_id uuid, p_after date, p_until date, p_known_at timestamptz
)
returns table (cost_code_id uuid, currency text, this_period numeric, actual numeric)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Adds up costs, of which a request sees its own part only.
declare
  v_known_at pg_catalog.timestamptz := coalesce(p_known_at, 'infinity');
begin
  -- Most costs are plain, and are read without another look.
  return query
  select
    t.cost_code_id, t.currency,
    sum(t.signed_amount) filter (where p_after is null or t.transaction_date > p_after),
    sum(t.signed_amount)
  from public.cost_transactions as t
  where t.project_id = p_project_id
    and t.kind <> 'order'
    and t.credits_id is null
    and t.status = 'posted'
    and coalesce(t.posted_at, t.created_at) < v_known_at
    and t.transaction_date <= p_until
  group by t.cost_code_id, t.currency;

  -- What is voided after its period was closed stands there, and its reversal here.
  return query
  select
    t.cost_code_id, t.currency,
    sum(t.signed_amount) filter (where p_after is null or t.transaction_date > p_after),
    sum(t.signed_amount)
  from public.cost_transactions as t
  where t.project_id = p_project_id
    and (t.credits_id is not null or t.status = 'voided')
    and t.kind <> 'order'
    and (t.status = 'posted' or t.posted_at is not null)
    and coalesce(t.posted_at, t.created_at) < v_known_at
    and t.transaction_date <= p_until
    and (t.credits_id is null or (
      select given.kind from public.cost_transactions as given where given.id = t.credits_id
    ) <> 'order')
    and (t.status <> 'voided' or t.voided_at >= v_known_at or exists (
      select from public.cost_transactions as r
      where r.project_id = t.project_id and r.reverses_id = t.id
    ))
  group by t.cost_code_id, t.currency;
end;
$$;

comment on function stagedoor_film.cost_sums is
'What was posted up to a day, in up to two rows of a code and currency.

As of cost_figures. A credit of an order is none of a cost.';

create function stagedoor_film.order_sums(
  p_project_id uuid, p_until date, p_known_at timestamptz
)
returns table (cost_code_id uuid, currency text, committed numeric)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Adds up orders and what was drawn on them, of which a request sees its own part only.
declare
  v_known_at pg_catalog.timestamptz := coalesce(p_known_at, 'infinity');
begin
  return query
  -- What was drawn on a cost: looked for once, and not for each order.
  with draws as (
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
  )
  select
    o.cost_code_id, o.currency, sum(greatest(0, o.amount - coalesce(d.amount, 0)))
  from public.cost_transactions as o
  left join draws as d on d.cost_id = o.id
  where o.project_id = p_project_id
    and o.kind = 'order'
    and (o.status in ('signed', 'posted') or o.approved_at is not null)
    and coalesce(o.approved_at, o.created_at) < v_known_at
    and (o.status <> 'voided' or o.voided_at >= v_known_at)
    and o.reverses_id is null
    and o.transaction_date <= p_until
  group by o.cost_code_id, o.currency;
end;
$$;

comment on function stagedoor_film.order_sums is
'What is left of orders that are signed, of each code and currency.

As of cost_figures.';

create function stagedoor_film.cost_figures(
  p_project_id uuid, p_after date, p_until date, p_known_at timestamptz default null
)
returns table (
  cost_code_id uuid, currency text, budget numeric, this_period numeric, actual numeric,
  committed numeric, to_complete numeric
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Adds up lines and costs that the caller may not see one by one.
  with sums (
    cost_code_id, currency, budget, estimated, unestimated, this_period, actual, committed
  ) as (
    select l.*, 0, 0, 0
    from stagedoor_film.line_sums(p_project_id, p_known_at) as l
    union all
    select c.cost_code_id, c.currency, 0, 0, 0, c.this_period, c.actual, 0
    from stagedoor_film.cost_sums(p_project_id, p_after, p_until, p_known_at) as c
    union all
    select o.cost_code_id, o.currency, 0, 0, 0, 0, 0, o.committed
    from stagedoor_film.order_sums(p_project_id, p_until, p_known_at) as o
  ),
  accounts as (
    select
      s.cost_code_id, s.currency, sum(s.budget) as budget,
      coalesce(sum(s.estimated), 0) as estimated,
      coalesce(sum(s.unestimated), 0) as unestimated,
      coalesce(sum(s.this_period), 0) as this_period, sum(s.actual) as actual,
      sum(s.committed) as committed
    from sums as s
    group by s.cost_code_id, s.currency
  )
  select
    a.cost_code_id, a.currency, a.budget, a.this_period, a.actual, a.committed,
    a.estimated + greatest(0, a.unestimated - a.committed - a.actual)
  from accounts as a
$$;

comment on function stagedoor_film.cost_figures is
'What each code has cost up to a day, in each of its currencies (F120).

p_after: the day after which this_period begins, null for the beginning; p_known_at: only
what was written before it, null for all. actual: posted, and not voided in an open period;
committed: what is left of orders that are signed; to_complete: what lines are estimated at,
and of lines without an estimate what remains.';

-- Privileges.

revoke all on function
  stagedoor_film.budgets_in_force,
  stagedoor_film.line_sums,
  stagedoor_film.cost_sums,
  stagedoor_film.order_sums,
  stagedoor_film.cost_figures
from public, anon, authenticated, service_role;
