-- Payroll by the call: whole or not at all, each row that does not fit named, once per key.
begin;
select plan(75);

-- The cast: Pam and Pia are accountants of Alpha, Sarah produces it, Lin is line producer,
-- Cora coordinator, Dan heads Camera, Dee enters costs but not those of Camera. Mal produces
-- Beta.
select tests.create_user(name)
from unnest(array['pam', 'pia', 'sarah', 'lin', 'cora', 'dan', 'dee', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta', 'Plain']) as p;
select tests.create_department(d, 'Alpha') from unnest(array['Camera', 'Hair & make-up']) as d;
select tests.create_role('shut', 'Alpha', '{"transaction:create": "deny"}');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('pam', 'Alpha', 'production_accountant'), ('pia', 'Alpha', 'production_accountant'),
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('cora', 'Alpha', 'coordinator'), ('dan', 'Camera', 'department_head'),
  ('dee', 'Alpha', 'production_accountant'), ('dee', 'Camera', 'shut'),
  ('mal', 'Beta', 'producer'), ('sarah', 'Plain', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency)
select tests.project_id(p), 'USD' from unnest(array['Alpha', 'Beta']) as p;
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line'),
  (tests.project_id('Alpha'), '3100', tests.scope_id('Hair & make-up'), 'below_line');
insert into public.union_agreements (project_id, code, guild, jurisdiction, valid_from,
  valid_until)
values (tests.project_id('Alpha'), 'OWN-1', 'Own', 'Here', '2026-11-01', '2026-12-01'),
  (tests.project_id('Beta'), 'BETA-1', 'Beta', 'There', null, null);
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('pay ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, code, name, category, kind,
  union_agreement_id)
select pg_temp.id(c.code), tests.project_id('Alpha'), c.code, c.code, c.category, c.kind,
  stagedoor_film.agreement_coded(tests.project_id('Alpha'), c.agreement)
from (values
  ('1400', 'above_line', 'header', null), ('1401', 'above_line', 'account', null),
  ('2000', 'below_line', 'account', null), ('2100', 'below_line', 'account', null),
  ('2200', 'below_line', 'account', null), ('2300', 'below_line', 'account', null),
  ('3100', 'below_line', 'account', 'IATSE-706'), ('3300', 'below_line', 'account', 'OWN-1'),
  ('3300-01', 'below_line', 'account', null)
) as c (code, category, kind, agreement);
insert into public.budgets (id, project_id, name, version, currency, created_by, edited_by)
select pg_temp.id('budget ' || b.name), tests.project_id('Alpha'), b.budget, b.version,
  b.currency, tests.user_id('sarah'), tests.user_id('sarah')
from (values ('first', 'Shooting', 1, 'USD'), ('second', 'Shooting', 2, 'USD'),
  ('yen', 'Location', 1, 'JPY')) as b (name, budget, version, currency);
insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount,
  is_contingency, created_at)
select pg_temp.id('line ' || l.name), b.project_id, b.id, pg_temp.id(l.code), b.currency, 9,
  l.name = 'reserve', '2026-11-01'::timestamptz + l.minute * interval '1 minute'
from (values
  ('old', 'first', '2000', 1), ('cast', 'first', '1401', 2), ('one', 'first', '2000', 3),
  ('hair', 'first', '3100', 4), ('camera', 'first', '3300', 5), ('dolly', 'first', '3300-01', 6),
  ('reserve', 'first', '2200', 7), ('yen', 'yen', '2100', 8), ('new', 'second', '2300', 9)
) as l (name, budget, code, minute)
join public.budgets as b on b.id = pg_temp.id('budget ' || l.budget);
update public.budgets set locked_by = tests.user_id('lin'), locked_at = now()
where id = pg_temp.id('budget first');
insert into public.cost_periods (project_id, ends_on, closed_by)
values (tests.project_id('Alpha'), '2026-11-14', tests.user_id('pam'));

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
-- A row that fits, but for what is named.
create function pg_temp.entry(p_but text default '{}') returns jsonb
language sql as $$
  select '{"week_ending": "2026-11-21", "payee": "Crew 1", "department": "camera",
    "cost_code": "3300", "line_code": "3300", "union_agreement": "OWN-1",
    "earning": "straight_time", "hours": "40.0", "amount": "1000.50", "currency": "USD",
    "description": "Straight time"}'::jsonb || p_but::jsonb
