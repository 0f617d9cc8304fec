-- Signing costs by the call: the chain, the people, cost access and spending authority.
begin;
select plan(123);

-- The cast: Sarah produces Alpha, Lin is line producer, Una signs as well, Pam and Pia are
-- accountants, Eve is executive producer, Cora coordinator, Dan heads Camera. Mal produces
-- Beta.
select tests.create_user(name) from unnest(array['sarah', 'lin', 'una', 'pam', 'pia', 'eve',
  'cora', 'dan', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department('Camera', 'Alpha');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('una', 'Alpha', 'line_producer'), ('pam', 'Alpha', 'production_accountant'),
  ('pia', 'Alpha', 'production_accountant'), ('eve', 'Alpha', 'executive_producer'),
  ('cora', 'Alpha', 'coordinator'), ('dan', 'Camera', 'department_head'),
  ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency, phase, executive_producer_id)
values (tests.project_id('Alpha'), 'USD', 'principal_photography', tests.user_id('eve')),
  (tests.project_id('Beta'), 'USD', 'prep', null);
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line');
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('sign ' || p_name)::uuid $$;
create function pg_temp.agreement(p_code text) returns uuid
language sql stable security definer as $$
  select a.id from public.union_agreements as a where a.code = p_code
$$;
insert into public.cost_codes (id, project_id, parent_id, code, name, category, kind,
  union_agreement_id)
select pg_temp.id(c.code), tests.project_id('Alpha'), pg_temp.id(c.parent), c.code, c.code,
  c.category, c.kind, pg_temp.agreement(c.agreement)
from (values
  ('1401', null, 'above_line', 'account', null),
  ('2000', null, 'below_line', 'header', null),
  ('2010', '2000', 'below_line', 'account', null),
  ('2020', '2000', 'below_line', 'account', 'IATSE-600'),
  ('3300', null, 'below_line', 'account', null)
) as c (code, parent, category, kind, agreement);
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
select pg_temp.id(b.name), tests.project_id('Alpha'), b.name, b.currency,
  tests.user_id('sarah'), tests.user_id('sarah')
from (values ('dollars', 'USD'), ('euros', 'EUR')) as b (name, currency);
insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount)
select pg_temp.id('line ' || l.name), b.project_id, b.id, pg_temp.id(l.code), b.currency, 1000
from (values ('1401', 'dollars', '1401'), ('2010', 'dollars', '2010'),
  ('2020', 'dollars', '2020'), ('3300', 'dollars', '3300'), ('euros', 'euros', '2010'))
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
      case when v_detail like '{%' then v_detail::jsonb ->> 'error_code' end,
      case when v_detail like '{%' then v_detail::jsonb ->> 'required_permission' end);
end;
$$;
create temp table ids (name text primary key, id uuid);
create function pg_temp.kept(p_name text) returns uuid
language sql stable security definer as $$ select i.id from ids as i where i.name = p_name $$;
create function pg_temp.enter(p_as text, p_code text default '2010', p_amount numeric default 100,
  p_by text default 'pam', p_more text default '', p_line text default null,
  p_currency text default 'USD')
returns void
language sql as $$
  insert into ids select p_as, pg_temp.says(p_by, format(
    'select public.submit_transaction(%L, %L, %s, %L, %L, %L%s)', pg_temp.id(p_code),
    pg_temp.id('line ' || coalesce(p_line, p_code)), p_amount, p_currency, p_as, p_as,
    p_more))::uuid
$$;
create function pg_temp.approve(p_name text, p_cost text) returns text
language sql as $$
  select pg_temp.says(p_name, format(
    'select public.approve_transaction(%L) ->> ''status''', pg_temp.kept(p_cost)))
$$;
create function pg_temp.authority(p_as text, p_name text, p_code text, p_at_once numeric,
  p_in_all numeric, p_more text default '', p_currency text default 'USD')
returns text
language plpgsql as $$
declare
  v_id text := pg_temp.says('eve', format(
    'select public.grant_spending_authority(%L, %L, %L, %L, %s, %s%s)',
    tests.project_id('Alpha'), tests.user_id(p_name), pg_temp.id(p_code), p_currency,
    p_at_once, p_in_all, p_more));
begin
  insert into ids values (p_as, v_id::uuid);
  return 'given';
exception
  when invalid_text_representation then
    return v_id;
