-- The tables of money hold by themselves: amounts, states, periods, people. What a call
-- would refuse is refused to the owner of the tables, too.
begin;
select plan(158);

-- The cast: Sarah produces Alpha, Lin is line producer, Pam accountant, Eve executive
-- producer, Cora coordinator.
select tests.create_user(name) from unnest(array['sarah', 'lin', 'pam', 'eve', 'cora']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department('Camera', 'Alpha');
select tests.create_department('Sound', 'Beta');
insert into public.productions (project_id, currency)
select tests.project_id(p), 'USD' from unnest(array['Alpha', 'Beta']) as p;
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('money ' || p_name)::uuid $$;
create function pg_temp.agreement(p_code text) returns uuid
language sql stable as $$
  select a.id from public.union_agreements as a where a.code = p_code
  order by a.project_id is null limit 1
$$;
insert into public.cost_codes (id, project_id, code, name, category, kind, union_agreement_id)
select pg_temp.id(c.code), tests.project_id(c.project), c.code, c.code, c.category, c.kind,
  pg_temp.agreement(c.agreement)
from (values
  ('Alpha', '1400', 'above_line', 'header', null), ('Alpha', '1401', 'above_line', 'account',
    null), ('Alpha', '3302', 'below_line', 'account', 'IATSE-600'),
  ('Alpha', '3310', 'below_line', 'account', null),
  ('Alpha', '3311', 'below_line', 'account', null),
  ('Beta', '9000', 'below_line', 'account', null)
) as c (project, code, category, kind, agreement);
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
select pg_temp.id(b.name), tests.project_id(b.project), b.name, b.currency,
  tests.user_id('sarah'), tests.user_id('sarah')
from (values ('dollars', 'Alpha', 'USD'), ('yen', 'Alpha', 'JPY'), ('dinars', 'Alpha', 'JOD'),
  ('other', 'Beta', 'USD')) as b (name, project, currency);
create function pg_temp.line(
  p_name text, p_budget text, p_code text, p_amount numeric default 1000
) returns void
language sql as $$
  insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount)
  select pg_temp.id(p_name), b.project_id, b.id, pg_temp.id(p_code), b.currency, p_amount
  from public.budgets as b where b.id = pg_temp.id(p_budget)
$$;
select pg_temp.line(l.name, l.budget, l.code)
from (values ('line 1401', 'dollars', '1401'), ('line 3302', 'dollars', '3302'),
  ('line 3310', 'dollars', '3310'), ('line yen', 'yen', '3310'),
  ('line dinars', 'dinars', '3310'), ('line 9000', 'other', '9000'))
  as l (name, budget, code);

-- amounts --------------------------------------------------------------------------------
select is_empty(
  $$ select code from public.currencies where minor_units not between 0 and 3 $$,
  'no currency has amounts of more than three decimals');
select results_eq(
  $$ select code, minor_units::integer from public.currencies
     where code in ('USD', 'JPY', 'JOD', 'KWD', 'EUR') order by 1 $$,
  $$ values ('EUR', 2), ('JOD', 3), ('JPY', 0), ('KWD', 3), ('USD', 2) $$,
  'the smallest units of currencies are as in ISO 4217');
create function pg_temp.cost(
  p_name text, p_more jsonb default '{}', p_line text default 'line 3310'
) returns void
language sql as $$
  insert into public.cost_transactions (
    id, project_id, budget_line_id, cost_code_id, kind, amount, currency, description,
    payee_union_agreement_id, transaction_date, relieves_id, credits_id, reverses_id,
    idempotency_key, created_by, status, revision, revises_id, coding, earning
  )
  select
    pg_temp.id(p_name), l.project_id, l.id,
    coalesce((p_more ->> 'cost_code_id')::uuid, l.cost_code_id),
    coalesce(p_more ->> 'kind', 'invoice'), coalesce((p_more ->> 'amount')::numeric, 100),
    coalesce(p_more ->> 'currency', l.currency), coalesce(p_more ->> 'description', 'A cost'),
    (p_more ->> 'agreement')::uuid, coalesce((p_more ->> 'day')::date, '2026-11-20'),
    (p_more ->> 'relieves')::uuid, (p_more ->> 'credits')::uuid,
    (p_more ->> 'reverses')::uuid, coalesce(p_more ->> 'key', p_name),
    tests.user_id(coalesce(p_more ->> 'by', 'pam')),
    coalesce(p_more ->> 'status', 'submitted'),
    coalesce((p_more ->> 'revision')::integer, 1), (p_more ->> 'revises')::uuid,
    coalesce(p_more -> 'coding', '{}'), p_more ->> 'earning'
  from public.budget_lines as l where l.id = pg_temp.id(p_line)
