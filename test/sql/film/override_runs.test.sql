-- Work under an override: run_under_override, the check of reserves, and the evidence.
begin;
select plan(86);

-- The cast: Sarah produces Alpha, Lin and Una are line producers, Pam and Pia accountants,
-- Eve is the designated executive producer, Bo audits for the guarantor. Mal produces Beta.
select tests.create_user(name) from unnest(array['sarah', 'lin', 'una', 'pam', 'pia', 'eve',
  'bo', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department('Locations', 'Alpha');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('una', 'Alpha', 'line_producer'), ('pam', 'Alpha', 'production_accountant'),
  ('pia', 'Alpha', 'production_accountant'), ('eve', 'Alpha', 'executive_producer'),
  ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
select tests.grant_key('bo', 'Alpha', k) from unnest(array['audit:view', 'override:view']) as k;
-- Lin enters, too: what is entered in a run is written under it.
select tests.grant_key('lin', 'Alpha', 'transaction:create');
insert into public.productions (project_id, currency, phase, executive_producer_id)
values (tests.project_id('Alpha'), 'USD', 'principal_photography', tests.user_id('eve')),
  (tests.project_id('Beta'), 'USD', 'prep', null);
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('run ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, parent_id, code, name, category, kind)
select pg_temp.id(c.code), tests.project_id('Alpha'), pg_temp.id(c.parent), c.code, c.code,
  'below_line', c.kind
from (values ('2000', null, 'header'), ('2010', '2000', 'account'), ('2500', null, 'account'),
  ('6901', null, 'contingency')) as c (code, parent, kind);
insert into public.cost_policies (project_id, permission_role_id, prefix, category,
  requires_guild_approval, allows_line_producer_edit)
values (tests.project_id('Alpha'), tests.role_id('line_producer'), '2000', 'below_line', false,
  false);
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
values (pg_temp.id('dollars'), tests.project_id('Alpha'), 'dollars', 'USD',
  tests.user_id('sarah'), tests.user_id('sarah'));
insert into public.budget_lines
  (id, project_id, budget_id, cost_code_id, currency, amount, is_contingency)
select pg_temp.id('line ' || l.name), tests.project_id('Alpha'), pg_temp.id('dollars'),
  pg_temp.id(l.code), 'USD', 10000, l.name like 'reserve%'
from (values ('2010', '2010'), ('2500', '2500'), ('reserve', '6901')) as l (name, code);
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
create function pg_temp.enter(p_as text, p_code text default '2010', p_amount numeric default 100)
returns void
language sql as $$
  insert into ids select p_as, pg_temp.says('pam', format(
    'select public.submit_transaction(%L, %L, %s, ''USD'', %L, %L, p_payee => %L)',
    pg_temp.id(p_code), pg_temp.id('line ' || p_code), p_amount, p_as, p_as,
    'Payee of ' || p_as))::uuid
$$;
create function pg_temp.open(p_as text, p_until text default 'start') returns void
language plpgsql as $$
begin
  insert into ids values (p_as, pg_temp.says('lin', format(
    'select public.request_override(%L, ''Storm'', 60, %L, 1000)', pg_temp.id('2000'),
    pg_temp.id('line reserve')))::uuid);
  if p_until <> 'request' then
    perform pg_temp.says('eve', format('select public.authorize_override(%L)',
      pg_temp.kept(p_as)));
  end if;
  if p_until = 'start' then
    perform pg_temp.says('lin', format('select public.start_override(%L)', pg_temp.kept(p_as)));
  end if;
end;
$$;
create function pg_temp.run(p_operations text, p_name text default 'lin', p_as text default 'active')
returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.run_under_override(%L, %L)',
    pg_temp.kept(p_as), p_operations))
$$;
create function pg_temp.sign(variadic p_costs text[]) returns text
language sql as $$
  select jsonb_agg(jsonb_build_object('call', 'approve_transaction', 'args',
    jsonb_build_object('p_transaction_id', pg_temp.kept(c.name))) order by c.place)::text
  from unnest(p_costs) with ordinality as c (name, place)
$$;
create function pg_temp.enters(p_key text, p_amount text default '50') returns text
language sql as $$
  select jsonb_build_array(jsonb_build_object('call', 'submit_transaction', 'args',
    jsonb_build_object('p_cost_code_id', pg_temp.id('2010'), 'p_budget_line_id',
      pg_temp.id('line 2010'), 'p_amount', p_amount::jsonb, 'p_currency', 'USD',
      'p_description', 'Sandbags', 'p_idempotency_key', p_key, 'p_coding',
      '{"set": "12A"}'::jsonb)))::text
$$;
create function pg_temp.state(p_as text default 'active') returns text
language sql as $$
  select concat_ws(' ', o.status, o.spent) from public.emergency_overrides as o
  where o.id = pg_temp.kept(p_as)
$$;
create function pg_temp.events(p_as text default 'active') returns text
language sql as $$
  select string_agg(replace(q.event, 'override.', ''), ' ' order by q.id)
  from stagedoor.event_queue as q
  where q.override_id = pg_temp.kept(p_as) and q.event like 'override.%'
$$;
select pg_temp.enter(c.name, c.code, c.amount)
from (values ('pumps', '2010', 100), ('hoses', '2010', 200), ('big', '2010', 2000),
  ('beside', '2500', 50)) as c (name, code, amount);
select pg_temp.open('active');
savepoint active;

-- operations ----------------------------------------------------------------------------------
select is(pg_temp.run(c.operations), c.answer, c.title)
from (values
  ('null', '22023 OPERATION', 'a null is no operations (F42)'),
  ('{}', '22023 OPERATION', 'an object is no operations (F42)'),
  ('"x"', '22023 OPERATION', 'a text is no operations (F42)'),
  ('[]', '22023 OPERATION', 'no operation at all is none (F42)'),
  ('[1]', '22023 OPERATION', 'a number is no operation (F42)'),
  ('[null]', '22023 OPERATION', 'a null is no operation (F42)'),
  ('[{}]', '22023 OPERATION', 'an operation names a call (F42)'),
  ('[{"call": 1}]', '22023 OPERATION', 'the name of a call is a text (F42)'),
  ('[{"call": "grant_access", "args": {}}]', '22023 OPERATION',
    'no call of the engine is an operation (F42)'),
  ('[{"call": "void_transaction", "args": {}}]', '22023 OPERATION',
    'no other call of film is an operation (F42)'),
  ('[{"call": "authorize_override", "args": {}}]', '22023 OPERATION',
    'no step of an override is an operation (F42)'),
  ('[{"call": "run_under_override", "args": {}}]', '22023 OPERATION',
    'a run is no operation of a run (F42)'),
  ('[{"call": "approve_transaction", "args": []}]', '22023 OPERATION',
    'arguments are named (F42)'),
  ('[{"call": "approve_transaction", "args": {}}]', '22023 OPERATION',
    'an operation has all its arguments (F42)'),
  ('[{"call": "approve_transaction", "args": {"p_transaction_id": "x"}}]', '22023',
    'an argument is of its type (F42)'),
  ('[{"call": "approve_transaction", "args": {"p_transaction_id": {"a": 1}}}]',
    '22023 OPERATION', 'an argument is one value (F42)'),
  ('[{"call": "approve_transaction", "args": {"p_transaction_id": null, "p_force": true}}]',
    '22023 OPERATION', 'an operation has no arguments but its own (F42)'),
  ('[{"call": "approve_transaction", "args": {"p_transaction_id": null}, "as": "eve"}]',
    '22023 OPERATION', 'an operation has no fields but its own (F42)')
) as c (operations, answer, title);
select is(
  pg_temp.run((select jsonb_agg(o.value)::text
    from generate_series(1, 101) as i cross join jsonb_array_elements(pg_temp.sign('pumps')::jsonb) as o)),
  '22023 OPERATION', 'a run has at most 100 operations (F42)');
select is(pg_temp.says('lin', format('select public.run_under_override(%L, null)',
  pg_temp.kept('active'))), '22023 OPERATION', 'nothing at all is no operations (F42)');
select is(pg_temp.state(), 'Active 0', 'a run that is none changes nothing (F42)');
select is(pg_temp.events(), 'requested authorized started',
  'a run that is none leaves no event (F42)');
select is(pg_temp.run(pg_temp.sign('pumps'), c.name), c.answer, c.title)
from (values
  ('una', '42501 INSUFFICIENT_PERMISSIONS owner_or_manager_access',
    'whoever did not ask runs nothing under an override (F42)'),
  ('eve', '42501 INSUFFICIENT_PERMISSIONS override:request',
    'an executive producer runs nothing under an override (F42)'),
  ('mal', 'PT404 NOT_FOUND', 'a stranger finds no override to run under (F42)')
) as c (name, answer, title);

-- a run that succeeds ------------------------------------------------------------------------
select is(pg_temp.run(pg_temp.sign('pumps', 'hoses'))::jsonb,
  jsonb_build_object('ok', true, 'results', jsonb_build_array(
    jsonb_build_object('status', 'signed', 'position', 1, 'permission_key', 'cost:approve',
      'authority_id', null, 'override_id', pg_temp.kept('active')),
    jsonb_build_object('status', 'signed', 'position', 1, 'permission_key', 'cost:approve',
      'authority_id', null, 'override_id', pg_temp.kept('active')))),
  'a run answers a result for each operation (F42)');
select is(pg_temp.state(), 'Revoked 300', 'a run that succeeds completes and is revoked (F42)');
select is(pg_temp.events(), 'requested authorized started changed changed completed revoked',
  'a run that succeeds is recorded (F41, F42)');
select is(pg_temp.run(pg_temp.sign('big')), '23514 OVERRIDE_STATE',
  'nothing runs under an override that is over (F41)');
select lives_ok('select tests.flush()',
  'work and its completion by a run share a transaction (F118)');
rollback to active;
-- A cost that is entered takes nothing from the override, and is bound to it all the same.
select alike(pg_temp.run(pg_temp.enters('tape')), '%"ok": true%', 'a run enters a cost (F42, control)');
savepoint tape;
select tests.deny('una', 'Alpha', 'override:request');
select lives_ok('select tests.flush()',
  'what a run entered commits when another lost the key (F118, control)');
rollback to tape;
select tests.deny('lin', 'Alpha', 'override:request');
select throws_ok('select tests.flush()', '42501', 'Access denied',
  'what a run entered does not commit when its requester lost the key meanwhile (F118)');
rollback to active;
-- What the requester may do anyway is written under it, too.
select pg_temp.says('eve', format(
  'select public.grant_spending_authority(%L, %L, %L, ''USD'', 500, 500)',
  tests.project_id('Alpha'), tests.user_id('lin'), pg_temp.id('2500')));
select alike(pg_temp.run((pg_temp.enters('bags')::jsonb || pg_temp.sign('beside')::jsonb)::text),
  '%"ok": true%', 'a run enters and signs (F42, control)');
select results_eq(
  $$ select t.idempotency_key, t.override_id, t.coding, t.amount from public.cost_transactions as t
     where t.idempotency_key in ('bags', 'beside') order by 1 $$,
  $$ values ('bags', pg_temp.kept('active'), '{"set": "12A"}'::jsonb, 50::numeric),
       ('beside', pg_temp.kept('active'), '{}', 50) $$,
  'every row that a run writes carries the override (F112)');
select results_eq(
  $$ select pg_temp.state(), a.spent, s.override_id, s.authority_id is not null
     from public.spending_authorities as a
     join public.transaction_approvals as s on s.authority_id = a.id $$,
  $$ values ('Revoked 0', 50::numeric, pg_temp.kept('active'), true) $$,
  'outside of its code a run takes from an authority (F113)');
select pg_temp.enter('later');
select is((select t.override_id from public.cost_transactions as t
  where t.idempotency_key = 'later'), null::uuid, 'behind a run nothing carries its override (F112)');
rollback to active;
-- One that is granted begins.
select pg_temp.says('lin', format('select public.revoke_override(%L, ''Calm'')',
  pg_temp.kept('active')));
select pg_temp.open('granted', 'authorize');
select alike(pg_temp.run(pg_temp.sign('pumps'), p_as => 'granted'), '%"ok": true%',
  'a run begins what is granted (F42)');
select is(pg_temp.events('granted'), 'requested authorized started changed completed revoked',
  'a run that begins an override records that, too (F41)');
select pg_temp.open('asked', 'request');
select is(pg_temp.run(pg_temp.sign('hoses'), p_as => 'asked'), '23514 OVERRIDE_STATE',
  'nothing runs under a request (F41)');
rollback to active;

-- a run that fails ---------------------------------------------------------------------------
select is(
  pg_temp.run(pg_temp.sign('pumps', 'big'))::jsonb - '{message,hint,details,cause}'::text[],
  jsonb_build_object('ok', false, 'reason', 'authority_exceeded', 'error_code',
    'AUTHORITY_EXCEEDED', 'code', 'PT403', 'retry_after', null, 'override_id',
    pg_temp.kept('active'), 'operation', 2, 'call', 'approve_transaction', 'sqlstate', '42501',
    'written', '[]'::jsonb),
  'a run that fails answers with the error and the operation (F42)');
select is(current_setting('response.status'), '403', 'a run that fails has the status of its error (F42)');
select is(pg_temp.state(), 'Revoked 0', 'a run that fails is undone, and the override revoked (F42)');
select is(pg_temp.events(), 'requested authorized started failed revoked',
  'failure and revocation of a run stay recorded (F41, F42)');
select results_eq(
  $$ select t.status, t.override_id from public.cost_transactions as t
     where t.id = pg_temp.kept('pumps') $$, $$ values ('submitted', null::uuid) $$,
  'of a run that fails no operation stays (F42)');
select is(
  (select l.refused from stagedoor.access_log as l where l.resource_id = pg_temp.kept('active')::text),
  'authority_exceeded', 'a run that fails is in the access log (F88)');
select is((select o.error from public.emergency_overrides as o where o.id = pg_temp.kept('active')),
  '2: 42501 Access denied', 'an override says which operation failed (F42)');
rollback to active;
select is(pg_temp.run(c.operations)::jsonb ->> 'code', c.code, c.title)
from (values
  ('[{"call": "approve_transaction", "args": {"p_transaction_id": null}}]', 'PT404',
    'a run that finds nothing answers 404 (F42)')
) as c (operations, code, title);
rollback to active;
select is(pg_temp.run(pg_temp.enters('bags', '-1'))::jsonb ->> 'code', 'PT400',
  'a run with a bad value answers 400 (F42)');
rollback to active;
select is(pg_temp.run((pg_temp.enters('bags')::jsonb || pg_temp.enters('bags', '60')::jsonb)::text)
  ::jsonb ->> 'code', 'PT409', 'a run that enters another cost under one key answers 409 (F42)');
rollback to active;

-- reserves ---------------------------------------------------------------------------------
create function pg_temp.checked(p_name text default 'pam') returns text
language sql as $$
  select pg_temp.says(p_name, format(
    'select string_agg(concat_ws('' | '', c.max_amount, c.spent, c.line_amount, c.matches, c.why), '', '')
     from public.check_override_contingency(%L) as c', tests.project_id('Alpha')))
$$;
select is(pg_temp.checked(), '1000 | 0 | 10000 | f | the line is not approved',
  'an accountant sees that a reserve is not approved (F43)');
select pg_temp.says('eve', format('select public.lock_budget(%L)', pg_temp.id('dollars')));
select pg_temp.run((pg_temp.sign('pumps')::jsonb || pg_temp.enters('bags')::jsonb)::text);
select is(pg_temp.checked(), '1000 | 100 | 10000 | t | ',
  'an accountant sees that an override matches its reserve (F43, control)');
savepoint checked;
update public.emergency_overrides set spent = 40 where id = pg_temp.kept('active');
select is(pg_temp.checked(), '1000 | 40 | 10000 | f | costs of 100 are signed under it',
  'a sum that was changed by hand does not match (F43)');
rollback to checked;
alter table public.budget_lines disable trigger _110_guard;
update public.budget_lines set amount = 999 where id = pg_temp.id('line reserve');
select is(pg_temp.checked(), '1000 | 100 | 999 | f | 1000 is more than the line holds',
  'an override for more than its reserve holds does not match (F43)');
rollback to checked;
alter table public.budget_lines disable trigger _110_guard;
update public.budget_lines set is_contingency = false where id = pg_temp.id('line reserve');
select is(pg_temp.checked(),
  '1000 | 100 | 10000 | f | the line is no contingency line',
  'a line that is no reserve any more does not match (F43)');
rollback to checked;
select is(pg_temp.says('pia', format('select public.void_transaction(%L, ''Wrong'') ->> ''status''',
  pg_temp.kept('pumps'))), 'voided', 'what was signed under an override is voided (control)');
select is(pg_temp.checked(), '1000 | 0 | 10000 | t | ',
  'an override matches after a void (F43)');
rollback to checked;
select is(pg_temp.checked(c.name), c.answer, c.title)
from (values
  ('bo', '1000 | 100 | 10000 | t | ', 'an auditor checks reserves (F43)'),
  ('mal', 'PT404 NOT_FOUND', 'a stranger checks no reserve (F43)')
) as c (name, answer, title);
-- A denial at a department hides its overrides, as the policy does.
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '2000', tests.scope_id('Locations'), 'below_line');
select is(pg_temp.says('bo', format('select count(*) from public.check_override_contingency(%L)',
  tests.project_id('Alpha'))), '1', 'an auditor checks the reserves of a department (F43, control)');
select tests.deny('bo', 'Locations', 'override:view');
select is(pg_temp.says('bo', format('select count(*) from public.check_override_contingency(%L)',
  tests.project_id('Alpha'))), '0', 'where a department is denied none of its reserves is checked (F43)');
select alike(pg_temp.says('bo', format('select public.export_override_evidence(%L)',
  pg_temp.kept('active'))), '{%', 'whoever sees its events is told of an override (F112, control)');
select tests.deny('bo', 'Locations', 'audit:view');
select is(pg_temp.says('bo', format('select public.export_override_evidence(%L)',
  pg_temp.kept('active'))), 'PT404 NOT_FOUND', 'where a department is denied nobody is told of its overrides (F112)');
rollback to checked;
select is(pg_temp.says('bo', 'select count(*) from public.check_override_contingency(null)'),
  'PT404 NOT_FOUND', 'no production has no reserves (F43)');
select is(pg_temp.says('mal', format('select count(*) from public.check_override_contingency(%L)',
  tests.project_id('Beta'))), '0', 'a production without overrides has nothing to check (F43)');
select pg_temp.open('asked', 'request');
select is(pg_temp.checked(), '1000 | 100 | 10000 | t | ',
  'a request that nobody authorized is not checked (F43)');
rollback to checked;

-- evidence ---------------------------------------------------------------------------------------
select tests.flush();
create temp table shown as
select pg_temp.says('bo', format('select public.export_override_evidence(%L)',
  pg_temp.kept('active')))::jsonb as evidence;
select is((select s.evidence ->> 'sequence' from shown as s), tests.project_id('Alpha')::text,
  'evidence names the sequence of the production (F112)');
select results_eq(
  $$ select s.evidence #>> '{override,status}', s.evidence #>> '{override,authorized_by}',
       s.evidence #>> '{override,requested_by}', s.evidence #>> '{contingency_line,id}',
       s.evidence #>> '{cost_code,code}' from shown as s $$,
  $$ values ('Revoked', tests.user_id('eve')::text, tests.user_id('lin')::text,
       pg_temp.id('line reserve')::text, '2000') $$,
  'evidence names who asked, who authorized, the reserve and the code (F112)');
select is((select s.evidence #>> '{override,line_amount}' from shown as s), '10000',
  'evidence says what the reserve held when the override was authorized (F112)');
select results_eq(
  $$ select e ->> 'event' from shown as s
     cross join jsonb_array_elements(s.evidence -> 'events') as e $$,
  $$ values ('override.requested'), ('override.authorized'), ('override.started'),
       ('override.changed'), ('cost_approval.created'), ('cost.changed'), ('cost.created'),
       ('override.completed'), ('override.revoked') $$,
  'evidence has every event of the override, from request to revocation (F112)');
select is_empty(
  $$ select e.seq from shown as s
     cross join jsonb_to_recordset(s.evidence -> 'events') as e (seq bigint, leaf_hash text)
     left join stagedoor_audit.leaves as l
       on l.sequence_id = tests.project_id('Alpha') and l.seq = e.seq
         and encode(l.leaf_hash, 'hex') = e.leaf_hash
     where l.seq is null $$,
  'evidence names each event by its position and hash in the log (F112)');
select set_eq(
  $$ select p ->> 'key' as key, p ->> 'value' as value from shown as s
     cross join jsonb_array_elements(s.evidence -> 'events') as e
     cross join jsonb_array_elements(nullif(e -> 'personal', 'null')) as p
     $$,
  $$ values ('description', 'Sandbags'), ('note', '') $$,
  'evidence reveals the salts of its own rows, and of no others (F112)');
select is_empty(
  $$ select p from shown as s
     cross join jsonb_array_elements(s.evidence -> 'events') as e
     cross join jsonb_array_elements(nullif(e -> 'personal', 'null')) as p
     join stagedoor_audit.leaves as l
       on l.sequence_id = tests.project_id('Alpha') and l.seq = (e ->> 'seq')::bigint
     where encode(sha256(decode(p ->> 'salt', 'hex') || convert_to(p ->> 'value', 'UTF8')), 'hex')
       is distinct from convert_from(l.body, 'UTF8')::jsonb -> 'personal' ->> (p ->> 'key') $$,
  'a salt in the evidence proves its value (F112)');
select tests.flush();
select results_eq(
  $$ select l.event, l.override_id from stagedoor_audit.leaves as l
     where l.sequence_id = tests.project_id('Alpha') order by l.seq desc limit 1 $$,
  $$ values ('override.exported', null::uuid) $$,
  'making evidence is an event, and none of the override (F112)');
select is(
  (select l.action from stagedoor.access_log as l
   where l.resource_id = pg_temp.kept('active')::text and l.user_id = tests.user_id('bo')),
  'export', 'making evidence is in the access log (F88)');
select is(pg_temp.says(c.name, format('select public.export_override_evidence(%L)',
  pg_temp.kept('active'))), c.answer, c.title)
from (values
  ('lin', '42501 INSUFFICIENT_PERMISSIONS audit:view',
    'a line producer makes no evidence of their own override (F112)'),
  ('mal', 'PT404 NOT_FOUND', 'a stranger finds no override to make evidence of (F112)')
) as c (name, answer, title);
select is(pg_temp.says('bo', 'select public.export_override_evidence(null)'), 'PT404 NOT_FOUND',
  'of nothing there is no evidence (F112)');

-- who was erased -----------------------------------------------------------------------------
-- Under a second override Una is paid, by her address, and is told of in another event; a firm
-- is paid, too.
select pg_temp.open('wet', 'authorize');
select pg_temp.run((
  select jsonb_agg(jsonb_set(o.value, '{args,p_payee}', to_jsonb(p.payee)))
  from (values ('una', 'una@example.test'), ('firm', 'Sand & Sons')) as p (key, payee)
  cross join lateral jsonb_array_elements(pg_temp.enters(p.key)::jsonb) as o
)::text, p_as => 'wet');
select stagedoor.record_event('crew.called', tests.project_id('Alpha'),
  p_subject_id => tests.user_id('una'), p_personal => '{"phone_number": "+1 555 0100"}',
  p_override_id => pg_temp.kept('wet'));
select tests.flush();
create function pg_temp.proof(p_override text) returns jsonb
language sql as $$
  select pg_temp.says('bo', format('select public.export_override_evidence(%L)',
    pg_temp.kept(p_override)))::jsonb
$$;
create temp table before_erasing as select pg_temp.proof('wet') as evidence;
create temp table salts_of_una as
select encode(v.salt, 'hex') as salt, v.value
from stagedoor_audit.personal_values as v
where v.sequence_id = tests.project_id('Alpha')
  and v.value in ('una@example.test', '+1 555 0100');
create function pg_temp.revealed(p_evidence jsonb) returns setof text
language sql as $$
  select p ->> 'value'
  from jsonb_array_elements(p_evidence -> 'events') as e
  cross join jsonb_array_elements(nullif(e -> 'personal', 'null')) as p
  where p ->> 'key' in ('payee', 'phone_number') order by 1
$$;
select results_eq('select pg_temp.revealed(b.evidence) from before_erasing as b',
  array['+1 555 0100', 'Sand & Sons', 'una@example.test'],
  'evidence reveals who was paid and who was told of (F112, control)');
select is(
  (select count(*)::integer from before_erasing as b, salts_of_una as s
   where position(s.salt in b.evidence::text) > 0), 2,
  'evidence reveals the salts of its own rows (F112, control)');
select is_empty(
  $$ select s.value from salts_of_una as s, pg_temp.proof('active') as e
     where position(s.salt in e::text) > 0 or position(s.value in e::text) > 0 $$,
  'the evidence of another override reveals none of them (F112)');
select tests.authenticate_as_service();
select is(public.erase_personal_data(tests.user_id('una')) >= 2, true,
  'the service erases a person (control)');
select tests.clear_authentication();
select tests.flush();
create temp table after_erasing as select pg_temp.proof('wet') as evidence;
select results_eq('select pg_temp.revealed(a.evidence) from after_erasing as a',
  array['Sand & Sons'], 'the evidence of an override reveals nothing of who was erased (F112)');
select is_empty(
  $$ select s.value from salts_of_una as s, after_erasing as a
     where position(s.salt in a.evidence::text) > 0
       or position(s.value in a.evidence::text) > 0 $$,
  'no salt and no value of who was erased stands anywhere in the evidence (F112)');
select results_eq(
  $$ select e ->> 'seq', e ->> 'leaf_hash', e ->> 'event'
     from after_erasing as a cross join jsonb_array_elements(a.evidence -> 'events') as e $$,
  $$ select e ->> 'seq', e ->> 'leaf_hash', e ->> 'event'
     from before_erasing as b cross join jsonb_array_elements(b.evidence -> 'events') as e $$,
  'an erasure leaves every event of the evidence and its hash (F112)');
select is(
  (select count(*)::integer from after_erasing as a
   cross join jsonb_array_elements(a.evidence -> 'events') as e
   where e ->> 'event' = 'crew.called' and e -> 'personal' = 'null'), 1,
  'an event of which all was erased stands in the evidence without values (F112)');

select * from finish();
rollback;