end;
$$;
create function pg_temp.spent(p_as text) returns numeric
language sql as $$
  select a.spent from public.spending_authorities as a where a.id = pg_temp.kept(p_as)
$$;

-- one sign-off, one posting --------------------------------------------------------------
select pg_temp.enter('rent');
select is(pg_temp.approve('lin', 'rent'), '42501 AUTHORITY_EXCEEDED',
  'whoever has no authority signs nothing (F113)');
select is(pg_temp.authority('lin 2000', 'lin', '2000', 500, 1000), 'given',
  'an executive producer gives authority (F113)');
select is(pg_temp.approve(c.name, 'rent'), c.answer, c.title)
from (values
  ('pam', '42501 INSUFFICIENT_PERMISSIONS cost:approve', 'an accountant signs no cost off'),
  ('cora', 'PT404 NOT_FOUND', 'a coordinator finds no cost of others to sign'),
  ('dan', 'PT404 NOT_FOUND',
    'the head of a department finds no cost of the production to sign'),
  ('mal', 'PT404 NOT_FOUND', 'a stranger finds no cost to sign'),
  ('una', '42501 AUTHORITY_EXCEEDED', 'another''s authority signs nothing (F113)')
) as c (name, answer, title);
select is(pg_temp.says('lin', 'select public.approve_transaction(null)'), 'PT404 NOT_FOUND',
  'nothing is not signed');
select is(
  pg_temp.says('lin', format('select public.approve_transaction(%L)', pg_temp.kept('rent')))
    ::jsonb,
  jsonb_build_object('status', 'signed', 'position', 1, 'permission_key', 'cost:approve',
    'authority_id', pg_temp.kept('lin 2000')),
  'a line producer signs below the line, within the authority (F32, F113, control)');
select is(pg_temp.spent('lin 2000'), 100::numeric,
  'what is signed is taken from the authority in the same transaction (F113)');
select is(pg_temp.approve('lin', 'rent'), '42501 INSUFFICIENT_PERMISSIONS transaction:approve',
  'a line producer does not post (F17)');
select is(pg_temp.approve('pam', 'rent'), '23514 MAKER_CHECKER',
  'whoever entered a cost does not post it by the call (F116)');
select is(pg_temp.approve('pia', 'rent'), 'posted', 'another accountant posts it (F116, control)');
select is(pg_temp.approve('sarah', 'rent'), '23514 TRANSACTION_STATE',
  'what is posted is not signed again');
select results_eq(
  $$ select a.position, a.permission_key, a.user_id, a.authority_id, a.amount
     from public.transaction_approvals as a where a.transaction_id = pg_temp.kept('rent')
     order by 1 $$,
  $$ values (1::smallint, 'cost:approve', tests.user_id('lin'), pg_temp.kept('lin 2000'),
       100::numeric),
     (2::smallint, 'transaction:approve', tests.user_id('pia'), null, 100) $$,
  'posting is a signature, too, and takes no authority (F113)');
select results_eq(
  $$ select t.approved_by, t.posted_by from public.cost_transactions as t
     where t.id = pg_temp.kept('rent') $$,
  $$ values (tests.user_id('lin'), tests.user_id('pia')) $$,
  'a cost names the last sign-off and who posted it');

-- who reads a signature -----------------------------------------------------------------
savepoint reads;
select pg_temp.enter('taxi', p_by => 'cora');
select pg_temp.approve('lin', 'taxi');
create function pg_temp.signatures(p_name text, p_cost text) returns text
language sql as $$
  select pg_temp.says(p_name, format(
    'select count(*) from public.transaction_approvals where transaction_id = %L',
    pg_temp.kept(p_cost)))
$$;
select is(pg_temp.signatures('cora', 'taxi'), '1',
  'a coordinator reads who signed what they entered (F35, control)');
select is(pg_temp.signatures('cora', 'rent'), '0',
  'a coordinator reads no signature on the costs of others (F35)');
update stagedoor.user_accesses set status = 'Revoked' where user_id = tests.user_id('cora');
select is(pg_temp.signatures('cora', 'taxi'), '0',
  'whoever coordinates no more reads no signature (F35)');
rollback to reads;

-- maker is not checker -------------------------------------------------------------------
select is(pg_temp.authority('sarah', 'sarah', '2000', 500, 5000), 'given',
  'a producer is given authority');
select pg_temp.enter('own', p_by => 'sarah');
select is(pg_temp.approve('sarah', 'own'), '23514 MAKER_CHECKER',
  'a producer does not sign what they entered (F116)');
