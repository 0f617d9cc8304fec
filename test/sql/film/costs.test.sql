-- Costs by their calls: entering, orders and credits, idempotency keys, revisions.
begin;
select plan(138);

-- The cast: Sarah produces Alpha, Lin is line producer, Pam accountant, Eve executive
-- producer, Cora coordinator, Cam crew, Dan heads Camera. Ron may file receipts and sees no
-- chart. Mal produces Beta.
select tests.create_user(name)
from unnest(array['sarah', 'lin', 'pam', 'eve', 'cora', 'cam', 'dan', 'ron', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department(d, 'Alpha') from unnest(array['Camera', 'Grip']) as d;
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('pam', 'Alpha', 'production_accountant'), ('eve', 'Alpha', 'executive_producer'),
  ('cora', 'Alpha', 'coordinator'), ('cam', 'Alpha', 'crew_member'),
  ('dan', 'Camera', 'department_head'), ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
select tests.grant_key('ron', 'Alpha', 'transaction:create');
insert into public.productions (project_id, currency, phase)
select tests.project_id(p), 'USD', 'principal_photography'
from unnest(array['Alpha', 'Beta']) as p;
insert into public.department_prefixes (project_id, prefix, department_id, category)
select tests.project_id('Alpha'), d.prefix, tests.scope_id(d.name), 'below_line'
from (values ('3300', 'Camera'), ('2500', 'Grip')) as d (prefix, name);
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('cost ' || p_name)::uuid $$;
create function pg_temp.agreement(p_code text) returns uuid
language sql stable security definer as $$
  select a.id from public.union_agreements as a where a.code = p_code
$$;
insert into public.cost_codes (id, project_id, code, name, category, kind, union_agreement_id)
select pg_temp.id(c.code), tests.project_id(c.project), c.code, c.code, c.category, c.kind,
  pg_temp.agreement(c.agreement)
from (values
  ('Alpha', '1400', 'above_line', 'header', null),
  ('Alpha', '1401', 'above_line', 'account', null),
  ('Alpha', '2500', 'below_line', 'account', null),
  ('Alpha', '3300', 'below_line', 'account', null),
  ('Alpha', '3400', 'below_line', 'account', 'IATSE-600'),
  ('Alpha', '3500', 'below_line', 'account', null),
  ('Beta', '9000', 'below_line', 'account', null)
) as c (project, code, category, kind, agreement);
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
select pg_temp.id(b.name), tests.project_id(b.project), b.name, b.currency,
  tests.user_id('sarah'), tests.user_id('sarah')
from (values ('dollars', 'Alpha', 'USD'), ('yen', 'Alpha', 'JPY'), ('dinars', 'Alpha', 'JOD'),
  ('other', 'Beta', 'USD')) as b (name, project, currency);
insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount)
select pg_temp.id('line ' || l.name), b.project_id, b.id, pg_temp.id(l.code), b.currency, 1000
from (values ('1401', 'dollars', '1401'), ('2500', 'dollars', '2500'),
  ('3300', 'dollars', '3300'), ('3400', 'dollars', '3400'), ('3500', 'dollars', '3500'),
  ('yen', 'yen', '3500'), ('dinars', 'dinars', '3500'), ('9000', 'other', '9000'))
  as l (name, budget, code)
join public.budgets as b on b.id = pg_temp.id(l.budget);
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
create function pg_temp.enter(p_name text, p_key text, p_more jsonb default '{}') returns text
language sql as $$
  select pg_temp.says(p_name, format(
    'select public.submit_transaction(p_cost_code_id => %L, p_budget_line_id => %L,
       p_amount => %L, p_currency => %L, p_description => %L, p_idempotency_key => %L%s)',
    case when p_more ? 'code' then pg_temp.id(p_more ->> 'code') else pg_temp.id('3500') end,
    case when p_more ? 'line' then pg_temp.id('line ' || (p_more ->> 'line'))
      else pg_temp.id('line ' || coalesce(p_more ->> 'code', '3500')) end,
    case when p_more ? 'amount' then p_more ->> 'amount' else '100' end,
    case when p_more ? 'currency' then p_more ->> 'currency' else 'USD' end,
    case when p_more ? 'description' then p_more ->> 'description' else 'A cost' end, p_key,
    (select string_agg(format(', p_%s => %L', m.key, m.value), '')
     from jsonb_each_text(p_more) as m
     where m.key not in ('code', 'line', 'amount', 'currency', 'description'))))