$$;
select throws_ok(
  format($$ select pg_temp.cost('bad', jsonb_build_object('amount', %L), %L) $$, a.amount,
    a.line), '22023', null, format('a cost of %s is none', a.title))
from (values
  ('-1', 'line 3310', 'less than nothing'), ('0', 'line 3310', 'nothing'),
  ('NaN', 'line 3310', 'no number'), ('Infinity', 'line 3310', 'infinitely many dollars'),
  ('1000000000000', 'line 3310', 'a million million dollars'),
  ('10.005', 'line 3310', 'half a cent'), ('0.5', 'line yen', 'half a yen'),
  ('10.1255', 'line dinars', 'half a fil')
) as a (amount, line, title);
select lives_ok(
  format($$ select pg_temp.cost(%L, jsonb_build_object('amount', %L), %L) $$, a.title,
    a.amount, a.line), format('a cost of %s is one', a.title))
from (values
  ('0.01', 'line 3310', 'one cent'), ('10.500', 'line 3310', 'ten dollars and a half'),
  ('999999999999.99', 'line 3310', 'nearly a million million dollars'),
  ('500', 'line yen', 'five hundred yen'), ('10.125', 'line dinars', 'ten dinars and 125 fils')
) as a (amount, line, title);
select is(
  (select amount from public.cost_transactions where currency = 'JOD'), 10.125,
  'an amount is kept as it was given, and never rounded');
select throws_ok(
  format($$ select pg_temp.line('bad', 'dollars', '3311', %s) $$, a.amount), '22023', null,
  format('a line of %s is none', a.title))
from (values ('-1', 'less than nothing'), ($$ 'NaN' $$, 'no number'), ('0.001', 'a tenth of a cent'))
  as a (amount, title);
select lives_ok($$ select pg_temp.line('empty', 'dollars', '3311', 0) $$,
  'a line may be worth nothing');

-- a charge -------------------------------------------------------------------------------
create function pg_temp.code_of(p_sql text) returns text
language plpgsql as $$
declare
  v_detail text;
begin
  execute p_sql;
  return 'done';
exception
  when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    return concat_ws(' ', sqlstate,
      case when v_detail like '{%' then v_detail::jsonb ->> 'error_code' end);
end;
$$;
select is(
  pg_temp.code_of(format('select pg_temp.cost(%L, %L, %L)', 'charge ' || c.title, c.more,
    c.line)),
  c.answer, format('%s is %s', c.title, case c.answer when 'done' then 'entered'
    else 'refused' end) || c.feature)
from (values
  (jsonb_build_object('cost_code_id', pg_temp.id('1400')), 'line 1401',
    '23514 COST_CODE_PREFIX', 'a cost on a header', ' (F44)'),
  (jsonb_build_object('cost_code_id', pg_temp.id('3310')), 'line 1401', '23514 FENCE',
    'a cost below the line that is funded above it', ' (F33)'),
  (jsonb_build_object('cost_code_id', pg_temp.id('1401')), 'line 3310', '23514 FENCE',
    'a cost above the line that is funded below it', ' (F33)'),
  (jsonb_build_object('cost_code_id', pg_temp.id('3311')), 'line 3310', 'done',
    'a cost that is funded from another line on its side', ' (F33)'),
  ('{"currency": "EUR"}', 'line 3310', '23514 CURRENCY', 'a cost in another currency', ''),
  ('{"currency": "EUROS"}', 'line 3310', '22023 CURRENCY', 'a cost in no currency', ''),
  (jsonb_build_object('cost_code_id', pg_temp.id('9000')), 'line 3310', '23514',
    'a cost on a code of another production', ''),
  ('{}', 'line 3302', '23514 UNION_JURISDICTION', 'a non-union payee of a union code',
    ' (F45)'),
  (jsonb_build_object('agreement', pg_temp.agreement('IATSE-695')), 'line 3302',
    '23514 UNION_JURISDICTION', 'a payee of another agreement', ' (F45)'),
  (jsonb_build_object('agreement', pg_temp.agreement('IATSE-600')), 'line 3302', 'done',
    'a payee of the agreement', ' (F45)'),
  (jsonb_build_object('agreement', pg_temp.agreement('IATSE-600'), 'day', '2027-08-01'),
    'line 3302', '23514 UNION_JURISDICTION', 'a payee of an agreement that is over',
    ' (F45)'),
  (jsonb_build_object('agreement', pg_temp.agreement('IATSE-600'), 'day', '2024-07-31'),
    'line 3302', '23514 UNION_JURISDICTION', 'a payee of an agreement that has not begun',
    ' (F45)'),
  (jsonb_build_object('agreement', pg_temp.agreement('IATSE-695')), 'line 3310', 'done',
    'a payee of any agreement on a code without one', ' (F45)'),
  (jsonb_build_object('agreement', gen_random_uuid()), 'line 3310', '23514',
    'a payee of an agreement that is not there', '')
) as c (more, line, answer, title, feature);
insert into public.union_agreements (project_id, code, guild, jurisdiction)
values (tests.project_id('Alpha'), 'IATSE-600', 'IATSE Local 600', 'Here');
select lives_ok(
  $$ select pg_temp.cost('own agreement', jsonb_build_object('agreement',
       stagedoor.built_in_id('union_agreement', 'IATSE-600'), 'day', '2027-08-01'),
       'line 3302') $$,
  'an agreement of the production says when it holds, whichever row is named (F45)');

