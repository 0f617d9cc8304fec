-- Periods by the call: what is frozen, what may no longer come in, what is taken back later.
begin;
select plan(31);

-- The cast: Sarah produces Alpha, Pam and Pia are accountants, Lin is line producer, Eve
-- executive producer. Mal produces Beta.
select tests.create_user(name) from unnest(array['sarah', 'pam', 'pia', 'lin', 'eve', 'mal'])
  as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('pam', 'Alpha', 'production_accountant'),
  ('pia', 'Alpha', 'production_accountant'), ('lin', 'Alpha', 'line_producer'),
  ('eve', 'Alpha', 'executive_producer'), ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency, phase, executive_producer_id)
values (tests.project_id('Alpha'), 'USD', 'principal_photography', tests.user_id('eve'));
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('period ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, code, name, category)
select pg_temp.id(c), tests.project_id('Alpha'), c, c, 'below_line'
from unnest(array['2000', '3000', '4000', '5000']) as c;
insert into public.budgets (id, project_id, name, version, currency, created_by, edited_by,
  locked_by, locked_at)
select pg_temp.id(b.id), tests.project_id('Alpha'), b.name, b.version, b.currency,
  tests.user_id('sarah'), tests.user_id('sarah'), null, null
from (values ('old', 'Shooting', 1, 'USD'), ('locked', 'Shooting', 2, 'USD'),
  ('draft', 'Shooting', 3, 'USD'), ('yen', 'Location', 1, 'JPY'))
  as b (id, name, version, currency);
insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount,
  estimate_to_complete)
select pg_temp.id('line ' || l.name), b.project_id, b.id, pg_temp.id(l.code), b.currency,
  l.amount, l.estimate
from (values ('old', 'old', '2000', 1, null), ('draft', 'draft', '2000', 2, null),
  ('2000', 'locked', '2000', 1000, null), ('3000', 'locked', '3000', 500, 80),
  ('3000 too', 'locked', '3000', 100, null), ('4000', 'locked', '4000', 300, null),
  ('yen', 'yen', '2000', 90000, null)) as l (name, budget, code, amount, estimate)
join public.budgets as b on b.id = pg_temp.id(l.budget);
update public.budgets set locked_by = tests.user_id('eve'), locked_at = now()
where id in (pg_temp.id('old'), pg_temp.id('locked'));
insert into public.spending_authorities (project_id, user_id, cost_code_id, currency,
  per_transaction, cumulative, delegated_by)
select tests.project_id('Alpha'), tests.user_id('lin'), pg_temp.id(c), m, 100000, 1000000,
  tests.user_id('eve')
from unnest(array['2000', '3000', '4000', '5000']) as c
cross join unnest(array['USD', 'JPY']) as m;
select tests.freeze_time('2026-11-20 12:00+00');
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
create function pg_temp.cost(p_as text, p_code text, p_amount numeric, p_day date,
  p_steps integer default 2, p_more text default '', p_line text default null,
  p_currency text default 'USD')
returns text
language plpgsql as $$
declare
  v_id text := pg_temp.says('pam', format(
    'select public.submit_transaction(%L, %L, %s, %L, %L, %L, p_transaction_date => %L%s)',
    pg_temp.id(p_code), pg_temp.id('line ' || coalesce(p_line, p_code)), p_amount, p_currency,
    p_as, p_as, p_day, p_more));
begin
  insert into ids values (p_as, v_id::uuid);
  for v_step in 1 .. p_steps loop
    v_id := pg_temp.says((array['lin', 'pia'])[v_step], format(
      'select public.approve_transaction(%L) ->> ''status''', pg_temp.kept(p_as)));
  end loop;
  return v_id;
exception
  when invalid_text_representation then
    return v_id;
end;
$$;
create function pg_temp.close(p_name text, p_day text) returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.close_period(%L, %L)',
    tests.project_id('Alpha'), p_day))
$$;
create function pg_temp.report(p_day date) returns text
language sql as $$
  select string_agg(format('%s %s: budget %s, this %s, actual %s, committed %s, to come %s',
    c.code, r.currency, trim_scale(r.budget), trim_scale(r.this_period), trim_scale(r.actual),
    trim_scale(r.committed), trim_scale(r.to_complete)), E'\n' order by c.code, r.currency)
  from public.cost_period_rows as r join public.cost_codes as c on c.id = r.cost_code_id
  where r.ends_on = p_day
$$;