$$;
create temp table ids (name text primary key, id uuid);
create function pg_temp.keep(p_as text, p_name text, p_more jsonb default '{}') returns text
language plpgsql as $$
declare
  v_id text := pg_temp.enter(p_name, p_as, p_more);
begin
  insert into ids values (p_as, v_id::uuid);
  return 'entered';
exception
  when invalid_text_representation then
    return v_id;
end;
$$;
create function pg_temp.kept(p_name text) returns uuid
language sql stable security definer as $$ select i.id from ids as i where i.name = p_name $$;

-- who enters -----------------------------------------------------------------------------
select is(pg_temp.keep(c.title, c.name, c.more), c.answer,
  format('%s %s', c.title, c.says))
from (values
  ('pam', '{}'::jsonb, 'entered', 'an accountant', 'enters a cost (F4)'),
  ('sarah', '{}', 'entered', 'a producer', 'enters a cost (F4)'),
  ('cora', '{}', 'entered', 'a coordinator', 'enters a cost, seeing no budget (F4)'),
  ('ron', '{}', 'entered', 'whoever files receipts', 'enters a cost, seeing no chart'),
  ('lin', '{}', '42501 INSUFFICIENT_PERMISSIONS', 'a line producer', 'enters no cost (F17)'),
  ('eve', '{}', '42501 INSUFFICIENT_PERMISSIONS', 'an executive producer', 'enters no cost'),
  ('cam', '{}', 'PT404 NOT_FOUND', 'a crew member', 'finds no code'),
  ('mal', '{}', 'PT404 NOT_FOUND', 'a stranger', 'finds no code'),
  ('dan', '{"code": "3300"}', 'entered', 'the head of a department',
    'enters a cost of the own department'),
  ('dan', '{"code": "2500"}', 'PT404 NOT_FOUND', 'the head of one department',
    'finds no code of another'),
  ('dan', '{"code": "3300", "line": "2500"}', 'PT404 NOT_FOUND',
    'the head of this department', 'charges to no line of another'),
  ('pam', '{"code": "3300", "line": "2500"}', 'entered', 'an accountant of all departments',
    'charges a cost of one to a line of another (control)')
) as c (name, more, answer, title, says);
select results_eq(
  $$ select t.kind, t.status, t.amount, t.currency, t.created_by, t.transaction_date,
       t.coding, t.revision
     from public.cost_transactions as t where t.id = pg_temp.kept('an accountant') $$,
  $$ values ('invoice', 'submitted', 100::numeric, 'USD', tests.user_id('pam'),
       stagedoor.today_in(tests.project_id('Alpha')), '{}'::jsonb, 1) $$,
  'a cost is an invoice of today unless said otherwise');