-- kinds ----------------------------------------------------------------------------------
select lives_ok(format($$ select pg_temp.cost(%L, %L) $$, 'kind ' || k,
  jsonb_build_object('kind', k)), format('%s is a kind of cost', k))
from unnest(array['order', 'invoice', 'petty_cash', 'payroll', 'journal']) as k;
select is(pg_temp.code_of(format('select pg_temp.cost(%L, %L)', c.title, c.more)), c.answer,
  format('%s is %s', c.title, case c.answer when 'done' then 'entered' else 'refused' end))
from (values
  ('{"kind": "tip"}', '23514', 'a kind that is none'),
  ('{"kind": "credit"}', '23514', 'a credit of nothing'),
  (jsonb_build_object('kind', 'invoice', 'credits', pg_temp.id('kind invoice'))::text, '23514',
    'an invoice that credits'),
  (jsonb_build_object('kind', 'credit', 'credits', pg_temp.id('kind invoice'))::text, 'done',
    'a credit of an invoice'),
  (jsonb_build_object('kind', 'order', 'relieves', pg_temp.id('kind order'))::text, '23514',
    'an order that relieves'),
  (jsonb_build_object('kind', 'invoice', 'relieves', pg_temp.id('kind order'))::text, 'done',
    'an invoice that relieves an order'),
  ('{"coding": []}', '23514', 'a coding that is no object'),
  ('{"coding": {"episode": "101", "tag": "QW"}}', 'done', 'a coding of further codes'),
  ('{"earning": "Over time"}', '23514', 'an earning that is no word'),
  ('{"status": "signed"}', '23514 TRANSACTION_STATE', 'a cost that begins signed'),
  ('{"status": "posted"}', '23514 TRANSACTION_STATE', 'a cost that begins posted'),
  ('{"revision": 2}', '23514', 'a second revision of nothing'),
  (jsonb_build_object('revision', 2, 'revises', pg_temp.id('kind journal'))::text, 'done',
    'a second revision'),
  (jsonb_build_object('revision', 3, 'revises', pg_temp.id('kind journal'))::text, '23505',
    'a second revision of the same'),
  ('{"key": "kind order"}', '23505', 'a second cost under one key of one person'),
  ('{"key": "kind order", "by": "cora"}', 'done', 'a cost under that key of another person')
) as c (more, answer, title);
select results_eq(
  $$ select signed_amount from public.cost_transactions
     where id in (pg_temp.id('a credit of an invoice'), pg_temp.id('kind invoice'))
     order by 1 $$,
  array[-100::numeric, 100], 'a credit counts the other way');

-- states ---------------------------------------------------------------------------------
create function pg_temp.set(p_name text, p_set text) returns text
language sql as $$
  select pg_temp.code_of(format(
    'update public.cost_transactions set %s where id = pg_temp.id(%L)', p_set, p_name))
$$;
create function pg_temp.signed(p_who text) returns text
language sql as $$
  select format('status = %L, approved_by = tests.user_id(%L), approved_at = now()', 'signed',
    p_who)
