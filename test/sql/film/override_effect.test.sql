-- What an emergency override does: what it lifts, what it pays for, what carries it, and what
-- does not commit behind it.
begin;
select plan(74);

-- The cast: Sarah produces Alpha, Lin and Una are line producers, Pam and Pia accountants,
-- Eve is the designated executive producer.
select tests.create_user(name) from unnest(array['sarah', 'lin', 'una', 'pam', 'pia', 'eve'])
  as name;
select tests.create_project('Alpha');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role(r.name, 'Alpha', r.role_key)
from (values
  ('sarah', 'producer'), ('lin', 'line_producer'), ('una', 'line_producer'),
  ('pam', 'production_accountant'), ('pia', 'production_accountant'),
  ('eve', 'executive_producer')
) as r (name, role_key);
insert into public.productions (project_id, currency, phase, executive_producer_id)
values (tests.project_id('Alpha'), 'USD', 'principal_photography', tests.user_id('eve'));
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line');
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('effect ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, parent_id, code, name, category, kind)
select pg_temp.id(c.code), tests.project_id('Alpha'), pg_temp.id(c.parent), c.code, c.code,
  c.category, c.kind
from (values
  ('1400', null, 'above_line', 'header'), ('1401', '1400', 'above_line', 'account'),
  ('2000', null, 'below_line', 'header'), ('2010', '2000', 'below_line', 'account'),
  ('2500', null, 'below_line', 'account'), ('3300', null, 'below_line', 'account'),
  ('6901', null, 'below_line', 'contingency')
) as c (code, parent, category, kind);
-- Below 2000 and in Camera the production lets no line producer sign.
insert into public.cost_policies (project_id, permission_role_id, prefix, category,
  requires_guild_approval, allows_line_producer_edit)
select tests.project_id('Alpha'), tests.role_id('line_producer'), p, 'below_line', false, false
from unnest(array['2000', '3300']) as p;
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
select pg_temp.id(b.name), tests.project_id('Alpha'), b.name, b.currency,
  tests.user_id('sarah'), tests.user_id('sarah')
from (values ('dollars', 'USD'), ('euros', 'EUR')) as b (name, currency);
insert into public.budget_lines
  (id, project_id, budget_id, cost_code_id, currency, amount, is_contingency)
select pg_temp.id('line ' || l.name), b.project_id, b.id, pg_temp.id(l.code), b.currency,
  10000, l.name = 'reserve'
from (values ('2010', 'dollars', '2010'), ('2500', 'dollars', '2500'),
  ('3300', 'dollars', '3300'), ('euros', 'euros', '2010'), ('reserve', 'dollars', '6901'))
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
-- An override of Lin's, by its calls as far as it shall go.
create function pg_temp.open(
  p_as text, p_code text default '2000', p_amount text default '1000',
  p_more text default '', p_until text default 'start'
) returns void
language plpgsql as $$
begin
  insert into ids values (p_as, pg_temp.says('lin', format(
    'select public.request_override(%L, ''Storm'', 60, %L, %s%s)', pg_temp.id(p_code),
    pg_temp.id('line reserve'), p_amount, p_more))::uuid);
  if p_until <> 'request' then
    perform pg_temp.says('eve', format('select public.authorize_override(%L)',
      pg_temp.kept(p_as)));
  end if;
  if p_until = 'start' then
    perform pg_temp.says('lin', format('select public.start_override(%L)', pg_temp.kept(p_as)));
  end if;
end;
$$;
create function pg_temp.step(p_name text, p_step text, p_as text, p_more text default '')
returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.%s_override(%L%s)', p_step,
    pg_temp.kept(p_as), p_more))
$$;
create function pg_temp.level(p_name text, p_code text) returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.resolve_cost_access(%L)',
    pg_temp.id(p_code)))
$$;
-- A moment to come: the server ends transactions by its own clock.
select tests.freeze_time('2030-05-01 12:00+00');

-- what it lifts -------------------------------------------------------------------------------
select results_eq(
  $$ select c.code, pg_temp.level('lin', c.code) from unnest(array['1401', '2000', '2010', '2500',
       '3300']) as c (code) order by 1 $$,
  $$ values ('1401', 'read'), ('2000', 'denied'), ('2010', 'denied'), ('2500', 'approve'),
       ('3300', 'denied') $$,
  'without an override the policies say what a line producer may (F32, control)');
