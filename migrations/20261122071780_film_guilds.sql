-- Guild reconciliation: what was paid under an agreement, what is due on it, what was
-- posted.

create function stagedoor_film.guild_costs(
  p_project_id uuid, p_agreement_code text, p_until date
)
returns table (
  id uuid, payee text, earning text, currency text, amount numeric, bearing numeric,
  running numeric, hours numeric, day date, department_id uuid
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads costs and the chart, of which a request sees its own part only.
  with paid as (
    select
      t.id, t.payee, coalesce(t.earning, given.earning) as earning, t.currency,
      t.signed_amount as amount, t.transaction_date as day, c.department_id,
      -- What is given back of a cost takes its part of the hours along.
      case
        when t.coding ->> 'hours' ~ '^[0-9]{1,6}([.][0-9]{1,4})?$' then
          (t.coding ->> 'hours')::pg_catalog.numeric * sign(t.signed_amount)
        when given.coding ->> 'hours' ~ '^[0-9]{1,6}([.][0-9]{1,4})?$' then
          (given.coding ->> 'hours')::pg_catalog.numeric * t.signed_amount / given.amount
      end as hours
    from public.cost_transactions as t
    join public.cost_codes as c on c.id = t.cost_code_id
    left join public.cost_transactions as given on given.id = t.credits_id
    where t.project_id = p_project_id
      and t.payee_union_agreement_id in (
        select a.id from public.union_agreements as a
        where a.code = p_agreement_code
          and (a.project_id = p_project_id or a.project_id is null)
      )
      and t.transaction_date <= p_until
      and t.kind <> 'order'
      and given.kind is distinct from 'order'
      and c.kind <> 'fringe'
      and coalesce(t.earning, given.earning, '') <> 'fringe'
      -- What is voided after its period was closed stands there, and its reversal here.
      and (t.status = 'posted' or exists (
        select from public.cost_transactions as r
        where r.project_id = t.project_id and r.reverses_id = t.id
      ))
  ),
  bearing as (
    select
      p.*,
      case when coalesce(e.bears_contributions, true) then p.amount else 0 end as bearing
    from paid as p
    left join public.earnings as e on e.earning = p.earning
  )
  select
    b.id, b.payee, b.earning, b.currency, b.amount, b.bearing,
    sum(b.bearing) over (
      partition by b.payee, b.currency order by b.day, b.id rows unbounded preceding),
    b.hours, b.day, b.department_id
  from bearing as b
$$;

comment on function stagedoor_film.guild_costs is
'What was paid to members of an agreement, posted and up to a day.

bearing: what contributions are due on; running: that of the payee up to this cost, in the
whole picture, by which a ceiling is met.';

create function stagedoor_film.contribution(
  p_agreement_id uuid, p_rate_kind text, p_currency text, p_day date, p_bearing numeric,
  p_running numeric, p_hours numeric
)
returns numeric
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads rates, of which a request sees its own part only. Nothing is converted: a rate in
  -- another currency is none.
  select case
    when r.percent is not null then below.part * r.percent / 100
    when r.unit = 'per hour' and p_bearing <> 0
      then r.amount * p_hours * below.part / p_bearing
  end
  from public.union_rates as r
  cross join lateral (
    select case
      when r.ceiling is null then p_bearing
      else least(r.ceiling, p_running) - least(r.ceiling, p_running - p_bearing)
    end
  ) as below (part)
  where r.union_agreement_id = p_agreement_id
    and r.rate_kind = p_rate_kind
    and r.classification = ''
    and r.valid_from <= p_day
    and (r.valid_until is null or r.valid_until > p_day)
    and (r.currency is null or r.currency = p_currency)
$$;

comment on function stagedoor_film.contribution is
'What is due on one cost by a rate of its day, up to the ceiling (F120).

Null: there is no such rate.';

create function stagedoor_film.guild_fringes(
  p_project_id uuid, p_agreement_code text, p_from date, p_until date
)
returns table (payee text, currency text, posted numeric)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads costs and the chart, of which a request sees its own part only.
  with agreements as materialized (
    select a.id, a.code
    from public.union_agreements as a
    where a.project_id = p_project_id or a.project_id is null
  ),
  posted as materialized (
    select
      t.payee, t.currency, t.signed_amount, a.code as agreement_code, c.department_id,
      c.kind = 'fringe' or t.earning = 'fringe' as is_fringe
    from public.cost_transactions as t
    join public.cost_codes as c on c.id = t.cost_code_id
    left join agreements as a on a.id = t.payee_union_agreement_id
    where t.project_id = p_project_id
      and t.transaction_date between p_from and p_until
      and t.kind <> 'order'
      and (t.status = 'posted' or exists (
        select from public.cost_transactions as r
        where r.project_id = t.project_id and r.reverses_id = t.id
      ))
  ),
  -- Fringe accounts belong to a department and take every payee: whoever earned under one
  -- agreement there has the fringes of that one.
  earners as (
    select p.payee, p.department_id, min(p.agreement_code) as agreement_code
    from posted as p
    where not p.is_fringe and p.agreement_code is not null
    group by p.payee, p.department_id
    having min(p.agreement_code) = max(p.agreement_code)
  )
  select p.payee, p.currency, sum(p.signed_amount)
  from posted as p
  left join earners as e
    on e.payee = p.payee and e.department_id is not distinct from p.department_id
  where p.is_fringe and coalesce(p.agreement_code, e.agreement_code) = p_agreement_code
  group by p.payee, p.currency
$$;

comment on function stagedoor_film.guild_fringes is
'What was posted as fringes of an agreement, by payee (F120).

By the agreement that a fringe names, else by the one under which the payee earned in the
department of its account, where it was one alone.';

create function stagedoor_film.reconciled(
  p_project_id uuid, p_agreement public.union_agreements, p_from date, p_until date
)
returns table (
  payee text, earning text, gross numeric, pension numeric, health numeric,
  other_fringe numeric, posted numeric, expected numeric, difference numeric,
  currency text
)
language sql
stable
security definer
set search_path = ''
as $$
  -- Reads costs and rates, of which a request sees its own part only.
  with due as (
    select
      g.payee, g.earning, g.currency, m.minor_units, sum(g.amount) as gross,
      round(coalesce(sum(c.pension), 0), m.minor_units) as pension,
      round(coalesce(sum(c.health), 0), m.minor_units) as health,
      round(coalesce(sum(c.other_fringe), 0), m.minor_units) as other_fringe
    from stagedoor_film.guild_costs(p_project_id, p_agreement.code, p_until) as g
    join public.currencies as m on m.code = g.currency
    cross join lateral (
      select
        stagedoor_film.contribution(p_agreement.id, 'pension', g.currency, g.day,
          g.bearing, g.running, g.hours),
        stagedoor_film.contribution(p_agreement.id, 'health', g.currency, g.day,
          g.bearing, g.running, g.hours),
        stagedoor_film.contribution(p_agreement.id, 'other_fringe', g.currency, g.day,
          g.bearing, g.running, g.hours)
    ) as c (pension, health, other_fringe)
    where g.day >= p_from
    group by g.payee, g.earning, g.currency, m.minor_units
  ),
  shared as (
    select
      d.*, d.pension + d.health + d.other_fringe as expected,
      sum(d.pension + d.health + d.other_fringe) over whole as of_all,
      sum(d.pension + d.health + d.other_fringe) over so_far as up_to_here,
      row_number() over so_far as nth
    from due as d
    window
      whole as (partition by d.payee, d.currency),
      so_far as (partition by d.payee, d.currency order by d.gross desc, d.earning
        rows unbounded preceding)
  ),
  fringes as (
    select f.* from stagedoor_film.guild_fringes(
      p_project_id, p_agreement.code, p_from, p_until) as f
  )
  -- What was posted for a payee falls to the earnings by what is due on each, and to the
  -- largest where nothing is.
  select
    s.payee, s.earning, s.gross, s.pension, s.health, s.other_fringe, p.posted,
    s.expected, p.posted - s.expected, s.currency
  from shared as s
  left join fringes as f
    on f.payee is not distinct from s.payee and f.currency = s.currency
  cross join lateral (
    select case
      when s.of_all = 0 then case s.nth when 1 then coalesce(f.posted, 0) else 0 end
      else round(coalesce(f.posted, 0) * s.up_to_here / s.of_all, s.minor_units)
        - round(coalesce(f.posted, 0) * (s.up_to_here - s.expected) / s.of_all,
          s.minor_units)
    end
  ) as p (posted)
  union all
  select f.payee, 'fringe', 0, 0, 0, 0, f.posted, 0, f.posted, f.currency
  from fringes as f
  where not exists (
    select from due as d
    where d.payee is not distinct from f.payee and d.currency = f.currency
  )
  order by 1, 2, 10
$$;

comment on function stagedoor_film.reconciled is
'The rows of a reconciliation (F120). Asked behind a guard.';

create function stagedoor_film.guild_reconciliation(
  p_project_id uuid, p_union_agreement_id uuid, p_from date, p_to date
)
returns table (
  payee text, earning text, gross numeric, pension numeric, health numeric,
  other_fringe numeric, posted numeric, expected numeric, difference numeric,
  currency text
)
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Reads agreements, of which a request sees its own part only. It says what people earn: a
-- line of the access log.
declare
  v_agreement public.union_agreements;
begin
  perform stagedoor_film.enforce_production('audit:view', p_project_id);
  v_agreement := stagedoor_film.agreement_for(p_project_id, p_union_agreement_id);
  if v_agreement.id is null then
    perform stagedoor.raise_not_found('Union agreement');
  elsif p_from is null or p_to is null or p_from > p_to
    or not isfinite(p_from) or not isfinite(p_to)
  then
    raise invalid_parameter_value using
      message = 'A reconciliation is from a day to the same or a later one',
      detail = json_build_object('p_from', p_from, 'p_to', p_to);
  end if;
  return query
  select r.*
  from stagedoor_film.reconciled(p_project_id, v_agreement, p_from, p_to) as r;
  perform stagedoor.log_shown(
    'read', 'guild_reconciliation', array[v_agreement.id::pg_catalog.text], p_project_id);
end;
$$;

comment on function stagedoor_film.guild_reconciliation is
'Implementation of public.guild_reconciliation.';

-- Privileges.

revoke all on function
  stagedoor_film.guild_costs,
  stagedoor_film.contribution,
  stagedoor_film.guild_fringes,
  stagedoor_film.reconciled,
  stagedoor_film.guild_reconciliation
from public, anon, authenticated, service_role;
grant execute on function stagedoor_film.guild_reconciliation to authenticated;