select is(pg_temp.approve('lin', 'own'), 'signed', 'a line producer signs it (F116, control)');
select is(pg_temp.approve('sarah', 'own'), '23514 MAKER_CHECKER',
  'a producer does not post what they entered (F116)');
select pg_temp.enter('twice');
select is(pg_temp.approve('sarah', 'twice'), 'signed', 'a producer signs what others entered');
select is(pg_temp.approve('sarah', 'twice'), '23514 MAKER_CHECKER',
  'a producer does not post what they signed (F116)');
select is(pg_temp.approve('pia', 'twice'), 'posted', 'an accountant posts what a producer signed');
savepoint dropped;
insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason)
select tests.project_id('Alpha'), r.id, false, 'A small production'
from stagedoor.separation_rules as r where r.rule_key = 'cost_maker_checker';
select is(pg_temp.approve('sarah', 'own'), 'posted',
  'where a small production dropped the rule, who entered a cost posts it (F101)');
rollback to dropped;

-- above the line -------------------------------------------------------------------------
select pg_temp.authority('lin 1401', 'lin', '1401', 500, 1000);
select pg_temp.enter('cast', '1401');
select is(pg_temp.approve('lin', 'cast'), '42501 INSUFFICIENT_PERMISSIONS cost:approve',
  'a line producer signs nothing above the line, whatever the authority (F32, F33)');
select is(pg_temp.spent('lin 1401'), 0::numeric, 'what is refused takes no authority (F113)');
select is(pg_temp.approve('eve', 'cast'), '42501 AUTHORITY_EXCEEDED',
  'an executive producer signs within an authority, too (F113)');
select pg_temp.authority('eve 1401', 'eve', '1401', 500, 1000);
select is(pg_temp.approve('eve', 'cast'), 'signed',
  'an executive producer signs above the line (F32, control)');
insert into public.cost_policies (project_id, permission_role_id, category, phase)
values (tests.project_id('Alpha'), tests.role_id('line_producer'), 'below_line', 'wrap');
select pg_temp.enter('wrapped');
update public.productions set phase = 'wrap' where project_id = tests.project_id('Alpha');
select is(pg_temp.approve('lin', 'wrapped'), '42501 INSUFFICIENT_PERMISSIONS cost:approve',
  'a policy of the phase of this moment stops a line producer (F35, F36)');
update public.productions set phase = 'principal_photography'
where project_id = tests.project_id('Alpha');
select is(pg_temp.approve('lin', 'wrapped'), 'signed',
  'back in the phase before a line producer signs (F36, control)');

-- which authority ------------------------------------------------------------------------
create function pg_temp.may(p_cost text) returns text
language sql as $$ select pg_temp.approve('una', p_cost) $$;
select pg_temp.authority('shallow', 'una', '2000', 300, 1000);
select pg_temp.authority('deep', 'una', '2010', 200, 300);
select pg_temp.authority('deep soon', 'una', '2010', 250, 300,
  format(', null, null, null, %L', now() + interval '1 day'));
select pg_temp.enter('una ' || a, '2010', a) from unnest(array[301, 250, 200, 100]) as a;
select is(pg_temp.may('una 301'), '42501 AUTHORITY_EXCEEDED',
  'a cost beyond what every authority takes at once is refused (F113)');
select is(pg_temp.may('una 250'), 'signed', 'a cost that one authority takes is signed (F113)');
select is(pg_temp.spent('deep soon'), 250::numeric,
  'of two in one subtree the authority that ends first is taken (F113)');
select is(pg_temp.may('una 200'), 'signed', 'a cost that the next authority takes is signed');
select is(pg_temp.spent('deep'), 200::numeric,
  'of two that fit the authority of the deeper subtree is taken (F113)');
select is(pg_temp.may('una 100'), 'signed', 'the last hundred of an authority is signed');
select is(pg_temp.spent('deep'), 300::numeric, 'an authority can be spent to nothing');
select pg_temp.enter('una more ' || a, '2010', a) from unnest(array[1, 60]) as a;
select is(pg_temp.may('una more 60'), 'signed', 'where the deep ones are spent a shallow one signs');
select results_eq(
  $$ select i.name, a.spent from public.spending_authorities as a
     join ids as i on i.id = a.id where a.user_id = tests.user_id('una') order by 1 $$,
  $$ values ('deep', 300::numeric), ('deep soon', 250), ('shallow', 60) $$,
  'no cost is ever split between authorities (F113)');
