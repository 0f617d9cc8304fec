-- Guild reconciliation: what was paid under an agreement, what is due and what was posted.
begin;
select plan(31);

-- The cast: Sarah produces Alpha, Pam keeps its books, Lin is line producer, Bob audits for
-- the guarantor. Mal produces Beta.
select tests.create_user(name) from unnest(array['sarah', 'pam', 'lin', 'bob', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta', 'Plain']) as p;
select tests.create_department(d, 'Alpha') from unnest(array['Camera', 'Grip']) as d;
select tests.create_role('bond_auditor', 'Alpha', '{"audit:view": "allow"}');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('pam', 'Alpha', 'production_accountant'),
  ('lin', 'Alpha', 'line_producer'), ('bob', 'Alpha', 'bond_auditor'),
  ('mal', 'Beta', 'producer'), ('sarah', 'Plain', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency)
select tests.project_id(p), 'USD' from unnest(array['Alpha', 'Beta']) as p;
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line'),
  (tests.project_id('Alpha'), '2500', tests.scope_id('Grip'), 'below_line');
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('guild ' || p_name)::uuid $$;
insert into public.union_agreements (id, project_id, code, guild, jurisdiction)
select pg_temp.id(a.code), tests.project_id(a.project), a.code, a.code, 'Here'
from (values ('OWN-1', 'Alpha'), ('OWN-2', 'Alpha'), ('BETA-1', 'Beta')) as a (code, project);
insert into public.union_rates (union_agreement_id, rate_kind, classification, percent, amount,
  unit, ceiling, currency, valid_from, valid_until)
select pg_temp.id(r.agreement), r.kind, r.classification, r.percent, r.amount, r.unit,
  r.ceiling, r.currency, r.valid_from::date, r.valid_until::date
from (values
  ('OWN-1', 'pension', '', 8, null, null, 2500, 'USD', '2026-01-01', '2026-11-15'),
  ('OWN-1', 'pension', '', 10, null, null, 2500, 'USD', '2026-11-15', null),
  ('OWN-1', 'pension', 'Loader', 50, null, null, null, null, '2026-01-01', null),
  ('OWN-1', 'health', '', null, 3, 'per hour', null, 'USD', '2026-01-01', null),
  ('OWN-1', 'other_fringe', '', 0.5, null, null, null, null, '2026-01-01', null),
  ('OWN-2', 'pension', '', 5, null, null, null, null, '2026-01-01', null),
  ('OWN-2', 'health', '', null, 3, 'per day', null, 'USD', '2026-01-01', null)
) as r (agreement, kind, classification, percent, amount, unit, ceiling, currency, valid_from,
  valid_until);
insert into public.cost_codes (id, project_id, code, name, category, kind)
select pg_temp.id(c.code), tests.project_id('Alpha'), c.code, c.code, 'below_line', c.kind
from (values ('3300', 'account'), ('3300-99', 'fringe'), ('2500', 'account'),
  ('2500-99', 'fringe')) as c (code, kind);
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
select pg_temp.id('budget ' || c), tests.project_id('Alpha'), c, c, tests.user_id('sarah'),
  tests.user_id('sarah')
from unnest(array['USD', 'JPY']) as c;
insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount)
select pg_temp.id('line ' || c), tests.project_id('Alpha'), pg_temp.id('budget ' || c),
  pg_temp.id('3300'), c, 99999
from unnest(array['USD', 'JPY']) as c;

-- What was entered: posted, where nothing else is said.
create function pg_temp.paid(p_id text, p_payee text, p_earning text, p_amount numeric,
  p_day date, p_agreement text default 'OWN-1', p_hours text default null,
  p_code text default '3300', p_status text default 'posted', p_currency text default 'USD',
  p_kind text default 'payroll', p_credits text default null)
returns void
language plpgsql as $$
begin
  insert into public.cost_transactions (id, project_id, budget_line_id, cost_code_id, kind,
    amount, currency, description, payee, payee_union_agreement_id, earning,
    transaction_date, coding, credits_id, idempotency_key, created_by)
  values (pg_temp.id(p_id), tests.project_id('Alpha'), pg_temp.id('line ' || p_currency),
    pg_temp.id(p_code), p_kind, p_amount, p_currency, p_id, p_payee, pg_temp.id(p_agreement),
    p_earning, p_day, case when p_hours is null then '{}' else
      jsonb_build_object('hours', p_hours) end, pg_temp.id(p_credits), p_id,
    tests.user_id('pam'));
  if p_status <> 'submitted' then
    update public.cost_transactions set status = 'signed', approved_by = tests.user_id('lin'),
      approved_at = now()
    where id = pg_temp.id(p_id);
  end if;
  if p_status in ('posted', 'voided') then
    update public.cost_transactions set status = 'posted', posted_by = tests.user_id('sarah'),
      posted_at = now()
    where id = pg_temp.id(p_id);
  end if;
  if p_status = 'voided' then
    update public.cost_transactions set status = 'voided', voided_by = tests.user_id('sarah'),
      voided_at = now(), void_reason = 'wrong'
    where id = pg_temp.id(p_id);
  end if;
end;
$$;
create function pg_temp.says(p_name text, p_sql text) returns text
language plpgsql as $$
declare
  v_answer text;
begin
  perform tests.authenticate_as(p_name);
  execute p_sql into v_answer;
  perform tests.clear_authentication();
  return v_answer;
exception
  when others then
    perform tests.clear_authentication();
    return sqlstate;
end;
$$;
-- Payee and earning, then gross: pension + health + other_fringe = expected, posted,
-- difference.
create function pg_temp.reconcile(p_from text, p_to text, p_agreement text default 'OWN-1',
  p_name text default 'bob', p_project text default 'Alpha')
returns text
language sql as $$
  select pg_temp.says(p_name, format(
    $q$ select coalesce(string_agg(format('%%s %%s %%s: %%s + %%s + %%s = %%s, %%s, %%s%%s',
          coalesce(r.payee, 'nobody'), coalesce(r.earning, 'unnamed'), trim_scale(r.gross),
          trim_scale(r.pension), trim_scale(r.health), trim_scale(r.other_fringe),
          trim_scale(r.expected), trim_scale(r.posted), trim_scale(r.difference),
          case r.currency when 'USD' then '' else ' ' || r.currency end), E'\n'
          order by r.n), 'nothing')
        from public.guild_reconciliation(%L, %L, %L, %L) with ordinality as r (payee, earning,
          gross, pension, health, other_fringe, posted, expected, difference, currency, n) $q$,
    tests.scope_id(p_project), pg_temp.id(p_agreement), p_from, p_to))
$$;

-- who may, and what is asked -------------------------------------------------------------
select is(pg_temp.reconcile(c.from_day, c.to_day, c.agreement, c.name, c.project), c.answer,
  c.title)
from (values
  ('lin', 'Alpha', 'OWN-1', '2026-11-01', '2026-11-30', '42501',
    'a line producer reconciles no guild (F120)'),
  ('mal', 'Alpha', 'OWN-1', '2026-11-01', '2026-11-30', 'PT404',
    'a stranger finds no production to reconcile'),
  ('sarah', 'Plain', 'OWN-1', '2026-11-01', '2026-11-30', 'PT404',
    'a project that is no production is not reconciled'),
  ('bob', 'Alpha', 'BETA-1', '2026-11-01', '2026-11-30', 'PT404',
    'an agreement of another production is not there to reconcile'),
  ('bob', 'Alpha', 'none', '2026-11-01', '2026-11-30', 'PT404',
    'an agreement that is not there is not reconciled'),
  ('bob', 'Alpha', 'OWN-1', null, '2026-11-30', '22023', 'a reconciliation begins on a day'),
  ('bob', 'Alpha', 'OWN-1', '2026-11-01', null, '22023', 'a reconciliation ends on a day'),
  ('bob', 'Alpha', 'OWN-1', '2026-11-02', '2026-11-01', '22023',
    'a reconciliation does not end before it begins'),
  ('bob', 'Alpha', 'OWN-1', '-infinity', '2026-11-01', '22023',
    'a reconciliation does not begin before time'),
  ('bob', 'Alpha', 'OWN-1', '2026-11-01', 'infinity', '22023',
    'a reconciliation does not end after time'),
  ('bob', 'Alpha', 'OWN-1', '2026-11-01', '2026-11-01', 'nothing',
    'a guild to which nothing was paid has no row (control)')
) as c (name, project, agreement, from_day, to_day, answer, title);

-- what is due ----------------------------------------------------------------------------
select pg_temp.paid('a1', 'Ann', 'straight_time', 1000, '2026-11-07', p_hours => '40.0');
select is(pg_temp.reconcile('2026-11-01', '2026-11-30'),
  'Ann straight_time 1000: 80 + 120 + 5 = 205, 0, -205',
  'what is due is percent of the earnings and an amount per hour, and nothing posted is named '
  '(F120)');
select pg_temp.paid('f1', 'Ann', 'fringe', 205, '2026-11-07', p_agreement => null,
  p_code => '3300-99');
select is(pg_temp.reconcile('2026-11-07', '2026-11-07'),
  'Ann straight_time 1000: 80 + 120 + 5 = 205, 205, 0',
  'what was posted as fringes in the department of the payee reconciles (F120)');
select is(pg_temp.reconcile('2026-11-08', '2026-11-30'), 'nothing',
  'a window without a cost has no row');
select is(pg_temp.reconcile('2026-11-07', '2026-11-07', p_name => 'pam'),
  pg_temp.reconcile('2026-11-07', '2026-11-07'), 'an accountant reconciles guilds (control)');
select pg_temp.paid('x1', 'Ann', 'straight_time', 1, '2026-11-07', p_status => 'submitted');
select pg_temp.paid('x2', 'Ann', 'straight_time', 1, '2026-11-07', p_status => 'signed');
select pg_temp.paid('x3', 'Ann', 'straight_time', 1, '2026-11-07', p_status => 'voided');
select pg_temp.paid('x4', 'Ann', 'straight_time', 1, '2026-11-07', p_kind => 'order');
select pg_temp.paid('x5', 'Ann', 'straight_time', 1, '2026-11-07', p_agreement => null);
select pg_temp.paid('x6', 'Ann', 'fringe', 1, '2026-11-07', p_agreement => null,
  p_code => '3300-99', p_status => 'signed');
select pg_temp.paid('x7', 'Ann', 'fringe', 1, '2026-11-07', p_agreement => null,
  p_code => '3300-99', p_status => 'voided');
select pg_temp.paid('x8', 'Ann', 'fringe', 1, '2026-11-07', p_agreement => null,
  p_code => '2500-99');
select is(pg_temp.reconcile('2026-11-07', '2026-11-07'),
  'Ann straight_time 1000: 80 + 120 + 5 = 205, 205, 0',
  'what is not posted, is an order, of no union or of another department is left out (F120)');

-- earnings that bear none, and the ceiling -----------------------------------------------
select pg_temp.paid('a2', 'Ann', 'overtime', 600, '2026-11-14');
select pg_temp.paid('a3', 'Ann', 'meal_penalty', 50, '2026-11-14', p_hours => '1');
select pg_temp.paid('a4', 'Ann', 'box_rental', 75, '2026-11-14');
select is(pg_temp.reconcile('2026-11-14', '2026-11-14'), concat_ws(E'\n',
  'Ann box_rental 75: 0 + 0 + 0 = 0, 0, 0', 'Ann meal_penalty 50: 0 + 0 + 0 = 0, 0, 0',
  'Ann overtime 600: 48 + 0 + 3 = 51, 0, -51'),
  'penalties and rentals bear no contribution (F120)');
select pg_temp.paid('a5', 'Ann', 'straight_time', 1000, '2026-11-21', p_hours => '30');
select is(pg_temp.reconcile('2026-11-21', '2026-11-21'),
  'Ann straight_time 1000: 90 + 90 + 5 = 185, 0, -185',
  'above the ceiling nothing is due, and what was earned before counts for it (F120)');
select pg_temp.paid('a6', 'Ann', 'straight_time', 100, '2026-11-28');
select is(pg_temp.reconcile('2026-11-28', '2026-11-28'),
  'Ann straight_time 100: 0 + 0 + 0.5 = 0.5, 0, -0.5',
  'beyond the ceiling only what has none is due (F120)');
select is(pg_temp.reconcile('2026-11-01', '2026-11-30'), concat_ws(E'\n',
  'Ann box_rental 75: 0 + 0 + 0 = 0, 0, 0', 'Ann meal_penalty 50: 0 + 0 + 0 = 0, 0, 0',
  'Ann overtime 600: 48 + 0 + 3 = 51, 23.68, -27.32',
  'Ann straight_time 2100: 170 + 210 + 10.5 = 390.5, 181.32, -209.18'),
  'what was posted falls to the earnings by what is due on each, and by the rates of each day '
  '(F120)');
savepoint turn;
select pg_temp.paid('c1', 'Cyd', 'straight_time', 100, '2026-11-15');
select is(pg_temp.reconcile('2026-11-15', '2026-11-15'),
  'Cyd straight_time 100: 10 + 0 + 0.5 = 10.5, 0, -10.5',
  'a rate is over on the day on which the next one begins (F120)');
rollback to turn;
select pg_temp.paid('a7', 'Ann', null, 200, '2026-11-28', p_kind => 'credit', p_credits => 'a5');
select is(pg_temp.reconcile('2026-11-28', '2026-11-28'),
  'Ann straight_time -100: 0 + -18 + -0.5 = -18.5, 0, 18.5',
  'what was given back of an earning is taken off it (F120)');

-- whose fringes --------------------------------------------------------------------------
select pg_temp.paid('b1', 'Ben', 'straight_time', 1000, '2026-11-07', 'OWN-2');
select pg_temp.paid('b2', 'Ben', 'straight_time', 400, '2026-11-07', 'OWN-1');
select pg_temp.paid('b3', 'Ben', 'fringe', 9, '2026-11-07', null, p_code => '3300-99');
select is(pg_temp.reconcile('2026-11-07', '2026-11-07', 'OWN-2'),
  'Ben straight_time 1000: 50 + 0 + 0 = 50, 0, -50',
  'fringes of whoever earned under two agreements there belong to neither by themselves');
select pg_temp.paid('b4', 'Ben', 'fringe', 50, '2026-11-07', 'OWN-2', p_code => '3300-99');
select is(pg_temp.reconcile('2026-11-07', '2026-11-07', 'OWN-2'),
  'Ben straight_time 1000: 50 + 0 + 0 = 50, 50, 0',
  'fringes that name their agreement belong to it (F120)');
select pg_temp.paid('b5', 'Ben', 'straight_time', 300, '2026-11-14', 'OWN-2', p_code => '2500');
select pg_temp.paid('b6', 'Ben', 'fringe', 15, '2026-11-14', null, p_code => '2500-99');
select is(pg_temp.reconcile('2026-11-07', '2026-11-14', 'OWN-2'),
  'Ben straight_time 1300: 65 + 0 + 0 = 65, 65, 0',
  'fringes of another department, where one agreement alone was earned under, belong to it');
select pg_temp.paid('c1', 'Cid', 'fringe', 7, '2026-11-14', 'OWN-2', p_code => '3300-99');
select pg_temp.paid('d1', 'Dot', 'box_rental', 30, '2026-11-14', 'OWN-2');
select pg_temp.paid('d2', 'Dot', 'meal_penalty', 20, '2026-11-14', 'OWN-2');
select pg_temp.paid('d3', 'Dot', 'fringe', 3, '2026-11-14', 'OWN-2', p_code => '3300');
select is(pg_temp.reconcile('2026-11-14', '2026-11-14', 'OWN-2'), concat_ws(E'\n',
  'Ben straight_time 300: 15 + 0 + 0 = 15, 15, 0',
  'Cid fringe 0: 0 + 0 + 0 = 0, 7, 7', 'Dot box_rental 30: 0 + 0 + 0 = 0, 3, 3',
  'Dot meal_penalty 20: 0 + 0 + 0 = 0, 0, 0'),
  'fringes on which nothing is due are named, with whoever has no earnings, too (F120)');
select pg_temp.paid('e1', null, 'retainer', 1000, '2026-11-16', 'OWN-2', p_currency => 'JPY');
select is(pg_temp.reconcile('2026-11-16', '2026-11-16', 'OWN-2'),
  'nobody retainer 1000: 50 + 0 + 0 = 50, 0, -50 JPY',
  'an earning that is not in the list bears contributions, in its own currency');
select pg_temp.paid('e2', 'Eli', 'overtime', 1000, '2026-11-16', 'OWN-1', p_hours => '9',
  p_currency => 'JPY');
select is(pg_temp.reconcile('2026-11-16', '2026-11-16'),
  'Eli overtime 1000: 0 + 0 + 5 = 5, 0, -5 JPY',
  'a rate in another currency is none: nothing is converted');

-- the list of earnings -------------------------------------------------------------------
select is(pg_temp.says('lin', $$ select string_agg(earning, ' ' order by earning)
    from public.earnings where not bears_contributions $$),
  'box_rental car_allowance fringe kit_rental meal_penalty mileage per_diem travel',
  'whoever is signed in sees which earnings bear no contribution');
select is(array[
    has_table_privilege('authenticated', 'public.earnings', 'insert, update, delete'),
    has_table_privilege('service_role', 'public.earnings', 'insert, update, delete'),
    has_table_privilege('anon', 'public.earnings', 'select')],
  array[false, false, false], 'earnings change by migration only');
select is((select count(*) from public.earnings where earning = 'overtime'
  and bears_contributions), 1::bigint, 'overtime bears contributions');

select * from finish();
rollback;