-- what is no cost ------------------------------------------------------------------------
create temp table bad as
select b.* from (values
  ('{"code": "1400", "line": "1401"}'::jsonb, '23514 COST_CODE_PREFIX', 'on a header (F44)'),
  ('{"code": "9000"}', 'PT404 NOT_FOUND', 'on a code of another production'),
  ('{"code": "none"}', 'PT404 NOT_FOUND', 'on a code that is not there'),
  ('{"code": null}', 'PT404 NOT_FOUND', 'on no code'),
  ('{"line": "9000"}', 'PT404 NOT_FOUND', 'on a line of another production'),
  ('{"line": "none"}', 'PT404 NOT_FOUND', 'on a line that is not there'),
  ('{"line": null}', 'PT404 NOT_FOUND', 'on no line'),
  ('{"line": "1401"}', '23514 FENCE',
    'below the line that is funded above it (F33)'),
  ('{"code": "1401", "line": "3500"}', '23514 FENCE',
    'above the line that is funded below it (F33)'),
  ('{"currency": "EUR"}', '23514 CURRENCY', 'in another currency than its line'),
  ('{"currency": "EUROS"}', '22023 CURRENCY', 'in no currency'),
  ('{"currency": null}', '22023 CURRENCY', 'in null'),
  ('{"amount": null}', '22023 AMOUNT', 'of no amount'),
  ('{"amount": "-1"}', '22023 AMOUNT', 'of less than nothing'),
  ('{"amount": "0"}', '22023 AMOUNT', 'of nothing'),
  ('{"amount": "NaN"}', '22023 AMOUNT', 'of no number'),
  ('{"amount": "Infinity"}', '22023 AMOUNT', 'of infinity'),
  ('{"amount": "1e12"}', '22023 AMOUNT', 'of a million million'),
  ('{"amount": "10.005"}', '22023 AMOUNT', 'of half a cent'),
  ('{"amount": "0.5", "currency": "JPY", "line": "yen"}', '22023 AMOUNT', 'of half a yen'),
  ('{"amount": "10.1255", "currency": "JOD", "line": "dinars"}', '22023 AMOUNT',
    'of half a fil'),
  ('{"description": null}', '22023', 'without a description'),
  ('{"description": "  "}', '22023', 'with a blank description'),
  (jsonb_build_object('description', repeat('x', 401)), '22023',
    'with a description of 401 characters'),
  ('{"kind": "tip"}', '22023', 'of a kind that is none'),
  ('{"kind": null}', '22023', 'of no kind'),
  (jsonb_build_object('payee', repeat('x', 201)), '22023', 'with a payee of 201 characters'),
  (jsonb_build_object('reference', repeat('x', 121)), '22023',
    'with a reference of 121 characters'),
  ('{"earning": "Over time"}', '22023', 'with an earning that is no word'),
  ('{"transaction_date": "infinity"}', '22023', 'at the end of time'),
  ('{"coding": []}', '22023', 'with a coding that is a list'),
  ('{"coding": "null"}', '22023', 'with a coding that is JSON''s null'),
  (jsonb_build_object('coding', jsonb_build_object('a', repeat('x', 8192))), '22023',
    'with a coding of more than 8192 bytes'),
  (jsonb_build_object('payee_union_agreement_id', gen_random_uuid()), 'PT404 NOT_FOUND',
    'for a payee of an agreement that is not there'),
  ('{"code": "3400"}', '23514 UNION_JURISDICTION',
    'for a non-union payee of a union code (F45)'),
  (jsonb_build_object('code', '3400', 'payee_union_agreement_id',
    pg_temp.agreement('IATSE-695')), '23514 UNION_JURISDICTION',
    'for a payee of another agreement (F45)'),
  ('{"kind": "credit"}', '22023', 'that gives nothing back and is called a credit'),
  (jsonb_build_object('kind', 'credit', 'credits_id', gen_random_uuid()), 'PT404 NOT_FOUND',
    'that gives back what is not there'),
  (jsonb_build_object('credits_id', gen_random_uuid()), '22023',
    'that gives back and is no credit'),
  (jsonb_build_object('relieves_id', gen_random_uuid()), 'PT404 NOT_FOUND',
    'that draws on an order that is not there'),
  (jsonb_build_object('relieves_id', gen_random_uuid(), 'kind', 'order'), '22023',
    'that draws on an order and is one')
) as b (more, answer, title);
select is(pg_temp.enter('pam', 'bad', b.more), b.answer,
  format('a cost %s is refused by the call', b.title))
from bad as b;
select is(pg_temp.enter('pam', k.key), '22023', format('an idempotency key %s is none', k.title))
from (values (null, 'of null'), ('', 'of no character'), (repeat('x', 201),
  'of 201 characters')) as k (key, title);