-- who closes, and what -------------------------------------------------------------------
select is(pg_temp.close(c.name, c.day), c.answer, c.title)
from (values
  ('lin', '2026-11-07', '42501 INSUFFICIENT_PERMISSIONS', 'a line producer closes no period'),
  ('eve', '2026-11-07', '42501 INSUFFICIENT_PERMISSIONS', 'an executive producer closes no period'),
  ('mal', '2026-11-07', 'PT404 NOT_FOUND', 'a stranger closes no period'),
  ('pam', null, '22023', 'a period ends on a day'),
  ('pam', 'infinity', '22023', 'a period does not end at infinity'),
  ('pam', '-infinity', '22023', 'a period does not end before time'),
  ('pam', '2026-11-21', '22023', 'a period that is not over is not closed')
) as c (name, day, answer, title);
select is((select count(*) from public.cost_periods), 0::bigint, 'what was refused closed nothing');

-- the report -----------------------------------------------------------------------------
select is(pg_temp.cost('rent', '2000', 400, '2026-11-05'), 'posted', 'a cost is posted (control)');
select pg_temp.cost('signed', '2000', 50, '2026-11-05', 1);
select pg_temp.cost('entered', '2000', 25, '2026-11-05', 0);
select pg_temp.cost('later', '2000', 10, '2026-11-08');
select pg_temp.cost('order', '3000', 300, '2026-11-03', 1, $$, p_kind => 'order' $$);
select pg_temp.cost('drawn', '3000', 120, '2026-11-06', 2,
  format($$, p_relieves_id => %L $$, pg_temp.kept('order')));
select pg_temp.cost('drawn soon', '3000', 30, '2026-11-06', 0,
  format($$, p_relieves_id => %L $$, pg_temp.kept('order')));
select pg_temp.cost('over', '4000', 350, '2026-11-04');
select pg_temp.cost('refund', '4000', 20, '2026-11-06', 2,
  format($$, p_kind => 'credit', p_credits_id => %L $$, pg_temp.kept('over')));
select pg_temp.cost('unbudgeted', '5000', 7, '2026-11-06', 2, '', '2000');
select pg_temp.cost('yen', '2000', 5000, '2026-11-06', 2, '', 'yen', 'JPY');
select pg_temp.cost('taken back', '2000', 99, '2026-11-06');
select pg_temp.says('pia', format('select public.void_transaction(%L, %L)',
  pg_temp.kept('taken back'), 'wrong'));
select is(pg_temp.close('pam', '2026-11-07')::jsonb,
  '{"ends_on": "2026-11-07", "rows": 5, "unposted": 3}',
  'an accountant closes a period, and learns what was left in it (F120, control)');
select is(pg_temp.report('2026-11-07'), concat_ws(E'\n',
  '2000 JPY: budget 90000, this 5000, actual 5000, committed 0, to come 85000',
  '2000 USD: budget 1000, this 400, actual 400, committed 0, to come 600',
  '3000 USD: budget 600, this 120, actual 120, committed 180, to come 80',
  '4000 USD: budget 300, this 330, actual 330, committed 0, to come 0',
  '5000 USD: budget 0, this 7, actual 7, committed 0, to come 0'),
  'a closed report counts the locked version, what was posted and what is left of orders (F120)');
select is(pg_temp.close('sarah', '2026-11-07')::jsonb ->> 'rows', '5',
  'a period that is closed already is the answer');
select is(pg_temp.close('pam', '2026-11-06'), '23514 PERIOD_CLOSED',
  'a period within a closed one is not closed');

-- what comes too late --------------------------------------------------------------------
select is(pg_temp.cost('late', '2000', 5, '2026-11-07', 0), '23514 PERIOD_CLOSED',
  'nothing is entered into a closed period by the call (F120)');
select is(pg_temp.says('pia', format('select public.approve_transaction(%L)',
  pg_temp.kept('signed'))), '23514 PERIOD_CLOSED',
  'what was signed is not posted into a closed period by the call (F120)');
select is(pg_temp.says('pam', format('select public.revise_transaction(%L, %L)',
  pg_temp.kept('signed'), '{"amount": 51}')), '23514 PERIOD_CLOSED',
  'a revision does not go into a closed period (F120)');
insert into ids select 'moved', pg_temp.says('pam', format(
  'select public.revise_transaction(%L, %L)', pg_temp.kept('signed'),
  '{"transaction_date": "2026-11-09"}'))::uuid;