$$;
create function pg_temp.import(p_name text, p_rows jsonb, p_key text, p_partial text default
  'false', p_project text default 'Alpha')
returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.import_transactions(%L, %L, %L, %s)',
    tests.scope_id(p_project), p_rows, p_key, p_partial))
$$;
create function pg_temp.found(p_but text, p_name text default 'pam') returns text
language sql as $$
  select string_agg(format('%s: %s, not %s', r ->> 'checkpoint', r ->> 'expected',
    coalesce(r ->> 'actual', 'null')), E'\n')
  from jsonb_array_elements(pg_temp.import(p_name, jsonb_build_array(pg_temp.entry(p_but)),
    'never')::jsonb -> 'rejected') as r
$$;

-- who may, and what is asked -------------------------------------------------------------
select is(pg_temp.import(c.name, c.given, c.key, 'false', c.project), c.answer, c.title)
from (values
  ('lin', '[{}]', 'k', 'Alpha', '42501 INSUFFICIENT_PERMISSIONS',
    'a line producer imports no payroll (F120)'),
  ('dan', '[{}]', 'k', 'Alpha', '42501 INSUFFICIENT_PERMISSIONS',
    'the head of a department imports no payroll of the production'),
  ('mal', '[{}]', 'k', 'Alpha', 'PT404 NOT_FOUND', 'a stranger imports no payroll'),
  ('sarah', '[{}]', 'k', 'Plain', 'PT404 NOT_FOUND',
    'a project that is no production takes no payroll'),
  ('pam', null, 'k', 'Alpha', '22023', 'a payroll of nothing is none'),
  ('pam', 'null', 'k', 'Alpha', '22023', 'a payroll of null is none'),
  ('pam', '{}', 'k', 'Alpha', '22023', 'a payroll is an array'),
  ('pam', '[]', 'k', 'Alpha', '22023', 'a payroll has rows'),
  ('pam', to_jsonb(array_fill(1, array[5001])), 'k', 'Alpha', '22023',
    'a payroll has 5000 rows at most'),
  ('pam', '[{}]', null, 'Alpha', '22023', 'a payroll has a key'),
  ('pam', '[{}]', '', 'Alpha', '22023', 'a key of a payroll is not empty'),
  ('pam', '[{}]', repeat('x', 201), 'Alpha', '22023',
    'a key of a payroll has 200 characters at most')
) as c (name, given, key, project, answer, title);
select is(jsonb_array_length(pg_temp.import('pam', to_jsonb(array_fill(1, array[5000])),
  repeat('x', 200))::jsonb -> 'rejected'), 5000,
  'a payroll of 5000 rows is read to its end (control)');