create function pg_temp.replace_authority(p_as text, p_code text, p_more text default '',
  p_currency text default 'USD')
returns void
language sql as $$
  update public.spending_authorities set ended_at = now(), end_reason = 'test'
  where user_id = tests.user_id('una') and ended_at is null;
  select pg_temp.authority(p_as, 'una', p_code, 500, 1000, p_more, p_currency);
$$;
select pg_temp.replace_authority('elsewhere', '3300');
select is(pg_temp.may('una more 1'), '42501 AUTHORITY_EXCEEDED',
  'an authority of another subtree signs nothing (F113)');
select pg_temp.replace_authority('euros', '2000', '', 'EUR');
select is(pg_temp.may('una more 1'), '42501 AUTHORITY_EXCEEDED',
  'an authority in another currency signs nothing (F113)');
select pg_temp.enter('in euros', '2010', 5, p_line => 'euros', p_currency => 'EUR');
select is(pg_temp.may('in euros'), 'signed', 'an authority signs in its currency (control)');
select pg_temp.replace_authority('prep', '2000', $$, array['prep', 'wrap'] $$);
select is(pg_temp.may('una more 1'), '42501 AUTHORITY_EXCEEDED',
  'an authority of other phases signs nothing (F28, F113)');
select pg_temp.replace_authority('later', '2000', format(', null, null, %L', now() + interval '1 hour'));
select is(pg_temp.may('una more 1'), '42501 AUTHORITY_EXCEEDED',
  'an authority that has not begun signs nothing (F113)');
select pg_temp.replace_authority('brief', '2000', format(', null, null, null, %L', now() + interval '1 hour'));
select tests.freeze_time(now() + interval '1 hour');
select is(pg_temp.may('una more 1'), '42501 AUTHORITY_EXCEEDED',
  'an authority signs nothing at the moment in which it ends (F113)');
select tests.unfreeze_time();
select pg_temp.replace_authority('members', '2000', format(', null, array[%L::uuid]', pg_temp.agreement('IATSE-600')));
select is(pg_temp.may('una more 1'), '42501 AUTHORITY_EXCEEDED',
  'an authority for members of an agreement signs for no others (F28, F113)');
select pg_temp.enter('member', '2020', 5,
  p_more => format(', p_payee_union_agreement_id => %L', pg_temp.agreement('IATSE-600')));
select is(pg_temp.may('member'), 'signed',
  'an authority for members of an agreement signs for them (F28, control)');
select pg_temp.replace_authority('shooting', '2000', $$, array['principal_photography', 'prep', 'prep'] $$);
select is(pg_temp.may('una more 1'), 'signed',
  'an authority of this phase signs (F28, control)');

-- what changed meanwhile -----------------------------------------------------------------
select pg_temp.enter('coded');
update public.cost_codes set union_agreement_id = pg_temp.agreement('IATSE-600')
where id = pg_temp.id('2010');
select is(pg_temp.approve('lin', 'coded'), '23514 UNION_JURISDICTION',
  'a code that was given to an agreement takes no sign-off for others (F45)');
update public.cost_codes set union_agreement_id = null where id = pg_temp.id('2010');
select is(pg_temp.approve('lin', 'coded'), 'signed',
  'a code that takes every payee takes the sign-off (F45, control)');
select pg_temp.enter('late', p_more => $$, p_transaction_date => '2026-11-01' $$);
select is(pg_temp.approve('lin', 'late'), 'signed', 'a cost of an open period is signed');
insert into public.cost_periods (project_id, ends_on, closed_by)
values (tests.project_id('Alpha'), '2026-11-07', tests.user_id('pia'));
select is(pg_temp.approve('pia', 'late'), '23514 PERIOD_CLOSED',
  'a cost of a closed period is not posted by the call (F120)');

-- orders and credits ---------------------------------------------------------------------
select is(pg_temp.authority('lin order', 'lin', '3300', 1000, 1000), 'given',
  'a line producer is given authority for a department');
select pg_temp.enter('order', '3300', 1000, p_more => $$, p_kind => 'order' $$);
select is(pg_temp.approve('lin', 'order'), 'signed', 'an order is signed');
select pg_temp.enter('bill', '3300', 1000,
  p_more => format(', p_relieves_id => %L', pg_temp.kept('order')));
