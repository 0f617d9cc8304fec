-- The cost report: what each code was allowed, has cost and will cost, as of a day.
--
-- A report of a day is the same whenever it is asked for. It counts what was known when
-- that day ended: budgets and estimates by their history, costs by when they were posted
-- and taken back. Of the last day of a closed period it is what was frozen.

create function stagedoor_film.report_rows(
  p_project_id uuid, p_until date, p_known_at timestamptz, p_after date,
  p_is_closed boolean
)
returns table (
  cost_code_id uuid, code text, name text, is_header boolean, budget numeric,
  this_period numeric, actual numeric, committed numeric, total numeric,
  to_complete numeric, final numeric, variance numeric, variance_change numeric,
  currency text
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads the chart, lines and costs, of which a request sees its own part only. A code
  -- that the caller does not see adds to no header either.
  with places as materialized (
    select s.id
    from stagedoor.scopes as s
    where (
        s.id = p_project_id
        or (s.project_id = p_project_id and s.scope_type = 'department')
      )
      and stagedoor.can('budget:view:assigned', s.id)
  ),
  codes as materialized (
    select c.id, c.code, c.name, c.is_postable, c.path
    from public.cost_codes as c
    where c.project_id = p_project_id
      and coalesce(c.department_id, c.project_id) in (select p.id from places as p)
  ),
  figures as materialized (
    select
      f.cost_code_id, f.currency, f.budget, f.this_period, f.actual, f.committed,
      f.to_complete
    from stagedoor_film.cost_figures(p_project_id, p_after, p_until, p_known_at) as f
    where not p_is_closed
    union all
    select
      r.cost_code_id, r.currency, r.budget, r.this_period, r.actual, r.committed,
      r.to_complete
    from public.cost_period_rows as r
    where p_is_closed and r.project_id = p_project_id and r.ends_on = p_until
  ),
  last_time as materialized (
    select
      r.cost_code_id, r.currency,
      r.budget - r.actual - r.committed - r.to_complete as variance
    from public.cost_period_rows as r
    where r.project_id = p_project_id and r.ends_on = p_after
  ),
  accounts as (
    select
      c.path, coalesce(f.cost_code_id, b.cost_code_id) as cost_code_id,
      coalesce(f.currency, b.currency) as currency, f.budget, f.this_period, f.actual,
      f.committed, f.to_complete, b.variance
    from figures as f
    full join last_time as b
      on (b.cost_code_id, b.currency) = (f.cost_code_id, f.currency)
    join codes as c on c.id = coalesce(f.cost_code_id, b.cost_code_id)
  ),
  -- An account says its own, a header adds up what stands below it.
  sums as (
    select
      above.id, a.currency, coalesce(sum(a.budget), 0) as budget,
      coalesce(sum(a.this_period), 0) as this_period,
      coalesce(sum(a.actual), 0) as actual, coalesce(sum(a.committed), 0) as committed,
      coalesce(sum(a.to_complete), 0) as to_complete,
      coalesce(sum(a.variance), 0) as last_variance
    from accounts as a
    cross join lateral unnest(a.path) as above (id)
    join codes as h
      on h.id = above.id and (h.id = a.cost_code_id or not h.is_postable)
    group by above.id, a.currency
  )
  select
    c.id, c.code, c.name, not c.is_postable, coalesce(s.budget, 0),
    coalesce(s.this_period, 0), coalesce(s.actual, 0), coalesce(s.committed, 0), t.total,
    coalesce(s.to_complete, 0), t.final, coalesce(s.budget, 0) - t.final,
    case when p_after is not null
      then coalesce(s.budget, 0) - t.final - coalesce(s.last_variance, 0) end,
    coalesce(s.currency, p.currency)
  from codes as c
  join public.productions as p on p.project_id = p_project_id
  left join sums as s on s.id = c.id
  cross join lateral (
    select
      coalesce(s.actual + s.committed, 0),
      coalesce(s.actual + s.committed + s.to_complete, 0)
  ) as t (total, final)
  order by
    array(
      select above.code
      from unnest(c.path) with ordinality as k (id, depth)
      join public.cost_codes as above on above.id = k.id
      order by k.depth
    ) collate "C",
    s.currency <> p.currency, s.currency
$$;

comment on function stagedoor_film.report_rows is
'The rows of a report for the caller, in the order of the chart (F120).

p_known_at: only what was written before it, null for all; p_after: the last day of the
period before; p_is_closed: what was frozen for p_until.';

create function stagedoor_film.reports_begin(p_project_id uuid)
returns date
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads costs, of which a request sees its own part only. What was entered of earlier
  -- days, when the books were taken over, is reported for these days. The first cost of
  -- each code is found by an index; that of all would be looked for in all.
  select least(
    (p.created_at at time zone stagedoor.scope_time_zone(p_project_id))
      ::pg_catalog.date,
    (
      select min(earliest.transaction_date)
      from public.cost_codes as c
      cross join lateral (
        select t.transaction_date
        from public.cost_transactions as t
        where t.project_id = c.project_id and t.cost_code_id = c.id
        order by t.transaction_date
        limit 1
      ) as earliest
      where c.project_id = p_project_id
    ))
  from public.productions as p
  where p.project_id = p_project_id
$$;

comment on function stagedoor_film.reports_begin is
'The first day of which a production has a report.

That on which it was made, or that of its first cost. Null for a project that is none.';

create function stagedoor_film.get_cost_report(
  p_project_id uuid, p_as_of date default null
)
returns table (
  cost_code_id uuid, code text, name text, is_header boolean, budget numeric,
  this_period numeric, actual numeric, committed numeric, total numeric,
  to_complete numeric, final numeric, variance numeric, variance_change numeric,
  currency text
)
language plpgsql
stable
security definer
set search_path = ''
as $$
-- Reads periods and what the caller may see of budgets.
declare
  v_today    pg_catalog.date;
  v_until    pg_catalog.date;
  v_begins   pg_catalog.date;
  v_known_at pg_catalog.timestamptz;
  v_after    pg_catalog.date;
begin
  if not stagedoor_film.sees_budgets(p_project_id) then
    perform stagedoor.enforce('budget:view:assigned', p_project_id);
  end if;
  v_begins := stagedoor_film.reports_begin(p_project_id);
  if v_begins is null then
    perform stagedoor.raise_not_found('Production');
  end if;
  v_today := stagedoor.today_in(p_project_id);
  v_until := coalesce(p_as_of, v_today);
  -- Without a day it is today's, be the books as new as they may.
  if not isfinite(v_until) or p_as_of < v_begins then
    raise invalid_parameter_value using
      message = format('The production has reports from %s on', v_begins),
      detail = json_build_object(
        'error_code', 'AS_OF', 'expected', 'from ' || v_begins, 'actual', p_as_of);
  end if;

  v_known_at := case when v_until < v_today
    then stagedoor.day_ends_at(p_project_id, v_until) end;
  select max(p.ends_on) into v_after
  from public.cost_periods as p
  where p.project_id = p_project_id
    and p.ends_on < v_until
    and (v_known_at is null or p.closed_at < v_known_at or exists (
      select from public.cost_periods as same
      where same.project_id = p_project_id and same.ends_on = v_until
    ));
  return query
  select r.*
  from stagedoor_film.report_rows(
    p_project_id, v_until, v_known_at, v_after,
    exists (
      select from public.cost_periods as p
      where p.project_id = p_project_id and p.ends_on = v_until
    )) as r;
end;
$$;

comment on function stagedoor_film.get_cost_report is
'Implementation of public.get_cost_report.';

-- Privileges.

revoke all on function
  stagedoor_film.report_rows,
  stagedoor_film.reports_begin,
  stagedoor_film.get_cost_report
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.get_cost_report to authenticated;