savepoint set_up;
select pg_temp.open('waiting', p_until => 'request');
select is(pg_temp.level('lin', '2010'), 'denied', 'a request lifts nothing (F40)');
rollback to set_up;
select pg_temp.open('granted', p_until => 'authorize');
select is(pg_temp.level('lin', '2010'), 'denied', 'a grant that has not begun lifts nothing (F40)');
rollback to set_up;
select pg_temp.open('active');
savepoint active;
select results_eq(
  $$ select c.code, pg_temp.level('lin', c.code) from unnest(array['1401', '2000', '2010', '2500',
       '3300']) as c (code) order by 1 $$,
  $$ values ('1401', 'read'), ('2000', 'approve'), ('2010', 'approve'), ('2500', 'approve'),
       ('3300', 'denied') $$,
  'an active override lifts its code and what is below, and nothing beside (F40)');
select is(pg_temp.level('una', '2010'), 'denied', 'an override lifts nobody but its requester (F40)');
select is(pg_temp.says('eve', format('select public.resolve_cost_access(%L, %L)',
  pg_temp.id('2010'), tests.user_id('lin'))), 'approve',
  'whoever asks about the requester hears of the override (F40)');
select is(
  pg_temp.says('lin', format('select public.get_cost_access(%L)', pg_temp.id('2010')))::jsonb
    - 'version',
  jsonb_build_object('access', 'approve', 'code', '2010', 'category', 'below_line',
    'union_agreement_id', null, 'phase', 'principal_photography', 'override_id',
    pg_temp.kept('active'), 'valid_until', timestamptz '2030-05-01 13:00+00'),
  'get_cost_access names the override and its end (F37, F114)');
select is(
  pg_temp.says('lin', format('select public.get_cost_access(%L)', pg_temp.id('2500')))::jsonb
    -> 'override_id', 'null'::jsonb, 'a code that needs no override names none');
select is(pg_temp.says('lin', format('select public.can(%L, %L)', 'transaction:approve',
  tests.project_id('Alpha'))), 'false', 'an override is no key (F40)');
create function pg_temp.traced(p_code text) returns text
language sql as $$
  select pg_temp.says('lin', format(
    'select string_agg(t.outcome, '' '' order by t.step) from public.trace_cost_access(null, %L) as t',
    pg_temp.id(p_code)))
$$;
select is(pg_temp.traced('2010'), 'pass pass pass pass',
  'a trace passes where an override lifts the code and pays (F44, F46)');
select is(pg_temp.traced('2500'), 'pass pass pass fail',
  'a trace beside the override shows what is there (control)');
update public.emergency_overrides set spent = 1000 where id = pg_temp.kept('active');
select is(pg_temp.traced('2010'), 'pass pass pass fail',
  'a trace fails where nothing of the override is left (F44)');
rollback to active;
select tests.freeze_time('2030-05-01 12:59:59+00');
select is(pg_temp.level('lin', '2010'), 'approve',
  'an override lifts until its last second (F40, control)');
select tests.freeze_time('2030-05-01 13:00+00');
select is(pg_temp.level('lin', '2010'), 'denied',
  'behind its window an override lifts nothing, swept or not (F40)');
rollback to active;
select tests.freeze_time('2030-05-01 12:30+00');
select pg_temp.open('another', '3300');
savepoint unseen;
select tests.create_role('unseen', 'Alpha', '{"override:view": "deny"}');
select tests.grant_role('pia', 'Camera', 'unseen');
select is(
  array(select pg_temp.says(n, format(
    'select count(*) from public.emergency_overrides where cost_code_id = %L', pg_temp.id(c)))
   from (values ('pam', '3300'), ('pia', '3300'), ('pia', '2000')) as a (n, c)),
  array['1', '0', '1'],
  'whoever is denied to see overrides of a department sees those of others (F21)');
rollback to unseen;
select tests.freeze_time('2030-05-01 13:00+00');
select results_eq(
  $$ select pg_temp.level('lin', '2010'), pg_temp.level('lin', '3300') $$,
  $$ values ('denied', 'approve') $$,
  'behind its window an override lifts nothing while another one lifts (F40)');