$$;
create function pg_temp.posted(p_who text) returns text
language sql as $$
  select format('status = %L, posted_by = tests.user_id(%L), posted_at = now()', 'posted',
    p_who)
$$;
create function pg_temp.voided(p_who text) returns text
language sql as $$
  select format('status = %L, voided_by = tests.user_id(%L), voided_at = now(),
    void_reason = %L', 'voided', p_who, 'wrong')
$$;
select is(pg_temp.set('kind order', s.sql), '23514 TRANSACTION_STATE',
  format('%s of a cost is not edited', s.title))
from (values
  ('amount = 5', 'the amount'), ($$ description = 'x' $$, 'the text'),
  ('cost_code_id = pg_temp.id(''3311'')', 'the code'),
  ('budget_line_id = pg_temp.id(''empty'')', 'the line'),
  ($$ transaction_date = '2026-11-21' $$, 'the day'), ($$ payee = 'x' $$, 'the payee'),
  ($$ kind = 'invoice' $$, 'the kind'), ($$ coding = '{"set": "1"}' $$, 'the coding')
) as s (sql, title);
select is(pg_temp.set('kind order', $$ note = 'x' $$), 'done', 'a note on a cost is');
select is(pg_temp.set('kind order', pg_temp.posted('sarah')), '23514 TRANSACTION_STATE',
  'what is not signed is not posted');
select is(pg_temp.set('kind order', pg_temp.signed('pam')), '23514 SEPARATION_OF_DUTY',
  'who entered a cost does not sign it (F116)');
select is(pg_temp.set('kind order', pg_temp.signed('lin')), 'done',
  'somebody else signs it (F116)');
select is(pg_temp.set('kind order', 'approved_by = tests.user_id(''eve'')'), '23514',
  'who signed a cost last is set once (F116)');
select is(pg_temp.set('kind order', $$ status = 'submitted' $$), '23514 TRANSACTION_STATE',
  'what is signed is not taken back');
select is(pg_temp.set('kind order', pg_temp.posted('pam')), '23514 SEPARATION_OF_DUTY',
  'who entered a cost does not post it (F116)');
select is(pg_temp.set('kind order', pg_temp.posted('lin')), '23514 SEPARATION_OF_DUTY',
  'who signed a cost does not post it (F116)');
select is(pg_temp.set('kind order', pg_temp.posted('sarah')), 'done', 'a third person posts');
select is(pg_temp.set('kind order', pg_temp.voided('sarah')), 'done', 'what is posted is voided');
select is(pg_temp.set('kind order', $$ status = 'posted' $$), '23514 TRANSACTION_STATE',
  'what is voided stays voided');
select is(pg_temp.set('kind payroll', pg_temp.voided('pam')), 'done',
  'what is not signed is voided, too');
select is(pg_temp.code_of('delete from public.cost_transactions'), '23514',
  'a cost is not deleted');
select is(pg_temp.code_of('truncate public.cost_transactions cascade'), '23514',
  'the table of costs is not emptied');

-- signatures -----------------------------------------------------------------------------
create function pg_temp.sign(p_name text, p_who text, p_position integer) returns text
language sql as $$
  select pg_temp.code_of(format(
    'insert into public.transaction_approvals (project_id, transaction_id, cost_code_id,
       maker_id, position, permission_key, user_id, amount)
     values (tests.project_id(''Alpha''), pg_temp.id(%L), pg_temp.id(''9000''),
       tests.user_id(''eve''), %s, ''cost:approve'', tests.user_id(%L), 100)',
    p_name, p_position, p_who))
$$;
select is(pg_temp.sign('kind petty_cash', 'pam', 1), '23514 SEPARATION_OF_DUTY',
  'who entered a cost gives no signature, whoever the row says entered it (F116)');
select is(pg_temp.sign('kind petty_cash', 'lin', 1), 'done', 'somebody else gives one');
select results_eq(
  $$ select maker_id, cost_code_id, revision from public.transaction_approvals $$,
  $$ select tests.user_id('pam'), pg_temp.id('3310'), 1 $$,
  'a signature says of itself what it is for');