select is((select count(*) from public.cost_transactions), (select count(*) from ids),
  'a cost that was refused left nothing');
select is(pg_temp.keep(g.title, 'pam', g.more), 'entered',
  format('a cost %s is entered (control)', g.title))
from (values
  ('{"amount": "0.01"}'::jsonb, 'of one cent'),
  ('{"amount": "500", "currency": "JPY", "line": "yen"}', 'of 500 yen'),
  ('{"amount": "10.125", "currency": "JOD", "line": "dinars"}', 'of ten dinars and 125 fils'),
  ('{"code": "1401"}', 'above the line, funded there'),
  (jsonb_build_object('code', '3400', 'payee_union_agreement_id',
    pg_temp.agreement('IATSE-600')), 'for a payee of the agreement'),
  ('{"coding": {"episode": "101", "set": "INT BAR", "tag": "QW"}, "payee": "  Cine Rent ",
    "reference": "4711", "earning": "box_rental", "transaction_date": "2026-11-02"}',
    'with all that one says')
) as g (more, title);
select results_eq(
  $$ select t.payee, t.reference, t.earning, t.transaction_date, t.coding ->> 'tag'
     from public.cost_transactions as t where t.id = pg_temp.kept('with all that one says') $$,
  $$ values ('Cine Rent', '4711', 'box_rental', '2026-11-02'::date, 'QW') $$,
  'what a cost says is kept as it was said');

-- sent twice -----------------------------------------------------------------------------
select is(pg_temp.enter('pam', 'an accountant'), pg_temp.kept('an accountant')::text,
  'a cost that is sent twice under one key is entered once');
select is(pg_temp.enter('pam', 'an accountant', '{"amount": "100.00"}'),
  pg_temp.kept('an accountant')::text, 'an amount with more zeroes makes no other cost');
select is(pg_temp.enter('pam', 'an accountant', m), '23505 IDEMPOTENCY_KEY',
  format('a cost that says %s is another, and asks for a key of its own', m))
from (values ('{"amount": "101"}'::jsonb), ('{"description": "Other"}'),
  ('{"code": "3300"}'), ('{"kind": "journal"}'), ('{"transaction_date": "2026-11-02"}'))
  as c (m);
select isnt(pg_temp.enter('cora', 'an accountant'), pg_temp.kept('an accountant')::text,
  'a key of one person stands for no cost of another');

-- orders ---------------------------------------------------------------------------------
create function pg_temp.state(p_name text, p_status text) returns void
language sql as $$
  update public.cost_transactions as t
  set status = 'signed', approved_by = tests.user_id('lin'), approved_at = now()
  where t.id = pg_temp.kept(p_name);
  update public.cost_transactions as t
  set status = 'posted', posted_by = tests.user_id('eve'), posted_at = now()
  where t.id = pg_temp.kept(p_name) and p_status = 'posted';
$$;
select pg_temp.keep('order', 'pam', '{"kind": "order", "amount": "1000"}');
create function pg_temp.draw(p_on text, p_more jsonb default '{}') returns jsonb
language sql as $$
  select jsonb_build_object('relieves_id', pg_temp.kept(p_on)) || p_more
$$;
select is(pg_temp.enter('pam', 'early', pg_temp.draw('order')), '23514 TRANSACTION_STATE',
  'an order that is not signed is not drawn on');
select pg_temp.state('order', 'signed');
select is(pg_temp.keep('first', 'cora', pg_temp.draw('order', '{"amount": "400"}')), 'PT404 NOT_FOUND',
  'whoever sees their own costs alone draws on no order of others');
select is(pg_temp.keep('first', 'pam', pg_temp.draw('order', '{"amount": "400"}')), 'entered',
  'an invoice draws on a signed order');
create function pg_temp.left_of(p_name text) returns text
language sql as $$
  select (b.answer::jsonb ->> 'left') || ' of ' || (b.answer::jsonb ->> 'amount')
  from (select pg_temp.says('pam', format('select public.get_balance(%L)', pg_temp.kept(p_name))))
    as b (answer)