-- the checkpoints ------------------------------------------------------------------------
select is(pg_temp.found(c.but), c.wrong, c.title)
from (values
  ('{"cost_code": "330"}', 'cost_code_prefix: four digits, not 330',
    'a prefix of three digits is named (F44)'),
  ('{"cost_code": "330-01"}', 'cost_code_prefix: four digits, not 330',
    'a prefix of three digits is named as the prefix that it is (F44)'),
  ('{"cost_code": "33001"}', 'cost_code_prefix: four digits, not 33001',
    'a prefix of five digits is named (F44)'),
  ('{"cost_code": "3%00"}', 'cost_code_prefix: four digits, not 3%00',
    'a prefix with a wildcard is named (F44)'),
  ('{"cost_code": null}', 'cost_code_prefix: four digits, not ', 'a row without a code is named'),
  ('{"cost_code": "3300 "}', 'cost_code_prefix: grammar, not 3300 ',
    'a blank behind a code is named (F44)'),
  ('{"cost_code": "9300"}', 'cost_code_prefix: a prefix of the chart, not 9300',
    'a prefix that the chart does not have is named (F44)'),
  ('{"cost_code": "3300-02"}', 'cost_code_prefix: a code of the chart, not 3300-02',
    'a code that the chart does not have is named (F44)'),
  ('{"cost_code": "1400"}', 'cost_code_prefix: a code that takes costs, not 1400',
    'a header is named (F44)'),
  ('{"department": "grip"}', 'cost_code_prefix: grip, not camera',
    'a code of another department is named, with both (F44)'),
  ('{"cost_code": "2000"}', 'cost_code_prefix: camera, not ',
    'a code of no department is named for whoever works in one (F44)'),
  ('{"line_code": "9300"}',
    'cost_code_prefix: line_code: a code of the chart that takes costs, not 9300',
    'a line of a code that is not there is named'),
  ('{"line_code": "1400"}',
    'cost_code_prefix: line_code: a code of the chart that takes costs, not 1400',
    'a line of a header is named'),
  ('{"union_agreement": "IATSE-600"}', 'union_jurisdiction: OWN-1, not IATSE-600',
    'a member of another local is named (F45)'),
  ('{"union_agreement": ""}', 'union_jurisdiction: OWN-1, not ',
    'whoever is in no union is named on an account of one (F45)'),
  ('{"union_agreement": "own-1"}', 'union_jurisdiction: OWN-1, not own-1',
    'an agreement is written in capitals (F45)'),
  ('{"cost_code": "3300-01", "union_agreement": "IATSE-999"}',
    'union_jurisdiction: the code of an agreement, not IATSE-999',
    'an agreement that is not there is named (F45)'),
  ('{"cost_code": "3300-01", "union_agreement": "BETA-1"}',
    'union_jurisdiction: the code of an agreement, not BETA-1',
    'an agreement of another production is named as one that is not there (F45)'),
  ('{"week_ending": "2026-12-01"}',
    'union_jurisdiction: valid on 2026-12-01, not OWN-1 until 2026-12-01',
    'an agreement that has ended is named (F45)'),
  ('{"cost_code": "3300-01", "union_agreement": "AFM-TMP"}',
    'union_jurisdiction: valid on 2026-11-21, not AFM-TMP until 2026-11-14',
    'an agreement that ships and has ended is named (F45)'),
  ('{"line_code": "1401"}', 'category: below_line, not above_line',
    'overtime of the crew that a cast line would pay is named (F33)'),
  ('{"line_code": "2200"}', 'budget_line: a line of a budget in force, not 2200',
    'a line that is a reserve pays no payroll'),
  ('{"line_code": "2300"}', 'budget_line: a line of a budget in force, not 2300',
    'a line of a draft behind the locked version pays no payroll'),
  ('{"amount": "1000.505"}', 'amount: at most 2 decimals, above zero, not 1000.505',
    'half a cent is named'),
  ('{"amount": "0"}', 'amount: at most 2 decimals, above zero, not 0', 'nothing is named'),
  ('{"amount": -5}', 'amount: at most 2 decimals, above zero, not -5',
    'less than nothing is named'),
  ('{"amount": "NaN"}', 'amount: at most 2 decimals, above zero, not NaN',
    'no number is named'),
  ('{"amount": null}', 'amount: at most 2 decimals, above zero, not null',
    'a row without an amount is named'),
  ('{"amount": 1e12}', 'amount: at most 2 decimals, above zero, not 1000000000000',
    'an amount beyond any is named'),
  ('{"line_code": "2100", "amount": "0.5", "currency": "JPY"}',
    'amount: at most 0 decimals, above zero, not 0.5', 'half a yen is named'),
  ('{"currency": "CAD"}', 'currency: USD, not CAD', 'another currency is named'),
  ('{"currency": "usd"}', 'currency: USD, not usd', 'a currency is written in capitals'),
  ('{"line_code": "2100"}', 'currency: JPY, not USD',
    'the currency of the line that pays is named'),
  ('{"week_ending": "2026-11-14"}', 'row: week_ending: after 2026-11-14, not 2026-11-14',
    'a week that is closed is named (F120)'),
  ('{"week_ending": "2026-02-30"}', 'row: week_ending: a day, such as 2026-11-21, not 2026-02-30',
    'a day that is none is named'),
  ('{"week_ending": "infinity"}', 'row: week_ending: a day, such as 2026-11-21, not infinity',
    'a week that never ends is named'),
  ('{"earning": "Over time"}',
    'row: earning: lower case, digits and underscores, such as straight_time, not Over time',
    'an earning that is none is named'),
  ('{"hours": "forty"}', 'row: hours: a number, not forty', 'hours that are none are named'),
  ('{"payee": {}}', 'row: an object of texts and numbers, not null',
    'a payee that is an object is named'),
  ('{"wage": 1}', 'row: week_ending, payee, department, cost_code, line_code, '
      'union_agreement, earning, hours, amount, currency, description, not wage',
    'a column that is none is named, not dropped')
) as c (but, wrong, title);
select is(pg_temp.found(format('{"payee": "%s"}', repeat('x', 201))),
  'row: payee: at most 200 characters, not ' || repeat('x', 60), 'a payee beyond any is named');