select is(pg_temp.says('lin', format('select public.approve_transaction(%L) ->> ''status''',
  pg_temp.kept('moved'))), 'signed', 'a revision of a later day is signed (control)');
select is(pg_temp.says('pia', format('select public.approve_transaction(%L) ->> ''status''',
  pg_temp.kept('moved'))), 'posted', 'a revision of a later day is posted (control)');

-- taken back later -----------------------------------------------------------------------
insert into ids select 'reversal', (pg_temp.says('pia', format(
  'select public.void_transaction(%L, %L)', pg_temp.kept('rent'), 'wrong'))::jsonb
  ->> 'reversal_id')::uuid;
select results_eq(
  $$ select t.status, t.amount, t.signed_amount, t.transaction_date, t.reverses_id,
       t.created_by, t.posted_by
     from public.cost_transactions as t where t.id = pg_temp.kept('reversal') $$,
  $$ values ('posted', 400::numeric, -400::numeric, '2026-11-20'::date, pg_temp.kept('rent'),
       tests.user_id('pia'), null::uuid) $$,
  'what stands in a closed report is taken back by a reversal in the open period (F120)');
select is(pg_temp.says('pia', format('select public.void_transaction(%L, %L)',
  pg_temp.kept('rent'), 'wrong'))::jsonb ->> 'reversal_id', pg_temp.kept('reversal')::text,
  'a second void makes no second reversal');
select is(pg_temp.says('sarah', format('select public.void_transaction(%L, %L)',
  pg_temp.kept('reversal'), 'wrong')), '23514 TRANSACTION_STATE', 'a reversal is not voided');
select is(pg_temp.says('pam', format(
  'select public.submit_transaction(%L, %L, 1, %L, %L, %L, %L, p_credits_id => %L)',
  pg_temp.id('2000'), pg_temp.id('line 2000'), 'USD', 'x', 'x', 'credit',
  pg_temp.kept('reversal'))), '23514 TRANSACTION_STATE', 'a reversal is not given back');
select is(pg_temp.says('pia', format('select public.void_transaction(%L, %L)',
  pg_temp.kept('entered'), 'late'))::jsonb, '{"status": "voided", "reversal_id": null}',
  'what was not posted is voided without a reversal, whichever its period');
select is(pg_temp.close('pam', '2026-11-20')::jsonb ->> 'rows', '5', 'the next period is closed');
select is(pg_temp.report('2026-11-20'), concat_ws(E'\n',
  '2000 JPY: budget 90000, this 0, actual 5000, committed 0, to come 85000',
  '2000 USD: budget 1000, this -340, actual 60, committed 0, to come 940',
  '3000 USD: budget 600, this 0, actual 120, committed 180, to come 80',
  '4000 USD: budget 300, this 0, actual 330, committed 0, to come 0',
  '5000 USD: budget 0, this 0, actual 7, committed 0, to come 0'),
  'the next report counts what was posted and reversed since (F120)');
select is((select count(*) from public.cost_period_rows where ends_on = '2026-11-07'
  and actual = 400), 1::bigint, 'a closed report stays as it was (F120)');
select is(pg_temp.cost('today', '2000', 5, null, 0), '23514 PERIOD_CLOSED',
  'on the day of a closing nothing more is entered for that day (F120)');
insert into ids select 'tomorrow', (pg_temp.says('pia', format(
  'select public.void_transaction(%L, %L)', pg_temp.kept('later'), 'wrong'))::jsonb
  ->> 'reversal_id')::uuid;
select is((select t.transaction_date from public.cost_transactions as t
  where t.id = pg_temp.kept('tomorrow')), '2026-11-21'::date,
  'where today is closed a reversal counts on the day after (F120)');

select lives_ok($$ update public.cost_periods set closed_by = closed_by $$,
  'a closed period is written as it is (control)');

-- a production that goes -------------------------------------------------------------------
insert into public.productions (project_id, currency)
values (tests.project_id('Beta'), 'USD');
insert into public.cost_periods (project_id, ends_on, closed_by)
values (tests.project_id('Beta'), '2026-11-01', tests.user_id('mal'));
select lives_ok(
  $$ delete from stagedoor.scopes where id = tests.project_id('Beta') $$,
  'a production without costs takes its closed periods along');
select is_empty(
  $$ select from stagedoor.event_queue as q where q.event in (
       'cost_period.deleted', 'production.deleted') $$,
  'what goes with its production goes without a word of its own');

select * from finish();
rollback;