select is(pg_temp.sign('kind petty_cash', 'lin', 2), '23505', 'nobody signs twice (F116)');
select is(pg_temp.sign('kind petty_cash', 'eve', 1), '23505', 'a step is signed once');
select is(pg_temp.sign('kind petty_cash', 'eve', 2), 'done', 'the next step is signed');
select is(pg_temp.sign('kind order', 'eve', 1), '23514 TRANSACTION_STATE',
  'what is voided is not signed');
select is(pg_temp.sign('nothing', 'eve', 1), '23514 TRANSACTION_STATE',
  'what is not there is not signed');
select is(
  pg_temp.code_of(format('update public.transaction_approvals set %s where position = 1',
    s.sql)), s.answer, s.title)
from (values
  ('amount = 5', '23514', 'a signature does not become one for another amount'),
  ('transaction_id = pg_temp.id(''kind journal'')', '23514',
    'a signature does not go to another cost'),
  ('user_id = tests.user_id(''cora'')', '23514', 'a signature does not become another''s'),
  ('released_at = now()', 'done', 'what was signed under an authority is released'),
  ('released_at = null', '23514', 'what was released stays released')
) as s (sql, answer, title);
select is(pg_temp.code_of('delete from public.transaction_approvals'), '23514',
  'a signature is not taken away');
select is(pg_temp.code_of('truncate public.transaction_approvals'), '23514',
  'the table of signatures is not emptied');