select is(pg_temp.found(format('{"description": "%s"}', repeat('x', 401))),
  'row: description: 1 to 400 characters, not ' || repeat('x', 60),
  'a description beyond any is named');
select is(pg_temp.found('{}', 'dee'),
  'cost_code_prefix: a department in which you enter costs, not camera',
  'a department that is shut to the accountant is named');
select is((select count(*) from public.cost_transactions), 0::bigint,
  'a payroll with a row that does not fit leaves nothing (F120)');

-- whole, or in part ----------------------------------------------------------------------
create function pg_temp.week() returns jsonb
language sql as $$
  select jsonb_build_array(
    pg_temp.entry(),
    pg_temp.entry('{"amount": "7.005", "payee": "Crew 2"}'),
    pg_temp.entry('{"department": "hair_make_up", "cost_code": "3100", "line_code": "",
      "union_agreement": "IATSE-706", "amount": 250, "description": "", "hours": null,
      "earning": "overtime", "payee": " Crew 3 "}'),
    pg_temp.entry('{"department": "", "cost_code": "2000", "line_code": null,
      "union_agreement": null, "amount": "12", "payee": "", "earning": ""}'))
$$;
create function pg_temp.wrong() returns jsonb
language sql as $$
  select '[{"row": 2, "checkpoint": "amount", "expected": "at most 2 decimals, above zero",
    "actual": "7.005"}]'::jsonb
$$;
select is(pg_temp.import('pam', pg_temp.week(), 'week 47')::jsonb,
  jsonb_build_object('imported', 0, 'rejected', pg_temp.wrong()),
  'where one row is wrong the payroll answers it, and imports nothing (F120)');
select is(pg_temp.import('pam', pg_temp.week(), 'week 47', 'null')::jsonb -> 'imported', '0',
  'a payroll is whole where nobody says whether');
select is(pg_temp.import('pam', pg_temp.week(), 'week 47', 'true')::jsonb,
  jsonb_build_object('imported', 3, 'rejected', pg_temp.wrong()),
  'in part the rows that fit go in, and the others are answered (F120, control)');
