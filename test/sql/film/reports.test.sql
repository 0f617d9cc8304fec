-- The cost report: what it adds up, who sees which part, and that a day stays as it was.
begin;
select plan(31);

-- The cast: Sarah produces Alpha, Pam and Pia are accountants, Lin is line producer, Eve
-- executive producer, Dan heads Camera, Bud sees budgets but not that of Camera, Cora
-- coordinates. Mal produces Beta.
select tests.freeze_time('2026-11-02 12:00+00');
select tests.create_user(name)
from unnest(array['sarah', 'pam', 'pia', 'lin', 'eve', 'dan', 'bud', 'cora', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta', 'Plain']) as p;
select tests.create_department('Camera', 'Alpha');
select tests.create_role('shut', 'Alpha', '{"budget:view:assigned": "deny"}');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('pam', 'Alpha', 'production_accountant'),
  ('pia', 'Alpha', 'production_accountant'), ('lin', 'Alpha', 'line_producer'),
  ('eve', 'Alpha', 'executive_producer'), ('dan', 'Camera', 'department_head'),
  ('bud', 'Alpha', 'production_accountant'), ('bud', 'Camera', 'shut'),
  ('cora', 'Alpha', 'coordinator'), ('mal', 'Beta', 'producer'), ('sarah', 'Plain', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency, phase, executive_producer_id)
values (tests.project_id('Alpha'), 'USD', 'principal_photography', tests.user_id('eve'));
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line');
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('report ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, parent_id, code, name, category, kind)
select pg_temp.id(c.code), tests.project_id('Alpha'),
  case when c.parent is not null then pg_temp.id(c.parent) end, c.code, 'Code ' || c.code,
  'below_line', c.kind
from (values
  ('2000', null, 'header'), ('2001', '2000', 'account'), ('2001-10', '2001', 'account'),
  ('2001-2', '2001', 'account'), ('3300', '2000', 'account'), ('4000', null, 'account')
) as c (code, parent, kind);
insert into public.budgets (id, project_id, name, version, currency, created_by, edited_by)
select pg_temp.id(b.id), tests.project_id('Alpha'), b.name, 1, b.currency,
  tests.user_id('sarah'), tests.user_id('sarah')
from (values ('usd', 'Shooting', 'USD'), ('yen', 'Location', 'JPY')) as b (id, name, currency);
insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount)
select pg_temp.id('line ' || l.name), b.project_id, b.id, pg_temp.id(l.code), b.currency,
  l.amount
from (values ('2001', 'usd', '2001', 100), ('2001-10', 'usd', '2001-10', 1000),
  ('3300', 'usd', '3300', 500), ('yen', 'yen', '2001-10', 90000)
) as l (name, budget, code, amount)
join public.budgets as b on b.id = pg_temp.id(l.budget);
insert into public.spending_authorities (project_id, user_id, cost_code_id, currency,
  per_transaction, cumulative, delegated_by)
select tests.project_id('Alpha'), tests.user_id('lin'), pg_temp.id(c), m, 100000, 1000000,
  tests.user_id('eve')
from unnest(array['2000', '4000']) as c cross join unnest(array['USD', 'JPY']) as m;
create function pg_temp.says(p_name text, p_sql text) returns text
language plpgsql as $$
declare
  v_answer text;
  v_detail text;
begin
  perform tests.authenticate_as(p_name);
  execute p_sql into v_answer;
  perform tests.clear_authentication();
  return v_answer;
exception
  when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    perform tests.clear_authentication();
    return concat_ws(' ', sqlstate,
      case when v_detail like '{%' then v_detail::jsonb ->> 'error_code' end);
end;
$$;
create temp table ids (name text primary key, id uuid);
create function pg_temp.kept(p_name text) returns uuid
language sql stable security definer as $$ select i.id from ids as i where i.name = p_name $$;
create function pg_temp.cost(p_as text, p_code text, p_amount numeric, p_steps integer default 2,
  p_more text default '', p_line text default null, p_currency text default 'USD')
returns text
language plpgsql as $$
declare
  v_id text := pg_temp.says('pam', format(
    'select public.submit_transaction(%L, %L, %s, %L, %L, %L%s)', pg_temp.id(p_code),
    pg_temp.id('line ' || coalesce(p_line, p_code)), p_amount, p_currency, p_as, p_as, p_more));
begin
  insert into ids values (p_as, v_id::uuid);
  for v_step in 1 .. p_steps loop
    v_id := pg_temp.says((array['lin', 'pia'])[v_step], format(
      'select public.approve_transaction(%L) ->> ''status''', pg_temp.kept(p_as)));
  end loop;
  return v_id;
end;
$$;
create function pg_temp.void(p_as text) returns text
language sql as $$
  select pg_temp.says('pia', format('select public.void_transaction(%L, %L) ->> %L',
    pg_temp.kept(p_as), 'wrong', 'status'))
$$;
-- Code, then budget, this_period, actual, committed, to_complete, variance, its change.
create function pg_temp.report(p_name text, p_as_of text default null,
  p_project text default 'Alpha')
returns text
language sql as $$
  select pg_temp.says(p_name, format(
    $q$ select string_agg(format('%%s%%s %%s/%%s/%%s/%%s/%%s/%%s/%%s', r.code,
          case r.currency when 'USD' then '' else ' ' || r.currency end,
          trim_scale(r.budget), trim_scale(r.this_period), trim_scale(r.actual),
          trim_scale(r.committed), trim_scale(r.to_complete), trim_scale(r.variance),
          coalesce(trim_scale(r.variance_change)::text, '-')), E'\n' order by r.n)
        from public.get_cost_report(%L, %L) with ordinality as r (cost_code_id, code, name,
          is_header, budget, this_period, actual, committed, total, to_complete, final,
          variance, variance_change, currency, n) $q$,
    tests.scope_id(p_project), p_as_of))
$$;

-- what it adds up ------------------------------------------------------------------------
select is(pg_temp.report('pam'), concat_ws(E'\n',
  '2000 1600/0/0/0/1600/0/-', '2000 JPY 90000/0/0/0/90000/0/-', '2001 100/0/0/0/100/0/-',
  '2001-10 1000/0/0/0/1000/0/-', '2001-10 JPY 90000/0/0/0/90000/0/-',
  '2001-2 0/0/0/0/0/0/-', '3300 500/0/0/0/500/0/-', '4000 0/0/0/0/0/0/-'),
  'a report has every code of the chart, in its order, before anything was spent (F120)');
select is(pg_temp.cost('rent', '2001-10', 400), 'posted', 'a cost is posted (control)');
select pg_temp.cost('entered', '2001-10', 30, 0);
select pg_temp.cost('signed', '2001-10', 50, 1);
select pg_temp.cost('order', '3300', 200, 1, $$, p_kind => 'order' $$);
select pg_temp.cost('drawn', '3300', 80, 2, format($$, p_relieves_id => %L $$,
  pg_temp.kept('order')));
select pg_temp.cost('over', '2001', 130);
select pg_temp.cost('refund', '2001', 5, 2, format($$, p_kind => 'credit', p_credits_id => %L $$,
  pg_temp.kept('over')));
select pg_temp.cost('unbudgeted', '4000', 7, 2, '', '2001');
select pg_temp.cost('yen', '2001-10', 5000, 2, '', 'yen', 'JPY');
create temp table told (name text primary key, report text);
insert into told values ('first', concat_ws(E'\n',
  '2000 1600/605/605/120/900/-25/-', '2000 JPY 90000/5000/5000/0/85000/0/-',
  '2001 100/125/125/0/0/-25/-', '2001-10 1000/400/400/0/600/0/-',
  '2001-10 JPY 90000/5000/5000/0/85000/0/-', '2001-2 0/0/0/0/0/0/-',
  '3300 500/80/80/120/300/0/-', '4000 0/7/7/0/0/-7/-'));
select is(pg_temp.report('pam'), (select report from told),
  'a report counts what was posted, what is left of orders, and what is to come (F120)');
create function pg_temp.cell(p_code text, p_column text, p_as_of text default null)
returns text
language sql as $$
  select pg_temp.says('sarah', format(
    'select trim_scale(%I) from public.get_cost_report(%L, %L) where code = %L and currency = ''USD''',
    p_column, tests.scope_id('Alpha'), p_as_of, p_code))
$$;
select is(array[pg_temp.cell('2000', 'total'), pg_temp.cell('2000', 'final'),
  pg_temp.cell('2001', 'total'), pg_temp.cell('2001', 'final')],
  array['725', '1625', '125', '125'],
  'the total is what was posted and committed, the final cost what is to come as well (F120)');
select is(pg_temp.says('sarah', format(
  'select string_agg(code, '' '') from public.get_cost_report(%L) where is_header and name = %L',
  tests.scope_id('Alpha'), 'Code 2000')), '2000 2000', 'a header says that it is one');

-- who sees which part --------------------------------------------------------------------
select is(pg_temp.report('dan'), '3300 500/80/80/120/300/0/-',
  'the head of a department is reported its codes, and no header that tells of others (F120)');
select is(pg_temp.report('bud'), concat_ws(E'\n',
  '2000 1100/525/525/0/600/-25/-', '2000 JPY 90000/5000/5000/0/85000/0/-',
  '2001 100/125/125/0/0/-25/-', '2001-10 1000/400/400/0/600/0/-',
  '2001-10 JPY 90000/5000/5000/0/85000/0/-', '2001-2 0/0/0/0/0/0/-', '4000 0/7/7/0/0/-7/-'),
  'a department that is shut to somebody adds to none of their sums (F120)');
select is(pg_temp.report(c.name, c.as_of, c.project), c.answer, c.title)
from (values
  ('cora', null, 'Alpha', '42501 INSUFFICIENT_PERMISSIONS', 'a coordinator has no report'),
  ('mal', null, 'Alpha', 'PT404 NOT_FOUND', 'a stranger finds no production to report'),
  ('sarah', null, 'Plain', 'PT404 NOT_FOUND', 'a project that is no production has no report'),
  ('sarah', '2026-11-01', 'Alpha', '22023 AS_OF',
    'a day before the production has no report (F120)'),
  ('sarah', '-infinity', 'Alpha', '22023 AS_OF', 'a day before time has no report'),
  ('sarah', 'infinity', 'Alpha', '22023 AS_OF', 'a day after time has no report')
) as c (name, as_of, project, answer, title);
select is(pg_temp.says('sarah', 'select count(*) from public.get_cost_report(null)'),
  'PT404 NOT_FOUND', 'nothing has no report');
select is(pg_temp.report('sarah', '2026-11-02'), (select report from told),
  'the day on which a production was made has a report (control)');
select is(pg_temp.report('sarah', '2026-11-09'), (select report from told),
  'a day to come is reported as far as it is known');

-- a day stays as it was ------------------------------------------------------------------
select tests.freeze_time('2026-11-05 12:00+00');
update public.budget_lines set estimate_to_complete = 750 where id = pg_temp.id('line 2001-10');
update public.budget_lines set amount = 90 where id = pg_temp.id('line 2001');
select pg_temp.cost('later', '2001-10', 11);
select pg_temp.cost('dated back', '2001-10', 9, 2, $$, p_transaction_date => '2026-11-02' $$);
select is(pg_temp.void('unbudgeted'), 'voided', 'a cost is taken back (control)');
select pg_temp.void('order');
select is(pg_temp.void('drawn'), 'voided', 'what draws on an order is taken back (control)');
select is(pg_temp.void('order'), 'voided', 'an order is taken back (control)');
update public.budgets set locked_at = '2026-11-05 13:00+00', locked_by = tests.user_id('eve')
where id = pg_temp.id('usd');
insert into public.budgets (id, project_id, name, version, currency, created_by, edited_by)
select pg_temp.id('next'), tests.project_id('Alpha'), 'Shooting', 2, 'USD',
  tests.user_id('sarah'), tests.user_id('sarah');
insert into public.budget_lines (project_id, budget_id, cost_code_id, currency, amount)
select tests.project_id('Alpha'), pg_temp.id('next'), pg_temp.id('4000'), 'USD', 33;
select is(pg_temp.report('pam', '2026-11-02'), (select report from told),
  'a report of a day is the same after budgets, estimates and costs went on (F120)');
insert into told values ('second', concat_ws(E'\n',
  '2000 1590/545/545/0/1250/-205/-', '2000 JPY 90000/5000/5000/0/85000/0/-',
  '2001 90/125/125/0/0/-35/-', '2001-10 1000/420/420/0/750/-170/-',
  '2001-10 JPY 90000/5000/5000/0/85000/0/-', '2001-2 0/0/0/0/0/0/-',
  '3300 500/0/0/0/500/0/-', '4000 0/0/0/0/0/0/-'));
select is(pg_temp.report('pam'), (select report from told where name = 'second'),
  'a report of today counts an estimate, a later amount and what was taken back (F120)');

-- a closed period ------------------------------------------------------------------------
select is(pg_temp.says('pam', format('select public.close_period(%L, %L) ->> %L',
  tests.scope_id('Alpha'), '2026-11-04', 'ends_on')), '2026-11-04', 'a period closes (control)');
insert into told values ('closed', concat_ws(E'\n',
  '2000 1590/534/534/0/1250/-194/-', '2000 JPY 90000/5000/5000/0/85000/0/-',
  '2001 90/125/125/0/0/-35/-', '2001-10 1000/409/409/0/750/-159/-',
  '2001-10 JPY 90000/5000/5000/0/85000/0/-', '2001-2 0/0/0/0/0/0/-',
  '3300 500/0/0/0/500/0/-', '4000 0/0/0/0/0/0/-'));
select is(pg_temp.report('pam', '2026-11-04'), (select report from told where name = 'closed'),
  'the last day of a closed period is reported as it was frozen (F120)');
select is(pg_temp.report('dan', '2026-11-04'), '3300 500/0/0/0/500/0/-',
  'a frozen report is read as the open one is (F120)');
select tests.freeze_time('2026-11-10 12:00+00');
select pg_temp.void('rent');
select pg_temp.cost('grip', '4000', 40, 2, '', '2001');
insert into told values ('open', concat_ws(E'\n',
  '2000 1590/-389/145/0/1250/195/389', '2000 JPY 90000/0/5000/0/85000/0/0',
  '2001 90/0/125/0/0/-35/0', '2001-10 1000/-389/20/0/750/230/389',
  '2001-10 JPY 90000/0/5000/0/85000/0/0', '2001-2 0/0/0/0/0/0/0', '3300 500/0/0/0/500/0/0',
  '4000 0/40/40/0/0/-40/-40'));
select is(pg_temp.report('pam'), (select report from told where name = 'open'),
  'the open period is reported since the closed one, with how the variance changed (F120)');
select is(pg_temp.report('pam', '2026-11-04'), (select report from told where name = 'closed'),
  'a frozen report is the same after a reversal (F120)');
select is(pg_temp.report('pam', '2026-11-02'), (select report from told where name = 'first'),
  'a day within a closed period is reported as it was known (F120)');

-- the variance of 2001-10 was -159 on the fourth, and -170 since the fifth
insert into told values ('ninth', pg_temp.report('pam', '2026-11-09'));
select pg_temp.says('pam', format('select public.close_period(%L, %L)',
  tests.scope_id('Alpha'), d)) from unnest(array['2026-11-06', '2026-11-08']) as d;
select matches((select report from told where name = 'ninth'), '2001-10 1000/11/420/0/750/-170/-11',
  'a day behind a closed period is reported since that one (F120)');
select is(pg_temp.report('pam', '2026-11-09'), (select report from told where name = 'ninth'),
  'a day is reported since the period that was closed by then (F120)');
select matches(pg_temp.report('pam', '2026-11-08'), '2001-10 1000/0/420/0/750/-170/0',
  'of two periods that were closed late the second is reported since the first (F120)');

-- an older book --------------------------------------------------------------------------
insert into public.cost_transactions (project_id, budget_line_id, cost_code_id, amount,
  currency, description, transaction_date, idempotency_key, created_by)
select t.project_id, t.budget_line_id, t.cost_code_id, 1, t.currency, 'x', '2026-11-09', 'x',
  t.created_by
from public.cost_transactions as t where t.id = pg_temp.kept('later');
update public.productions set created_at = '2026-11-10 12:00+00';
select is(pg_temp.cell('4000', 'actual', '2026-11-09'), '0',
  'a production that took over older books is reported from their first cost on');
update public.productions set created_at = '2026-11-02 12:00+00';

select * from finish();
rollback;