select is(pg_temp.approve('lin', 'bill'), 'signed',
  'what draws on an order was signed for with it (F113)');
select is(pg_temp.spent('lin order'), 1000::numeric,
  'an order and what draws on it are spent once (F113)');
select is(pg_temp.approve('pia', 'bill'), 'posted', 'what draws on an order is posted');
select pg_temp.enter('refund', '3300', 10, p_more => format(
  ', p_kind => ''credit'', p_credits_id => %L', pg_temp.kept('bill')));
select is(pg_temp.approve('lin', 'refund'), 'signed', 'a credit is signed and spends nothing');
select is(pg_temp.spent('lin order'), 1000::numeric,
  'a credit gives no authority back: a void does (F113)');

-- chains ---------------------------------------------------------------------------------
create function pg_temp.step(p_row text, p_name text default 'sarah') returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.save_approval_step(%L, %L)',
    tests.project_id('Alpha'), p_row))
$$;
select is(pg_temp.step(c.row, c.name), c.answer, c.title)
from (values
  ('{"position": 1, "permission_key": "cost:approve"}', 'pam',
    '42501 INSUFFICIENT_PERMISSIONS role:edit', 'an accountant sets no chain'),
  ('{"position": 1, "permission_key": "cost:approve"}', 'mal', 'PT404 NOT_FOUND',
    'a stranger sets no chain'),
  ('{"position": 0, "permission_key": "cost:approve"}', 'sarah', '22023',
    'a step has a position from 1'),
  ('{"position": 1001, "permission_key": "cost:approve"}', 'sarah', '22023',
    'a step has a position to 1000'),
  ('{"position": 99999999, "permission_key": "cost:approve"}', 'sarah', '22023',
    'a step has a position that is small'),
  ('{"permission_key": "cost:approve"}', 'sarah', '22023', 'a step has a position'),
  ('{"position": 1}', 'sarah', '22023', 'a step has a key'),
  ('{"position": 1, "permission_key": "budget:approve"}', 'sarah', '22023',
    'a step has a key that signs'),
  ('{"position": 1, "permission_key": "cost:approve", "kind": "tip"}', 'sarah', '22023',
    'a step is of a kind that there is'),
  ('{"position": 1, "permission_key": "cost:approve", "role_key": "king"}', 'sarah',
    'PT404 NOT_FOUND', 'a step names a role that there is'),
  (format('{"position": 1, "permission_key": "cost:approve", "department_id": "%s"}',
    tests.project_id('Beta')), 'sarah', 'PT404 NOT_FOUND',
    'a step names a department of the production'),
  ('{"position": 1, "permission_key": "cost:approve", "from_amount": 0.001}', 'sarah',
    '22023 AMOUNT', 'a step begins at an amount that its currency has'),
  ('{"position": 1, "permission_key": "cost:approve", "from_amount": "NaN"}', 'sarah',
    '22023 AMOUNT', 'a step begins at an amount'),
  ('{"position": 1, "permission_key": "cost:approve", "currency": "EUROS"}', 'sarah',
    '22023 CURRENCY', 'a step is in a currency that there is'),
  ('{"position": 1, "permission_key": "cost:approve", "user_id": null}', 'sarah', '22023',
    'a step names no person'),
  ('[]', 'sarah', '22023', 'a step is an object')
) as c (row, name, answer, title);
select is((select count(*) from public.approval_steps), 0::bigint,
  'a step that was refused left nothing');