rollback to active;
create function pg_temp.explained() returns text
language sql as $$
  select pg_temp.says('lin', format(
    'select e.detail ->> ''is_active'' from public.explain_access(%L, ''cost:approve'', %L) as e
     where e.checkpoint = ''override''', tests.user_id('lin'), tests.project_id('Alpha')))
$$;
select is(pg_temp.explained(), 'true', 'an explanation knows of an override (F96, control)');
select pg_temp.step('eve', 'revoke', 'active', ', ''Calm''');
select is(pg_temp.level('lin', '2010'), 'denied', 'an override that is revoked lifts nothing (F40)');
select is(pg_temp.explained(), 'false', 'an explanation knows that an override is over (F96)');
rollback to active;
select tests.deny('lin', 'Alpha', 'override:request');
select is(pg_temp.level('lin', '2010'), 'denied',
  'an override lifts nothing for whoever lost the key (F40)');
rollback to active;
select tests.ban_user('lin');
select is(pg_temp.says('eve', format('select public.resolve_cost_access(%L, %L)',
  pg_temp.id('2010'), tests.user_id('lin'))), 'denied',
  'an override lifts nothing for whoever is banned (F40)');
rollback to active;
select tests.archive('Alpha');
select is(pg_temp.level('lin', '2010'), 'denied', 'an override lifts nothing in an archive (F40)');
rollback to active;
-- Camera is below 2000 from now on.
select tests.deny('lin', 'Camera', 'override:request');
select pg_temp.says('sarah', format('select public.move_cost_code(%L, %L)', pg_temp.id('3300'),
  pg_temp.id('2000')));
select results_eq(
  $$ select c.code, pg_temp.level('lin', c.code) from unnest(array['2010', '3300']) as c (code) $$,
  $$ values ('2010', 'approve'), ('3300', 'denied') $$,
  'an override lifts nothing in a department that shuts its requester out (F40)');
rollback to set_up;
select pg_temp.open('above', '1400', p_more => ', ''other'', ''''');
select is(pg_temp.level('lin', '1401'), 'read',
  'above the line an override lifts nothing without the guild (F33, F40)');
rollback to set_up;
select pg_temp.open('above', '1400', p_more => ', ''other'', ''SAG 77''');
select is(pg_temp.level('lin', '1401'), 'approve',
  'above the line an override lifts where the guild approved (F33, F40)');
rollback to set_up;

-- what is signed under it ----------------------------------------------------------------------
create function pg_temp.enter(p_as text, p_code text default '2010', p_amount numeric default 100,
  p_line text default null, p_currency text default 'USD', p_more text default '')
returns void
language sql as $$
  insert into ids select p_as, pg_temp.says('pam', format(
    'select public.submit_transaction(%L, %L, %s, %L, %L, %L%s)', pg_temp.id(p_code),
    pg_temp.id('line ' || coalesce(p_line, p_code)), p_amount, p_currency, p_as, p_as,
    p_more))::uuid
$$;
create function pg_temp.approve(p_name text, p_cost text) returns text
language sql as $$
  select pg_temp.says(p_name, format(
    'select public.approve_transaction(%L) ->> ''status''', pg_temp.kept(p_cost)))
$$;
create function pg_temp.paid(p_as text) returns numeric
language sql as $$
  select o.spent from public.emergency_overrides as o where o.id = pg_temp.kept(p_as)
$$;
select pg_temp.enter('pumps'), pg_temp.enter('big', p_amount => 950),
  pg_temp.enter('more', p_amount => 901), pg_temp.enter('beside', '2500'),
  pg_temp.enter('camera', '3300'), pg_temp.enter('euros', p_line => 'euros', p_currency => 'EUR');
savepoint entered;
select is(pg_temp.approve('lin', 'pumps'), '42501 INSUFFICIENT_PERMISSIONS cost:approve',
  'without an override a line producer signs nothing where the policy says denied (F32)');
select pg_temp.open('active');
savepoint active;
select is(pg_temp.approve('lin', 'pumps'), 'signed',
  'under an override its requester signs without an authority of their own (F40, F113)');
select is(pg_temp.paid('active'), 100::numeric,
  'what is signed under an override is taken from its amount (F113)');
select results_eq(
  $$ select t.override_id, a.override_id, a.authority_id, a.amount
     from public.cost_transactions as t
     join public.transaction_approvals as a on a.transaction_id = t.id
     where t.id = pg_temp.kept('pumps') $$,
  $$ values (pg_temp.kept('active'), pg_temp.kept('active'), null::uuid, 100::numeric) $$,
  'a cost and its signature carry the override under which they were written (F112)');
select set_eq(
  $$ select q.event, q.object_type from stagedoor.event_queue as q
     where q.override_id = pg_temp.kept('active') and q.event !~ '^override\.[ras]' $$,
  $$ values ('cost.changed', 'cost_transactions'), ('override.changed', 'emergency_overrides'),
       ('cost_approval.created', 'transaction_approvals') $$,
  'every row that is written under an override is an event with its id (F112)');
select is(pg_temp.approve('lin', 'more'), '42501 AUTHORITY_EXCEEDED',
  'beyond the amount of an override nothing is signed (F113)');
select is(pg_temp.approve('lin', 'euros'), '42501 AUTHORITY_EXCEEDED',
  'in another currency nothing is signed under an override (F113)');
select is(pg_temp.paid('active'), 100::numeric, 'a signature that is refused debits nothing');
select is(pg_temp.approve('una', 'big'), '42501 INSUFFICIENT_PERMISSIONS cost:approve',
  'nobody else signs under an override (F40)');
select is(pg_temp.approve('lin', 'camera'), '42501 INSUFFICIENT_PERMISSIONS cost:approve',
  'outside of its code nothing is signed under an override (F40)');
select is(pg_temp.approve('lin', 'beside'), '42501 AUTHORITY_EXCEEDED',
  'beside its code an override is no authority (F113)');
savepoint signed;
select is(pg_temp.approve('pia', 'pumps'), 'posted',
  'an accountant posts what was signed under an override (control)');
select is(
  (select t.override_id from public.cost_transactions as t where t.id = pg_temp.kept('pumps')),
  pg_temp.kept('active'), 'a posted cost keeps the override under which it was signed (F112)');
rollback to signed;
select tests.grant_key('eve', 'Alpha', 'transaction:approve');
select is(pg_temp.approve('eve', 'pumps'), '23514 MAKER_CHECKER',
  'whoever authorized an override posts nothing that was signed under it (F116)');
update stagedoor.separation_rules set kind = kind where rule_key = 'cost_maker_checker';
rollback to signed;
select throws_ok(
  format($$ update public.cost_transactions set status = 'posted', posted_by = %L,
    posted_at = now() where id = %L $$, tests.user_id('eve'), pg_temp.kept('pumps')), '23514', null,
  'the owner of the table posts in no authorizer''s name either (F116)');
rollback to signed;
update public.cost_transactions
set status = 'signed', approved_by = tests.user_id('sarah'), approved_at = now()
where id = pg_temp.kept('beside');
update public.cost_transactions
set status = 'posted', posted_by = tests.user_id('eve'), posted_at = now()
where id = pg_temp.kept('beside');
select throws_ok(
  format('update public.cost_transactions set override_id = %L where id = %L',
    pg_temp.kept('active'), pg_temp.kept('beside')), '23514', null,
  'what its authorizer has posted does not come under an override afterwards (F116)');
rollback to signed;
select is(pg_temp.says('pia', format('select public.void_transaction(%L, ''Wrong'') ->> ''status''',
  pg_temp.kept('pumps'))), 'voided', 'an accountant voids what was signed under an override (control)');
select is(pg_temp.paid('active'), 0::numeric, 'a void gives back to the override (F113)');
rollback to signed;
select pg_temp.step('lin', 'complete', 'active');
select tests.freeze_time('2030-05-03 12:00+00');
select pg_temp.says('pia', format('select public.void_transaction(%L, ''Wrong'')',
  pg_temp.kept('pumps')));
select is(pg_temp.paid('active'), 0::numeric,
  'a void gives back to an override that is over, too (F113)');
rollback to active;
-- A second one is deeper and smaller.
select pg_temp.open('deep', '2010', '120');
select pg_temp.approve('lin', 'pumps'), pg_temp.approve('lin', 'big');
select results_eq(
  $$ select pg_temp.paid('deep'), pg_temp.paid('active') $$, $$ values (100::numeric, 950::numeric) $$,
  'of two overrides the deeper one pays, as long as it covers the cost (F113)');
rollback to active;
-- What an override has to lift is paid by it, whatever authority there is.
select pg_temp.says('eve', format(
  'select public.grant_spending_authority(%L, %L, %L, ''USD'', 500, 500)',
  tests.project_id('Alpha'), tests.user_id('lin'), pg_temp.id('2010')));
select pg_temp.approve('lin', 'pumps');
select is(pg_temp.paid('active'), 100::numeric,
  'an override pays for what it lifts, and no authority does (F113)');
rollback to active;
-- Where a line producer may write anyway, an authority pays first.
select pg_temp.open('wide', '2500', '500');
select is(pg_temp.approve('lin', 'beside'), 'signed',
  'an override pays where its requester may write and has no authority (F113)');
select is(pg_temp.paid('wide'), 100::numeric,
  'what an override pays beside an authority is debited (F113)');
rollback to active;
select pg_temp.open('wide', '2500', '500');
select pg_temp.says('eve', format(
  'select public.grant_spending_authority(%L, %L, %L, ''USD'', 100, 100)',
  tests.project_id('Alpha'), tests.user_id('lin'), pg_temp.id('2500')));
select pg_temp.approve('lin', 'beside');
select results_eq(
  $$ select pg_temp.paid('wide'), t.override_id from public.cost_transactions as t
     where t.id = pg_temp.kept('beside') $$, $$ values (0::numeric, null::uuid) $$,
  'an own authority pays before an override does, and the cost names none (F113)');
rollback to active;
-- Lin enters rates, too; those of one agreement are locked.
savepoint rates;
select tests.grant_key('lin', 'Alpha', 'union_rate:edit');
create function pg_temp.rate(p_code text, p_kind text, p_percent integer default 5) returns text
language sql as $$
  select format('select public.save_union_rate(%L, %L)', tests.project_id('Alpha'),
    jsonb_build_object(
      'union_agreement_id', (select a.id from public.union_agreements as a where a.code = p_code),
      'rate_kind', p_kind, 'percent', p_percent, 'valid_from', '2026-01-01'))
$$;
select
  pg_temp.says('pam', format('select public.save_union_agreement(%L, %L)',
    tests.project_id('Alpha'),
    jsonb_build_object('code', a.code, 'guild', 'Own', 'jurisdiction', 'Here'))),
  pg_temp.says('pam', pg_temp.rate(a.code, 'pension'))
from unnest(array['OWN-1', 'OWN-2']) as a (code);
select pg_temp.says('pam', format('select public.lock_union_rates(%L)', a.id))
from public.union_agreements as a where a.code = 'OWN-1';
select is((select count(*)::integer from public.union_rates where is_locked), 1,
  'the rates of one agreement are locked (control)');
select is(pg_temp.says('lin', pg_temp.rate('OWN-1', r.rate_kind, 50)), '23514 RATES_LOCKED',
  format('an override opens no locked rates: %s (F34)', r.rate_kind))
from unnest(array['pension', 'health']) as r (rate_kind);
select matches(pg_temp.says('lin', pg_temp.rate('OWN-2', 'pension', 50)), '^[0-9a-f-]{36}$',
  'what is not locked is entered under an override as before (control)');
rollback to rates;
select tests.authenticate_as('lin');
select lives_ok(
  format('update public.budget_lines set note = ''Flooded'', estimate_to_complete = 3 where id = %L',
    pg_temp.id('line 2010')), 'under an override its requester estimates (F35)');
select is_empty(
  format('update public.budget_lines set note = ''Flooded'' where id = %L returning id',
    pg_temp.id('line 3300')), 'outside of its code nobody estimates under an override (F35)');
select isnt_empty(
  format('update public.budget_lines set note = ''Dry'' where id = %L returning id',
    pg_temp.id('line 2500')), 'beside an override its requester estimates as before (control)');
select isnt_empty(
  format('update public.cost_transactions set note = ''Flooded'' where id = %L returning id',
    pg_temp.kept('pumps')), 'under an override its requester writes a note (F35)');
select tests.clear_authentication();
select results_eq(
  $$ select (select l.override_id from public.budget_lines as l where l.id = pg_temp.id('line 2010')),
       (select l.override_id from public.budget_lines as l where l.id = pg_temp.id('line 2500')),
       (select t.override_id from public.cost_transactions as t where t.id = pg_temp.kept('pumps')) $$,
  $$ values (pg_temp.kept('active'), null::uuid, pg_temp.kept('active')) $$,
  'what is written by a policy under an override carries it, and nothing else does (F112)');
select tests.authenticate_as('sarah');
update public.budget_lines set note = 'Seen' where id = pg_temp.id('line 2010');
update public.cost_transactions set note = 'Seen' where id = pg_temp.kept('pumps');
select tests.clear_authentication();
select results_eq(
  $$ select (select l.override_id from public.budget_lines as l where l.id = pg_temp.id('line 2010')),
       (select t.override_id from public.cost_transactions as t where t.id = pg_temp.kept('pumps')) $$,
  $$ values (null::uuid, pg_temp.kept('active')) $$,
  'a line names the override of its last change, a cost keeps its own (F112)');
select tests.authenticate_as('lin');
update public.budget_lines set estimate_to_complete = 4 where id = pg_temp.id('line 2010');
select tests.clear_authentication();
select is(
  (select l.override_id from public.budget_lines as l where l.id = pg_temp.id('line 2010')),
  pg_temp.kept('active'), 'an estimate alone under an override carries it (F112)');
select is(pg_temp.says('lin', format(
  'select public.save_budget_line(%L, %L, 99999, p_line_id => %L)', pg_temp.id('dollars'),
  pg_temp.id('2010'), pg_temp.id('line 2010'))), '42501 INSUFFICIENT_PERMISSIONS cost:approve',
  'an override makes no line larger (F119)');
rollback to active;

-- at the commit ---------------------------------------------------------------------------------
rollback to entered;
create function pg_temp.commits() returns text language plpgsql as $$
declare
  v_detail text;
begin
  set constraints all immediate;
  set constraints all deferred;
  return 'committed';
exception
  when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    return concat_ws(' ', sqlstate, v_detail::jsonb ->> 'error_code');
end;
$$;
-- The check at commit looks at the clock of the server.
select tests.unfreeze_time();
select pg_temp.open('now');
select pg_temp.commits();
savepoint now;
select pg_temp.approve('lin', 'pumps');
savepoint written;
select is(pg_temp.commits(), 'committed',
  'what is written under an override commits inside its window (F118, control)');
rollback to written;
select pg_temp.step('lin', 'complete', 'now');
select is(pg_temp.commits(), 'committed',
  'work and its completion share a transaction (F118)');
rollback to written;
select pg_temp.step('lin', 'fail', 'now', ', ''Rain''');
select is(pg_temp.commits(), 'committed', 'work and its failure share a transaction (F118)');
rollback to written;
select tests.deny('lin', 'Alpha', 'override:request');
select is(pg_temp.commits(), '42501 WINDOW_CLOSED',
  'what was written does not commit when its requester lost the key meanwhile (F118)');
rollback to written;
select tests.deny('una', 'Alpha', 'override:request');
select is(pg_temp.commits(), 'committed',
  'what was written commits when another lost the key (F118, control)');
rollback to written;
select tests.ban_user('lin');
select is(pg_temp.commits(), '42501 WINDOW_CLOSED',
  'what was written does not commit when its requester is banned meanwhile (F118)');
rollback to written;
-- What is written by a policy is held, too.
rollback to now;
select tests.authenticate_as('lin');
select isnt_empty(
  format('update public.budget_lines set note = ''Flooded'' where id = %L returning id',
    pg_temp.id('line 2010')), 'under an override its requester writes a note at a line (F35, control)');
select tests.clear_authentication();
select is(pg_temp.commits(), 'committed', 'a note under an override commits inside its window (F118, control)');
rollback to now;
select tests.authenticate_as('lin');
select isnt_empty(
  format('update public.budget_lines set note = ''Flooded'' where id = %L returning id',
    pg_temp.id('line 2010')), 'a note is written before the key is lost (F35, control)');
select tests.clear_authentication();
select tests.deny('lin', 'Alpha', 'override:request');
select is(pg_temp.commits(), '42501 WINDOW_CLOSED',
  'a note does not commit when its requester lost the key meanwhile (F118)');
rollback to now;
select pg_temp.approve('lin', 'pumps');
savepoint written;
-- As if another transaction had closed it: what tells them apart is gone.
alter table public.emergency_overrides disable trigger _300_note_end;
select pg_temp.step('eve', 'revoke', 'now', ', ''Calm''');
select is(pg_temp.commits(), '42501 WINDOW_CLOSED',
  'what was written does not commit when another transaction closed the override (F118)');
rollback to written;
rollback to now;
select pg_temp.step('eve', 'revoke', 'now', ', ''Calm''');
select is(pg_temp.commits(), 'committed',
  'an override is revoked without a word from the windows (control)');
rollback to now;
select is((select count(*) from stagedoor.window_uses), 0::bigint,
  'a window that is held leaves nothing behind');

select * from finish();
rollback;