select is(
  pg_temp.code_of(format('insert into public.approval_steps (project_id, department_id,
    position, permission_key, from_amount, currency) values (tests.project_id(''Alpha''),
    tests.scope_id(%L), 1, %L, %s, %L)', s.department, s.key, s.amount, s.currency)),
  s.answer, format('a step %s is %s', s.title, case s.answer when 'done' then 'entered'
    else 'refused' end))
from (values
  ('Sound', 'cost:approve', 0, 'USD', '23514', 'of a foreign department'),
  ('Camera', 'budget:approve', 0, 'USD', '23514', 'by a key that signs nothing'),
  ('Camera', 'cost:approve', 0.5, 'JPY', '22023 AMOUNT', 'from half a yen on'),
  ('Camera', 'cost:approve', 1000, 'USD', 'done', 'from a thousand dollars on')
) as s (department, key, amount, currency, answer, title);

-- periods --------------------------------------------------------------------------------
select pg_temp.cost('before', '{"day": "2026-11-14"}');
select pg_temp.set('before', pg_temp.signed('lin'));
insert into public.cost_periods (project_id, ends_on, closed_by)
values (tests.project_id('Alpha'), '2026-11-14', tests.user_id('pam'));
insert into public.cost_period_rows (project_id, ends_on, cost_code_id, currency, budget,
  this_period, actual, committed, to_complete)
values (tests.project_id('Alpha'), '2026-11-14', pg_temp.id('3310'), 'USD', 1, 0, 0, 0, 1);
select is(
  pg_temp.code_of($$ select pg_temp.cost('late', '{"day": "2026-11-14"}') $$),
  '23514 PERIOD_CLOSED', 'nothing is entered into a closed period (F120)');
select is(
  pg_temp.code_of($$ select pg_temp.cost('next', '{"day": "2026-11-15"}') $$), 'done',
  'the day after a closed period is open (F120)');
select is(
  pg_temp.code_of($$ select pg_temp.cost('there', '{"day": "2026-11-14"}', 'line 9000') $$),
  'done', 'a closed period of one production does not close another''s');
select is(pg_temp.set('before', pg_temp.posted('sarah')), '23514 PERIOD_CLOSED',
  'what was entered before is not posted into a closed period (F120)');
select is(pg_temp.set('before', pg_temp.voided('sarah')), 'done',
  'what was left in a closed period is voided');
select is(pg_temp.code_of(s.sql), '23514' || s.code, s.title)
from (values
  ('delete from public.cost_periods', ' PERIOD_CLOSED', 'a closed period is not opened'),
  ($$ update public.cost_periods set ends_on = '2026-11-01' $$, ' PERIOD_CLOSED',
    'a closed period does not end earlier'),
  ('update public.cost_periods set closed_by = tests.user_id(''eve'')', ' PERIOD_CLOSED',
    'who closed a period stays who closed it'),
  ('update public.cost_period_rows set actual = 5', ' PERIOD_CLOSED',
    'a closed report is not rewritten'),
  ('delete from public.cost_period_rows', ' PERIOD_CLOSED', 'a closed report is not deleted'),
  ('truncate public.cost_periods cascade', '', 'the table of periods is not emptied'),
  ('truncate public.cost_period_rows', '', 'the table of reports is not emptied')
) as s (sql, code, title);

-- budgets --------------------------------------------------------------------------------
create function pg_temp.budget(p_set text) returns text
language sql as $$
  select pg_temp.code_of(format(
    'update public.budgets set %s where id = pg_temp.id(''dollars'')', p_set))
$$;
select is(pg_temp.budget('locked_by = tests.user_id(''sarah''), locked_at = now()'),
  '23514 MAKER_CHECKER', 'whoever edited a budget last does not lock it (F116)');
select is(pg_temp.budget('created_by = tests.user_id(''lin'')'), '23514',
  'who opened a budget is set once');
select is(pg_temp.budget('locked_by = tests.user_id(''lin''), locked_at = now()'), 'done',
  'somebody else locks it (F116)');
select is(pg_temp.budget(s.sql), '23514' || s.code, s.title)
from (values
  ($$ name = 'x' $$, ' BUDGET_LOCKED', 'a locked budget keeps its name'),
  ('locked_by = null, locked_at = null', ' BUDGET_LOCKED', 'a locked budget stays locked'),
  ('locked_by = tests.user_id(''eve'')', '', 'who locked a budget is set once')
) as s (sql, code, title);
select is(pg_temp.code_of(s.sql), '23514 BUDGET_LOCKED', s.title)
from (values
  ($$ update public.budget_lines set amount = 5 where id = pg_temp.id('empty') $$,
    'a line of a locked budget keeps its amount'),
  ($$ update public.budget_lines set is_contingency = true where id = pg_temp.id('empty') $$,
    'a line of a locked budget does not become a reserve'),
  ($$ delete from public.budget_lines where id = pg_temp.id('empty') $$,
    'a line of a locked budget is not deleted'),
  ($$ select pg_temp.line('more', 'dollars', '3311') $$, 'a locked budget takes no line')
) as s (sql, title);
select is(
  pg_temp.code_of($$ update public.budget_lines set estimate_to_complete = 5
    where id = pg_temp.id('empty') $$), 'done', 'a line of a locked budget is estimated');
select is(
  pg_temp.code_of($$ update public.budget_lines set amount = 5
    where id = pg_temp.id('line yen') $$), 'done', 'a line of an open budget is changed');
select is(pg_temp.code_of($$ select pg_temp.line('header', 'yen', '1400') $$),
  '23514 COST_CODE_PREFIX', 'a header has no line (F44)');
select is(pg_temp.code_of(s.sql), s.answer, s.title)
from (values
  ($$ update public.cost_codes set kind = 'header' where code = '3310' $$,
    '23514 CODE_IN_USE', 'a code that has lines does not become a header'),
  ($$ update public.cost_codes set category = 'above_line' where code = '3310' $$,
    '23514 CODE_IN_USE', 'a code that has lines stays on its side of the line (F33)'),
  ($$ update public.cost_codes set kind = 'fringe' where code = '3310' $$, 'done',
    'a code that has lines becomes another kind that takes costs')
) as s (sql, answer, title);
insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason)
select tests.project_id('Alpha'), r.id, false, 'A small production'
from stagedoor.separation_rules as r where r.rule_key = 'budget_maker_checker';
select is(
  pg_temp.code_of($$ update public.budgets set locked_by = tests.user_id('sarah'),
    locked_at = now() where id = pg_temp.id('yen') $$), 'done',
  'where a small production has dropped the rule its editor locks a budget (F101)');

-- authorities ----------------------------------------------------------------------------
create function pg_temp.authority(p_name text, p_more jsonb default '{}') returns text
language sql as $$
  select pg_temp.code_of(format(
    'insert into public.spending_authorities (id, project_id, user_id, cost_code_id, currency,
       phases, union_agreement_ids, per_transaction, cumulative, spent, reserved,
       delegated_by, valid_from, valid_until)
     select pg_temp.id(%L), tests.project_id(''Alpha''), tests.user_id(''lin''),
       pg_temp.id(''3310''), coalesce(%2$L::jsonb ->> ''currency'', ''USD''),
       case when %2$L::jsonb ? ''phases'' then array(
         select jsonb_array_elements_text(%2$L::jsonb -> ''phases'')) end,
       case when %2$L::jsonb ? ''agreements'' then array(
         select jsonb_array_elements_text(%2$L::jsonb -> ''agreements'')::uuid) end,
       coalesce((%2$L::jsonb ->> ''per_transaction'')::numeric, 100),
       coalesce((%2$L::jsonb ->> ''cumulative'')::numeric, 1000),
       coalesce((%2$L::jsonb ->> ''spent'')::numeric, 0),
       coalesce((%2$L::jsonb ->> ''reserved'')::numeric, 0), tests.user_id(''eve''),
       (%2$L::jsonb ->> ''from'')::timestamptz, (%2$L::jsonb ->> ''until'')::timestamptz',
    p_name, p_more))