$$;
select is(pg_temp.left_of('order'), '600 of 1000', 'what was drawn on an order is not left');
select is(pg_temp.enter('pam', 'much', pg_temp.draw('order', c.more)), c.answer,
  format('a cost that draws on an order %s is refused', c.title))
from (values
  ('{"amount": "600.01"}'::jsonb, '23514 BALANCE', 'more than is left'),
  ('{"code": "2500"}', '23514 DRAWN_ON', 'with another code'),
  ('{"line": "yen", "currency": "JPY"}', '23514 DRAWN_ON', 'in another currency'),
  (jsonb_build_object('payee_union_agreement_id', pg_temp.agreement('IATSE-600')),
    '23514 DRAWN_ON', 'under another agreement')
) as c (more, answer, title);
select is(pg_temp.enter('pam', 'no order', pg_temp.draw('of one cent', '{"amount": "0.01"}')),
  '23514 TRANSACTION_STATE', 'what is no order is not drawn on');
select is(pg_temp.keep('second', 'pam', pg_temp.draw('order', '{"amount": "600", "kind": "petty_cash"}')),
  'entered', 'a cost draws all that is left of an order (control)');
select is(pg_temp.enter('pam', 'second', pg_temp.draw('order', '{"amount": "600", "kind": "petty_cash"}')),
  pg_temp.kept('second')::text, 'a cost that is sent twice draws once');
select is(pg_temp.left_of('order'), '0 of 1000', 'an order can be drawn to nothing');
select is(pg_temp.says('pam', format('select public.void_transaction(%L, %L)',
  pg_temp.kept('order'), 'wrong')), '23514 TRANSACTION_STATE',
  'an order that is drawn on is not taken back');
select is(pg_temp.says('pam', format('select public.revise_transaction(%L, %L)',
  pg_temp.kept('order'), '{"amount": 50}')), '23514 TRANSACTION_STATE',
  'an order that is drawn on is not revised');
select is(pg_temp.says('pam', format('select public.void_transaction(%L, %L) ->> ''status''',
  pg_temp.kept('second'), 'wrong')), 'voided', 'what draws on an order is taken back (control)');
select is(pg_temp.left_of('order'), '600 of 1000', 'what was taken back is left again');
select is(pg_temp.left_of('second'), '0 of 600', 'of what is voided nothing is left');
select is(pg_temp.says('mal', format('select public.get_balance(%L)', pg_temp.kept('order'))),
  'PT404 NOT_FOUND', 'a stranger learns no balance');

-- credits --------------------------------------------------------------------------------
select pg_temp.keep('bill', 'pam', '{"amount": "300"}');
create function pg_temp.back(p_of text, p_more jsonb default '{}') returns jsonb
language sql as $$
  select jsonb_build_object('kind', 'credit', 'credits_id', pg_temp.kept(p_of)) || p_more
$$;
select pg_temp.state('bill', 'signed');
select is(pg_temp.enter('pam', 'soon', pg_temp.back('bill')), '23514 TRANSACTION_STATE',
  'a cost that is not posted is not given back');
select pg_temp.state('bill', 'posted');
select is(pg_temp.enter('pam', 'more', pg_temp.back('bill', '{"amount": "300.01"}')),
  '23514 BALANCE', 'no more is given back than there was');
select is(pg_temp.keep('refund', 'pam', pg_temp.back('bill', '{"amount": "100"}')), 'entered',
  'a credit gives back a part of a posted cost');
select is(pg_temp.enter('pam', 'again', pg_temp.back('bill', '{"amount": "201"}')),
  '23514 BALANCE', 'no more is given back than is left');
select is(pg_temp.left_of('bill'), '200 of 300', 'what was given back is not left');
select pg_temp.state('refund', 'posted');
select is(pg_temp.enter('pam', 'twice', pg_temp.back('refund', '{"amount": "1"}')),
  '23514 TRANSACTION_STATE', 'what gives back is not given back');