select results_eq(
  $$ select c.code, t.budget_line_id, t.kind, t.status, t.amount, t.currency, t.payee,
       a.code, t.earning, t.transaction_date, t.description, t.coding, t.created_by
     from public.cost_transactions as t
     join public.cost_codes as c on c.id = t.cost_code_id
     left join public.union_agreements as a on a.id = t.payee_union_agreement_id
     order by c.code $$,
  $$ values
       ('2000', pg_temp.id('line old'), 'payroll', 'submitted', 12::numeric, 'USD',
         null::text, null::text, null::text, '2026-11-21'::date, 'Straight time',
         '{"hours": "40.0"}'::jsonb, tests.user_id('pam')),
       ('3100', pg_temp.id('line hair'), 'payroll', 'submitted', 250, 'USD', 'Crew 3',
         'IATSE-706', 'overtime', '2026-11-21', 'overtime', '{}', tests.user_id('pam')),
       ('3300', pg_temp.id('line camera'), 'payroll', 'submitted', 1000.5, 'USD', 'Crew 1',
         'OWN-1', 'straight_time', '2026-11-21', 'Straight time', '{"hours": "40.0"}',
         tests.user_id('pam')) $$,
  'each row is a cost of its code, line, payee and agreement, to be signed (F120)');

-- once per key ---------------------------------------------------------------------------
select is(pg_temp.import('pam', pg_temp.week(), 'week 47', p)::jsonb,
  jsonb_build_object('imported', 3, 'rejected', pg_temp.wrong()),
  format('one key and its rows have one answer, partial %s', p))
from unnest(array['true', 'false']) as p;
select is(pg_temp.import('pam', pg_temp.week() || pg_temp.entry(), 'week 47', 'true'),
  '23505 IDEMPOTENCY_KEY', 'other rows under the same key are refused');
select is((select count(*) from public.cost_transactions), 3::bigint,
  'a payroll that is sent again goes in once');
select is(pg_temp.import('pia', jsonb_build_array(pg_temp.entry()), 'week 47')::jsonb,
  '{"imported": 1, "rejected": []}', 'a key is that of one person (control)');
select is(pg_temp.import('pam', jsonb_build_array(pg_temp.entry()), 'week 47 b', 'true')::jsonb,
  '{"imported": 1, "rejected": []}', 'rows that are sent under another key are another payroll');
select is(pg_temp.import('dee', jsonb_build_array(pg_temp.entry()), 'shut', 'true')::jsonb ->
  'imported', '0', 'a payroll of which no row fits imports nothing in part');

-- what is kept ---------------------------------------------------------------------------
create function pg_temp.refusal(p_sql text) returns text
language plpgsql as $$
begin
  execute p_sql;
  return 'done';
exception
  when others then
    return sqlstate;
end;
$$;
select is(pg_temp.refusal(c.statement), '23514', c.title)
from (values
  ('update public.cost_imports set imported = 1', 'the owner of the tables changes no answer'),
  ($$ update public.cost_imports set created_by = tests.user_id('sarah') $$,
    'the owner of the tables gives an import to nobody else'),
  ('delete from public.cost_imports', 'the owner of the tables deletes no import'),
  ('truncate public.cost_imports', 'the owner of the tables empties no imports')
) as c (statement, title);
select is(array[
    pg_temp.says('lin', 'select count(*) from public.cost_imports'),
    pg_temp.says('cora', 'select count(*) from public.cost_imports'),
    pg_temp.says('mal', 'select count(*) from public.cost_imports')],
  array['3', '0', '0'], 'an import is read by whoever sees all costs');
set constraints all immediate;
select results_eq(
  $$ select l.event, count(*) from stagedoor_audit.leaves as l
     where l.event like 'cost%import%' or l.event = 'cost.created' group by 1 order by 1 $$,
  $$ values ('cost.created', 5::bigint), ('cost_import.created', 3) $$,
  'each import is an event, and each of its costs (F24)');

set local session_replication_role = replica;
select is(pg_temp.refusal('update public.cost_imports set imported = imported + 1'), '23514',
  'whoever switches triggers off changes no answer all the same');
set local session_replication_role = origin;

select * from finish();
rollback;