insert into ids
select s.name, pg_temp.step(s.row)::uuid
from (values
  ('dept 1', format('{"department_id": "%s", "position": 1, "permission_key": "cost:approve",
    "role_key": "department_head"}', tests.scope_id('Camera'))),
  ('dept 2', format('{"department_id": "%s", "position": 2, "permission_key": "cost:approve",
    "from_amount": 1000, "role_key": "line_producer"}', tests.scope_id('Camera'))),
  ('dept 3', format('{"department_id": "%s", "position": 3,
    "permission_key": "transaction:approve"}', tests.scope_id('Camera'))),
  ('journal 1', '{"kind": "journal", "position": 1, "permission_key": "transaction:approve"}')
) as s (name, row);
select is(pg_temp.step(format('{"department_id": "%s", "position": 2,
  "permission_key": "cost:approve", "from_amount": 500, "role_key": "line_producer"}',
  tests.scope_id('Camera'))), pg_temp.kept('dept 2')::text,
  'a step that is there is changed, and keeps its id');
select pg_temp.authority('dan', 'dan', '3300', 600, 2000);
select pg_temp.authority('lin camera', 'lin', '3300', 600, 2000);
select pg_temp.enter('small', '3300', 499.99);
select pg_temp.enter('large', '3300', 500);
create function pg_temp.chain(p_cost text) returns text
language sql as $$
  select pg_temp.says('pia', format(
    'select string_agg(concat_ws('' '', l.position, l.permission_key, l.role_key,
       case when l.is_next then ''next'' when l.user_id is not null then ''signed'' end),
       '', '') from public.list_approvals(%L) as l', pg_temp.kept(p_cost)))
$$;
select is(pg_temp.chain('small'),
  '1 cost:approve department_head next, 3 transaction:approve',
  'a step is asked for from its amount on (F99)');
select is(pg_temp.chain('large'),
  '1 cost:approve department_head next, 2 cost:approve line_producer, 3 transaction:approve',
  'a step is asked for at its amount (F99)');
select is(pg_temp.approve('lin', 'large'), '42501 INSUFFICIENT_PERMISSIONS cost:approve',
  'a step that names a role is signed by nobody else (F99)');
select is(pg_temp.approve('pia', 'large'), '42501 INSUFFICIENT_PERMISSIONS cost:approve',
  'nobody posts before the sign-offs (F99)');
select is(pg_temp.approve('dan', 'large'), 'submitted',
  'the head of a department gives the first signature (F99, control)');
select is(pg_temp.approve('dan', 'large'), '42501 INSUFFICIENT_PERMISSIONS cost:approve',
  'who signed the first step does not sign the next');
select is(pg_temp.chain('large'),
  '1 cost:approve department_head signed, 2 cost:approve line_producer next, '
  '3 transaction:approve', 'a chain shows who signed and what is next (F99)');
select is(pg_temp.says('dan', format('select public.approve_transaction(%L)', pg_temp.kept('small')))
  ::jsonb ->> 'status', 'signed', 'below its amount a step is left out (F99)');
select is(pg_temp.approve('lin', 'large'), 'signed', 'the second signature is the last sign-off');
select is(pg_temp.spent('dan') + pg_temp.spent('lin camera'), 1499.99,
  'each sign-off takes from the authority of its signer (F113)');
select is((select t.approved_by from public.cost_transactions as t
  where t.id = pg_temp.kept('large')), tests.user_id('lin'),
  'a cost names the last of its sign-offs');
select is(pg_temp.step(format('{"department_id": "%s", "position": 4,
  "permission_key": "cost:approve"}', tests.scope_id('Camera'))) ~ '^[0-9a-f-]{36}$', true,
  'a step is added behind the posting');
select is(pg_temp.approve('pia', 'large'), 'posted',
  'what was signed off whole is posted, whatever steps were added since (F99)');
select is(pg_temp.chain('large'),
  '1 cost:approve signed, 2 cost:approve signed, 30002 transaction:approve signed',
  'of a posted cost its signatures are listed');
select pg_temp.enter('entry', '2010', 5, p_more => $$, p_kind => 'journal' $$);
select is(pg_temp.chain('entry'), '30001 cost:approve next, 1 transaction:approve',
  'a chain without a sign-off begins with one (F99)');
select is(pg_temp.approve('pia', 'entry'), '42501 INSUFFICIENT_PERMISSIONS cost:approve',
  'a chain without a sign-off does not post without one (F99)');
select is(pg_temp.approve('lin', 'entry'), 'signed', 'a sign-off is given to it (control)');
select is(pg_temp.approve('pia', 'entry'), 'posted', 'behind the sign-off it is posted (control)');
select pg_temp.step('{"position": 1, "permission_key": "cost:approve"}');
select pg_temp.step('{"position": 2, "permission_key": "cost:approve", "from_amount": 1000,
  "role_key": "executive_producer"}');
select pg_temp.enter('abroad', '2010', 5, p_line => 'euros', p_currency => 'EUR');
select is(pg_temp.chain('abroad'), '1 cost:approve next, 2 cost:approve executive_producer, '
  '30002 transaction:approve',
  'a step from an amount on is asked for where the currencies differ (F99)');
select is(pg_temp.says('pam', format('select public.remove_approval_step(%L)',
  pg_temp.kept('dept 1'))), '42501 INSUFFICIENT_PERMISSIONS role:edit',
  'an accountant removes no step');
select is(pg_temp.says('mal', format('select public.remove_approval_step(%L)',
  pg_temp.kept('dept 1'))), 'PT404 NOT_FOUND', 'a stranger finds no step');
select tests.authenticate_as('sarah');
select throws_ok(
  $$ select public.remove_approval_step(gen_random_uuid()) $$, 'PT404',
  'Approval step not found', 'a step that is not there is named as one (F86)');
select tests.clear_authentication();
select is(pg_temp.says('sarah', format('select public.remove_approval_step(%L)',
  pg_temp.kept('dept 1'))), 'true', 'a producer removes a step (control)');
select is(pg_temp.says('mal', format('select count(*) from public.list_approvals(%L)',
  pg_temp.kept('large'))), 'PT404 NOT_FOUND', 'a stranger sees no chain');

-- voids ----------------------------------------------------------------------------------
create function pg_temp.void(p_name text, p_cost text, p_reason text default 'wrong')
returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.void_transaction(%L, %L) ->> ''status''',
    pg_temp.kept(p_cost), p_reason))
$$;
select is(pg_temp.void(c.name, c.cost, c.reason), c.answer, c.title)
from (values
  ('lin', 'rent', 'wrong', '42501 INSUFFICIENT_PERMISSIONS transaction:approve',
    'a line producer voids no cost'),
  ('mal', 'rent', 'wrong', 'PT404 NOT_FOUND', 'a stranger finds no cost to void'),
  ('pam', 'rent', 'wrong', '23514 MAKER_CHECKER',
    'nobody voids a posting of what they entered (F116)'),
  ('pia', 'rent', null, '22023', 'a void has a reason'),
  ('pia', 'rent', '  ', '22023', 'a void has a reason that is not blank'),
  ('pia', 'bill', 'wrong', '23514 TRANSACTION_STATE', 'what was given back in part is not voided')
) as c (name, cost, reason, answer, title);
select is(pg_temp.spent('lin 2000'), (
  select sum(a.amount) from public.transaction_approvals as a
  where a.authority_id = pg_temp.kept('lin 2000') and a.released_at is null),
  'what an authority has spent is what was signed under it (F113)');
create temp table before as select pg_temp.spent('lin 2000') as spent;
select is(pg_temp.void('pia', 'rent'), 'voided', 'an accountant voids a posting (control)');
select is(pg_temp.spent('lin 2000'), (select spent - 100 from before),
  'a void gives the authority back in the same transaction (F113)');
select is(pg_temp.void('sarah', 'rent'), 'voided', 'what is voided already is the answer');
select is(pg_temp.spent('lin 2000'), (select spent - 100 from before),
  'a second void gives nothing back (F113)');
select is((select count(*) from public.cost_transactions where reverses_id is not null),
  0::bigint, 'a void within an open period has no reversal');
select is(pg_temp.void('pam', 'late'), 'voided',
  'whoever entered a cost takes it back before it is posted');
select is(pg_temp.says('sarah', format('select public.revise_transaction(%L, %L)',
  pg_temp.kept('coded'), '{"amount": 90}')) ~ '^[0-9a-f-]{36}$', true,
  'a signed cost is revised (F113)');
select is(pg_temp.spent('lin 2000'), (select spent - 300 from before),
  'a revision gives back what was signed before (F113)');

-- the log --------------------------------------------------------------------------------
set constraints all immediate;
create function pg_temp.events() returns table (event text, reason text)
language plpgsql as $$
begin
  perform tests.authenticate_as('pam');
  return query
  select e.event, e.reason
  from stagedoor.get_audit_events(tests.project_id('Alpha'), 1000, null, null) as e;
  perform tests.clear_authentication();
end;
$$;
select is((select count(*) from pg_temp.events() as e where e.event = 'cost_approval.created'),
  (select count(*) from public.transaction_approvals), 'every signature is an event (F24)');
select is((select count(*) from pg_temp.events() as e where e.event = 'cost.created'),
  (select count(*) from public.cost_transactions), 'every cost is an event (F24)');
select isnt((select count(*) from pg_temp.events() as e
  where e.event = 'cost.changed' and e.reason = 'wrong'), 0::bigint,
  'an event of a void says why (F24)');
select isnt((select count(*) from pg_temp.events() as e
  where e.event = 'spending_authority.changed'), 0::bigint, 'every debit is an event (F24)');

select * from finish();
rollback;