select is(pg_temp.keep('rest', 'pam', pg_temp.back('order', '{"amount": "600"}')), 'entered',
  'a credit gives back the rest of an order (control)');
select is(pg_temp.left_of('order'), '0 of 1000', 'an order whose rest was given back has none');

-- revisions ------------------------------------------------------------------------------
create function pg_temp.revise(p_name text, p_of text, p_changes jsonb) returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.revise_transaction(%L, %L)',
    pg_temp.kept(p_of), p_changes))
$$;
select is(pg_temp.revise(c.name, c.of, c.changes), c.answer, format('%s %s', c.who, c.says))
from (values
  ('lin', 'an accountant', '{"amount": 5}'::jsonb, '42501 INSUFFICIENT_PERMISSIONS',
    'a line producer', 'revises no cost'),
  ('cora', 'an accountant', '{"amount": 5}', 'PT404 NOT_FOUND',
    'a coordinator', 'finds no cost of others to revise'),
  ('dan', 'an accountant', '{"amount": 5}', 'PT404 NOT_FOUND', 'the head of a department',
    'finds no cost of the production to revise'),
  ('dan', 'an accountant of all departments', '{"amount": 5}',
    '42501 INSUFFICIENT_PERMISSIONS', 'the head of the department',
    'sees the cost that others entered and does not revise it'),
  ('mal', 'an accountant', '{"amount": 5}', 'PT404 NOT_FOUND', 'a stranger',
    'finds no cost to revise'),
  ('pam', 'an accountant', '{"status": "posted"}', '22023', 'an accountant',
    'revises no state'),
  ('pam', 'an accountant', '{"created_by": null}', '22023', 'an accountant',
    'does not revise who entered it'),
  ('pam', 'an accountant', '{"amount": 5, "status": "posted"}', '22023', 'an accountant',
    'revises no state beside an amount'),
  ('pam', 'an accountant', jsonb_build_object('amount', 5, 'project_id',
      tests.project_id('Beta')), '22023', 'an accountant',
    'revises no production beside an amount'),
  ('pam', 'an accountant', '[]', '22023', 'an accountant', 'revises by an object'),
  ('pam', 'an accountant', 'null', '22023', 'an accountant', 'revises by an object, not null'),
  ('pam', 'an accountant', '{}', '22023', 'an accountant', 'revises something'),
  ('pam', 'an accountant', '{"amount": 100.00}', '22023', 'an accountant',
    'revises to something else'),
  ('pam', 'an accountant', '{"amount": "much"}', '22023', 'an accountant',
    'revises to an amount'),
  ('pam', 'an accountant', '{"amount": {"a": 1}}', '22023', 'an accountant',
    'revises to an amount, not an object'),
  ('pam', 'an accountant', '{"amount": 0.001}', '22023 AMOUNT', 'an accountant',
    'revises to an amount that the currency has'),
  ('pam', 'an accountant', '{"cost_code_id": "x"}', '22023', 'an accountant',
    'revises to an id'),
  ('pam', 'an accountant', jsonb_build_object('cost_code_id', pg_temp.id('9000')),
    'PT404 NOT_FOUND', 'an accountant', 'revises to a code of the production'),
  ('pam', 'an accountant', jsonb_build_object('cost_code_id', pg_temp.id('1401')),
    '23514 FENCE', 'an accountant', 'revises to one side of the line (F33)'),
  ('pam', 'an accountant', '{"transaction_date": "infinity"}', '22023', 'an accountant',
    'revises to a day'),
  ('pam', 'an accountant', jsonb_build_object('budget_line_id', pg_temp.id('line 9000')),
    'PT404 NOT_FOUND', 'an accountant', 'revises to a line of the production'),
  ('pam', 'an accountant', jsonb_build_object('payee_union_agreement_id', gen_random_uuid()),
    'PT404 NOT_FOUND', 'an accountant', 'revises to an agreement that is there'),
  ('pam', 'an accountant', jsonb_build_object('relieves_id', gen_random_uuid()),
    'PT404 NOT_FOUND', 'an accountant', 'revises to an order that is there'),
  ('pam', 'an accountant',
    jsonb_build_object('kind', 'credit', 'credits_id', gen_random_uuid()),
    'PT404 NOT_FOUND', 'an accountant', 'revises to the credit of a cost that is there'),
  ('pam', 'bill', '{"amount": 5}', '23514 TRANSACTION_STATE', 'an accountant',
    'revises nothing that is posted'),
  ('pam', 'second', '{"amount": 5}', '23514 TRANSACTION_STATE', 'an accountant',
    'revises nothing that is voided')
) as c (name, of, changes, answer, who, says);
insert into ids select 'revision', pg_temp.revise('sarah', 'an accountant',
  '{"amount": 250, "payee": "Cine Rent"}')::uuid;