$$;
select is(pg_temp.authority(a.title, a.more), a.answer,
  format('an authority %s is %s', a.title, case a.answer when 'done' then 'given'
    else 'refused' end))
from (values
  ('{"per_transaction": 0}'::jsonb, '22023 AMOUNT', 'of nothing at once'),
  ('{"cumulative": -5}', '22023 AMOUNT', 'of less than nothing'),
  ('{"cumulative": "NaN"}', '22023 AMOUNT', 'of no number'),
  ('{"per_transaction": 0.005}', '22023 AMOUNT', 'of half a cent'),
  ('{"currency": "JPY", "cumulative": 1000.5}', '22023 AMOUNT', 'of half a yen'),
  ('{"per_transaction": 2000}', '23514', 'of more at once than in all'),
  ('{"spent": 600, "reserved": 401}', '23514', 'of which more is gone than there was'),
  ('{"phases": []}', '23514', 'for no phase'),
  ('{"phases": ["shooting"]}', '23514', 'for a phase that is none'),
  ('{"phases": ["prep", "wrap"]}', 'done', 'for two phases'),
  ('{"agreements": []}', '23514', 'for no agreement'),
  (jsonb_build_object('agreements', jsonb_build_array(gen_random_uuid())), '23514',
    'for an agreement that is not there'),
  (jsonb_build_object('agreements', jsonb_build_array(pg_temp.agreement('IATSE-80'))), 'done',
    'for one agreement'),
  ('{"from": "2030-01-01", "until": "2030-01-01"}', '23514', 'for no time'),
  ('{"from": "-infinity"}', '23514', 'from the beginning of time'),
  ('{"until": "infinity"}', '23514', 'to the end of time'),
  ('{"from": "2030-01-01", "until": "2030-01-02"}', 'done', 'for a day'),
  ('{"spent": 600, "reserved": 400}', 'done', 'of which all is gone')
) as a (more, answer, title);
select is(
  pg_temp.code_of(format('update public.spending_authorities set %s
    where id = pg_temp.id(''for two phases'')', s.sql)), s.answer, s.title)
from (values
  ('cumulative = 5000', '23514', 'an authority does not grow'),
  ('phases = null', '23514', 'an authority does not become one for any phase'),
  ('user_id = tests.user_id(''cora'')', '23514', 'an authority does not become another''s'),
  ('delegated_by = tests.user_id(''cora'')', '23514', 'who gave an authority stays who did'),
  ('spent = 1001', '23514', 'no more is spent than there is (F113)'),
  ('spent = 0.005', '22023 AMOUNT', 'half a cent is not spent'),
  ('reserved = 0.005', '22023 AMOUNT', 'half a cent is not reserved'),
  ('spent = 900, reserved = 100', 'done', 'what is spent and passed on moves (F113)'),
  ('ended_at = now(), end_reason = ''''', '23514', 'an authority is not ended without a word'),
  ('ended_at = now(), end_reason = ''over''', 'done', 'an authority is ended'),
  ('ended_at = null, end_reason = null', '23514', 'an authority that was ended stays so')
) as s (sql, answer, title);
select is(pg_temp.code_of(format($$ insert into public.spending_authorities
    (id, project_id, user_id, cost_code_id, currency, per_transaction, cumulative,
      delegated_by, delegated_from)
  values (pg_temp.id('a part'), tests.project_id('Alpha'), tests.user_id('lin'),
    pg_temp.id('3310'), 'USD', 1, 1, tests.user_id('eve'), pg_temp.id(%L)) $$, a.from_name)),
  a.answer, a.title)
from (values
  ('a part', '23514', 'an authority is no part of itself'),
  ('for two phases', 'done', 'an authority is a part of another')
) as a (from_name, answer, title);

select * from finish();
rollback;
