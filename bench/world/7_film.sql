-- A production of 5,000 codes: budget lines and posted costs by the million, in project 4.
--
-- Loaded by the superuser when it is first asked about.
-- History is left out: today's report does not read it.

create function bench.film_is_there()
returns boolean
language sql
as $$
  select exists (
    select from public.productions as p where p.project_id = bench.id('project', 4))
$$;

create function bench.add_film()
returns void
language plpgsql
as $$
declare
  c_project constant uuid := bench.id('project', 4);
begin
  perform bench.add_holder(v.person, 'project', c_project, r.id)
  from (values (-5001, 'line_producer'), (-5002, 'production_accountant'), (-5003, 'producer'))
    as v (person, role_key)
  join stagedoor.permission_roles as r on r.role_key = v.role_key and r.scope_id is null;
  insert into public.productions (project_id, currency, phase)
  values (c_project, 'USD', 'principal_photography');

  -- A hundred headers with 49 accounts each, a third of them above the line.
  insert into public.cost_codes (id, project_id, parent_id, code, name, category, kind)
  select
    bench.id('code', n), c_project,
    case when n % 50 <> 0 then bench.id('code', n - n % 50) end,
    (1000 + n / 50 * 50 + n % 50)::text, 'Code ' || n,
    case when n / 50 < 33 then 'above_line' else 'below_line' end,
    case when n % 50 = 0 then 'header' else 'account' end
  from generate_series(0, 4999) as n
  order by n % 50 <> 0, n;
  insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
  values (bench.id('budget', 1), c_project, 'Shooting', 'USD', bench.id('person', -5003),
    bench.id('person', -5003));
end;
$$;

-- One of the accounts, for a number.
create function bench.code_of(p_number bigint)
returns uuid
language sql
immutable
as $$
  select bench.id('code', p_number % 100 * 50 + 1 + p_number % 49)
$$;

create function bench.add_budget_lines(p_from bigint, p_to bigint)
returns void
language sql
as $$
  insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount,
    description, created_at)
  select
    bench.id('budget line', n), bench.id('project', 4), bench.id('budget', 1),
    bench.code_of(n), 'USD', 100 + n % 900, 'Line ' || n,
    timestamptz '2026-01-01' + make_interval(secs => n * 7919 % 1200000 * 10)
  from generate_series(p_from, p_to) as n
$$;

create function bench.add_costs(p_from bigint, p_to bigint)
returns void
language sql
as $$
  insert into public.cost_transactions (id, project_id, budget_line_id, cost_code_id, kind,
    status, amount, currency, description, payee, transaction_date, idempotency_key,
    created_by, approved_by, approved_at, posted_by, posted_at)
  select
    bench.id('cost', n), bench.id('project', 4), bench.id('budget line', n),
    bench.code_of(n), case n % 50 when 0 then 'order' else 'invoice' end,
    case n % 50 when 0 then 'signed' else 'posted' end, 1 + n % 90, 'USD', 'Cost ' || n,
    'Payee ' || n % 1000, date '2026-01-01' + (n % 300)::integer, 'cost ' || n,
    bench.id('person', -5002), bench.id('person', -5001), timestamptz '2026-01-02',
    case n % 50 when 0 then null else bench.id('person', -5003) end,
    case n % 50 when 0 then null else timestamptz '2026-01-03' end
  from generate_series(p_from, p_to) as n
$$;