select results_eq(
  $$ select t.amount, t.payee, t.description, t.status, t.revision, t.revises_id, t.created_by
     from public.cost_transactions as t where t.id = pg_temp.kept('revision') $$,
  $$ values (250::numeric, 'Cine Rent', 'A cost', 'submitted', 2,
       pg_temp.kept('an accountant'), tests.user_id('sarah')) $$,
  'the next revision says what was changed, and whoever revised it has entered it (F113)');
select results_eq(
  $$ select t.status, t.void_reason, t.voided_by from public.cost_transactions as t
     where t.id = pg_temp.kept('an accountant') $$,
  $$ values ('voided', 'Revised', tests.user_id('sarah')) $$,
  'the revision before is voided (F113)');
select is(pg_temp.revise('sarah', 'an accountant', '{"amount": 250, "payee": "Cine Rent"}'),
  pg_temp.kept('revision')::text, 'a revision that is sent twice is one');
select is(pg_temp.revise('sarah', 'an accountant', '{"amount": 251, "payee": "Cine Rent"}'),
  '23514 TRANSACTION_STATE', 'a revision of what was revised already is refused');
select is(pg_temp.revise('cora', 'a coordinator', '{"description": "Mine"}')
  ~ '^[0-9a-f-]{36}$', true, 'a coordinator revises an own cost (control)');
savepoint sees;
select is(pg_temp.revise('dan', 'the head of a department',
    jsonb_build_object('cost_code_id', pg_temp.id('2500'))), 'PT404 NOT_FOUND',
  'the head of a department moves an own cost to no code of another department');
select tests.grant_key('dan', 'Alpha', 'cost_code:view');
select is(pg_temp.revise('dan', 'the head of a department',
    jsonb_build_object('cost_code_id', pg_temp.id('2500'))),
  '42501 INSUFFICIENT_PERMISSIONS',
  'a code that is seen is not one that a cost may be moved to');
select is(pg_temp.revise('dan', 'the head of a department', '{"description": "Mine"}')
  ~ '^[0-9a-f-]{36}$', true, 'the head of a department revises an own cost (control)');
rollback to sees;
select is(pg_temp.revise('pam', 'first', '{"amount": 1000}'), '23514 BALANCE',
  'a revision draws no more on an order than is left');
select is(pg_temp.revise('pam', 'first', '{"amount": 399}') ~ '^[0-9a-f-]{36}$', true,
  'a revision draws less on an order (control)');
select is(pg_temp.left_of('order'), '1 of 1000', 'what a revision no longer draws is left');

-- whoever entered it -----------------------------------------------------------------------
create function pg_temp.reads_own(p_name text) returns text
language sql as $$
  select pg_temp.says(p_name, format(
    'select count(*) > 0 from public.cost_transactions where created_by = %L',
    tests.user_id(p_name)))
$$;
select is(pg_temp.reads_own('cora'), 'true', 'a coordinator reads an own cost (F35, control)');
update stagedoor.user_accesses set status = 'Revoked' where user_id = tests.user_id('cora');
select is(pg_temp.reads_own('cora'), 'false',
  'whoever coordinates no more reads no cost, be it one that they entered (F35)');

select * from finish();
rollback;
