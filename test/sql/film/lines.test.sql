-- The policies of budgets, lines and costs: who reads both sides, and who writes where.
begin;
select plan(117);

-- The cast: Sarah produces Alpha, Lin is line producer, Pam accountant, Cora coordinator,
-- Cam crew, Dan heads Camera alone, Ash may edit budgets behind a lock. Mal produces Beta.
select tests.create_user(name)
from unnest(array['sarah', 'lin', 'pam', 'cora', 'cam', 'dan', 'ash', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department(d, 'Alpha') from unnest(array['Camera', 'Grip']) as d;
select tests.create_role('locked_desk', 'Alpha', '{"budget:edit:assigned": "locked",
  "budget:view:assigned": "allow", "transaction:approve": "allow"}');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('pam', 'Alpha', 'production_accountant'), ('cora', 'Alpha', 'coordinator'),
  ('cam', 'Alpha', 'crew_member'), ('dan', 'Camera', 'department_head'),
  ('ash', 'Alpha', 'locked_desk'), ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency, phase)
select tests.project_id(p), 'USD', 'prep' from unnest(array['Alpha', 'Beta']) as p;
insert into public.department_prefixes (project_id, prefix, department_id, category)
values
  (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line'),
  (tests.project_id('Alpha'), '2500', tests.scope_id('Grip'), 'below_line');
create function pg_temp.code(p_code text, p_project text default 'Alpha') returns uuid
language sql stable security definer as $$
  select c.id from public.cost_codes as c
  where c.code = p_code and c.project_id = tests.project_id(p_project)
$$;
insert into public.cost_codes (project_id, code, name, category, kind)
select tests.project_id(c.project), c.code, c.code, c.category, c.kind
from (values
  ('Alpha', '1401', 'above_line', 'account'), ('Alpha', '3300', 'below_line', 'header'),
  ('Alpha', '2501', 'below_line', 'account'), ('Alpha', '6901', 'below_line', 'account'),
  ('Beta', '9000', 'below_line', 'account')
) as c (project, code, category, kind);
insert into public.cost_codes (project_id, parent_id, code, name, category, union_agreement_id)
values (tests.project_id('Alpha'), pg_temp.code('3300'), '3302', '3302', 'below_line',
  (select id from public.union_agreements where code = 'IATSE-600'));
update public.cost_codes set department_id = null where code = '2501';
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '2501', tests.scope_id('Grip'), 'below_line');

create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('line ' || p_name)::uuid $$;
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
values
  (pg_temp.id('budget'), tests.project_id('Alpha'), 'Shooting', 'USD',
    tests.user_id('sarah'), tests.user_id('sarah')),
  (pg_temp.id('other'), tests.project_id('Beta'), 'Shooting', 'USD', tests.user_id('mal'),
    tests.user_id('mal'));
insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount)
select pg_temp.id(c.code), tests.project_id(c.project), pg_temp.id(c.budget),
  pg_temp.code(c.code, c.project), 'USD', 1000
from (values ('1401', 'budget', 'Alpha'), ('3302', 'budget', 'Alpha'),
  ('2501', 'budget', 'Alpha'), ('6901', 'budget', 'Alpha'), ('9000', 'other', 'Beta'))
  as c (code, budget, project);
insert into public.cost_transactions (
  id, project_id, budget_line_id, cost_code_id, amount, currency, description,
  transaction_date, idempotency_key, created_by, payee_union_agreement_id
)
select pg_temp.id('cost ' || c.code), tests.project_id('Alpha'), pg_temp.id(c.code),
  pg_temp.code(c.code), 10, 'USD', c.code, '2026-11-20', c.code, tests.user_id(c.maker),
  case c.code when '3302'
    then (select id from public.union_agreements where code = 'IATSE-600') end
from (values ('1401', 'pam'), ('3302', 'pam'), ('2501', 'cora')) as c (code, maker);
insert into public.transaction_approvals (
  project_id, transaction_id, cost_code_id, maker_id, position, permission_key, user_id,
  amount
)
select tests.project_id('Alpha'), t.id, t.cost_code_id, t.created_by, 1, 'cost:approve',
  tests.user_id('lin'), t.amount
from public.cost_transactions as t;
insert into public.spending_authorities (project_id, user_id, cost_code_id, currency,
  per_transaction, cumulative, delegated_by)
select tests.project_id('Alpha'), tests.user_id(a.name), pg_temp.code(a.code), 'USD', 10,
  100, tests.user_id('sarah')
from (values ('lin', '2501'), ('dan', '3300'), ('lin', '3300')) as a (name, code);
insert into public.cost_periods (project_id, ends_on, closed_by)
values (tests.project_id('Alpha'), '2026-11-07', tests.user_id('pam'));
insert into public.cost_period_rows (project_id, ends_on, cost_code_id, currency, budget,
  this_period, actual, committed, to_complete)
select tests.project_id('Alpha'), '2026-11-07', pg_temp.code(c), 'USD', 1, 0, 0, 0, 1
from unnest(array['1401', '3302']) as c;
insert into public.approval_steps (project_id, position, permission_key, currency)
values (tests.project_id('Alpha'), 1, 'cost:approve', 'USD');
insert into public.union_agreements (project_id, code, guild, jurisdiction)
values (tests.project_id('Alpha'), 'OWN-1', 'Own', 'Here');

-- reading --------------------------------------------------------------------------------
create function pg_temp.codes(p_table text, p_name text) returns text
language plpgsql as $$
declare
  v_codes text;
begin
  perform tests.authenticate_as(p_name);
  execute format(
    'select string_agg(distinct pg_temp.called(t.cost_code_id), '' '')
     from public.%I as t', p_table) into v_codes;
  perform tests.clear_authentication();
  return coalesce(v_codes, 'nothing');
end;
$$;
create function pg_temp.called(p_id uuid) returns text
language sql stable security definer as $$
  select c.code from public.cost_codes as c where c.id = p_id
$$;
select is(pg_temp.codes(t.name, w.name), t.answers[w.position],
  format('of %s %s reads: %s (F33)', t.name, w.title, t.answers[w.position]))
from (values
  ('budget_lines', array['1401 2501 3302 6901', '1401 2501 3302 6901', '1401 2501 3302 6901',
    'nothing', 'nothing', '3302', '9000']),
  ('budget_line_changes', array['1401 2501 3302 6901', '1401 2501 3302 6901',
    '1401 2501 3302 6901', 'nothing', 'nothing', '3302', '9000']),
  ('cost_period_rows', array['1401 3302', '1401 3302', '1401 3302', 'nothing', 'nothing',
    '3302', 'nothing']),
  ('cost_transactions', array['1401 2501 3302', '1401 2501 3302', '1401 2501 3302', '2501',
    'nothing', '3302', 'nothing']),
  ('transaction_approvals', array['1401 2501 3302', '1401 2501 3302', '1401 2501 3302',
    '2501', 'nothing', '3302', 'nothing']),
  ('spending_authorities', array['2501 3300', '2501 3300', '2501 3300', 'nothing', 'nothing',
    '3300', 'nothing'])
) as t (name, answers)
cross join (values
  (1, 'sarah', 'a producer'), (2, 'lin', 'a line producer'), (3, 'pam', 'an accountant'),
  (4, 'cora', 'a coordinator'), (5, 'cam', 'a crew member'),
  (6, 'dan', 'the head of a department'), (7, 'mal', 'a stranger')
) as w (position, name, title);
create function pg_temp.count_of(p_table text, p_name text) returns bigint
language plpgsql as $$
declare
  v_count bigint;
begin
  perform tests.authenticate_as(p_name);
  execute format('select count(*) from public.%I where project_id is not null', p_table)
  into v_count;
  perform tests.clear_authentication();
  return v_count;
end;
$$;
select is(pg_temp.count_of('spending_authorities', 'dan'), 1::bigint,
  'the head of a department sees the own authority and no other');
savepoint denied;
select tests.deny('dan', 'Camera', 'authority:view');
select is(pg_temp.count_of('spending_authorities', 'dan'), 0::bigint,
  'a holder of an authority who is denied authority:view does not see it');
rollback to denied;
select is(pg_temp.count_of(t.name, w.name), t.answers[w.position],
  format('of %s %s sees %s', t.name, w.title, t.answers[w.position]))
from (values
  ('budgets', '{1,1,0,1}'::bigint[]), ('cost_periods', '{1,1,0,1}'),
  ('approval_steps', '{1,1,1,1}'), ('union_agreements', '{1,1,0,0}')
) as t (name, answers)
cross join (values
  (1, 'sarah', 'a producer'), (2, 'lin', 'a line producer'), (3, 'cora', 'a coordinator'),
  (4, 'dan', 'the head of a department')
) as w (position, name, title);
select is(pg_temp.count_of(t, 'cam'), 0::bigint, format('crew see nothing of %s', t))
from unnest(array['budgets', 'cost_periods', 'approval_steps', 'union_agreements']) as t;
select tests.deny('sarah', 'Camera', k)
from unnest(array['budget:view:assigned', 'transaction:view:assigned']) as k;
select is(pg_temp.codes(t, 'sarah'),
  case t when 'budget_lines' then '1401 2501 6901' when 'budget_line_changes'
    then '1401 2501 6901' when 'cost_period_rows' then '1401' else '1401 2501' end,
  format('a denial at a department hides its rows of %s', t))
from unnest(array['budget_lines', 'budget_line_changes', 'cost_period_rows',
  'cost_transactions', 'transaction_approvals']) as t;

-- writing --------------------------------------------------------------------------------
create function pg_temp.writes(p_name text, p_sql text) returns text
language plpgsql as $$
declare
  v_codes text;
begin
  perform tests.authenticate_as(p_name);
  execute format('with written as (%s returning *)
    select string_agg(distinct pg_temp.called(w.cost_code_id), '' '') from written as w',
    p_sql) into v_codes;
  perform tests.clear_authentication();
  return coalesce(v_codes, 'nothing');
end;
$$;
create function pg_temp.estimates(p_name text) returns text
language sql as $$
  select pg_temp.writes(p_name, 'update public.budget_lines
    set estimate_to_complete = coalesce(estimate_to_complete, 0) + 1')
$$;
select is(pg_temp.estimates(w.name), w.codes,
  format('%s writes estimates against: %s (F33, F35)', w.title, w.codes))
from (values
  ('lin', '2501 3302 6901', 'a line producer, below the line only,'),
  ('pam', '1401 2501 3302 6901', 'an accountant'),
  ('sarah', '1401 2501 6901', 'a producer, where they see it,'),
  ('cora', 'nothing', 'a coordinator'), ('dan', 'nothing', 'the head of a department'),
  ('mal', '9000', 'a stranger')
) as w (name, codes, title);
select is(pg_temp.writes(w.name, $$ update public.cost_transactions set note = 'seen' $$),
  w.codes, format('%s writes notes on costs of: %s (F33, F35)', w.title, w.codes))
from (values
  ('lin', '2501 3302', 'a line producer, below the line only,'),
  ('pam', '1401 2501 3302', 'an accountant'), ('cora', 'nothing', 'a coordinator'),
  ('dan', '3302', 'the head of a department')
) as w (name, codes, title);
insert into public.cost_policies (project_id, permission_role_id, category, prefix, phase)
values (tests.project_id('Alpha'), tests.role_id('line_producer'), 'below_line', '2501',
  'principal_photography');
insert into public.cost_policies
  (project_id, permission_role_id, category, union_agreement_id, phase)
select tests.project_id('Alpha'), tests.role_id('line_producer'), 'below_line', a.id, 'wrap'
from public.union_agreements as a where a.code = 'IATSE-600';
update public.productions set phase = 'principal_photography'
where project_id = tests.project_id('Alpha');
select is(pg_temp.estimates('lin'), '3302 6901',
  'a policy of a prefix and the phase of this moment stop a line producer (F35, F36)');
update public.productions set phase = 'wrap' where project_id = tests.project_id('Alpha');
select is(pg_temp.estimates('lin'), '2501 6901',
  'a policy of an agreement and the phase of this moment stop a line producer (F35, F36)');
select is(pg_temp.writes('lin', $$ update public.cost_transactions set note = 'x' $$), '2501',
  'a policy that stops estimates stops notes (F35, F36)');
update public.productions set phase = 'post' where project_id = tests.project_id('Alpha');
select is(pg_temp.estimates('lin'), '2501 3302 6901',
  'in another phase they write again (F35, F36)');
select tests.set_header('x-project-id', tests.project_id('Beta')::text);
select is(pg_temp.estimates('lin'), 'nothing',
  'a request that names another project writes nothing here');
select tests.set_header('x-project-id', tests.project_id('Alpha')::text);
select is(pg_temp.estimates('lin'), '2501 3302 6901',
  'a request that names the project writes as before');
select tests.set_header('x-project-id', null);

select tests.authenticate_as('lin');
select throws_ok(s.sql, '42501', null, format('nobody %s by hand', s.title))
from (values
  ('update public.budget_lines set amount = 5', 'changes the amount of a line'),
  ('update public.budget_lines set cost_code_id = null', 'moves a line to another code'),
  ('update public.cost_transactions set amount = 5', 'changes the amount of a cost'),
  ($$ update public.cost_transactions set status = 'posted' $$, 'posts a cost'),
  ('update public.spending_authorities set spent = 0', 'gives back what was spent'),
  ('delete from public.budget_lines', 'removes a line'),
  ('update public.cost_policies set allows_line_producer_edit = true', 'changes a policy'),
  ('delete from public.cost_periods', 'opens a closed period'),
  ('update public.budget_line_changes set amount = 5', 'rewrites what a line was worth'),
  ('update public.approval_steps set from_amount = 5', 'changes the chain of signatures'),
  ('delete from public.transaction_approvals', 'takes a signature away')
) as s (sql, title);

-- estimates ------------------------------------------------------------------------------
select throws_ok(
  format($$ update public.budget_lines set estimate_to_complete = %s
     where id = pg_temp.id('2501') $$, a.amount), '22023', null,
  format('an estimate of %s dollars is none', a.amount))
from (values ('-1'), ('0.001'), ($$ 'NaN' $$), ($$ 'Infinity' $$), ('1000000000000'))
  as a (amount);
select lives_ok(
  format($$ update public.budget_lines set estimate_to_complete = %s
     where id = pg_temp.id('2501') $$, a.amount),
  format('an estimate of %s dollars is one', coalesce(a.amount, 'no')))
from (values ('0'), ('0.010'), ('999999999999.99'), ('null')) as a (amount);
select throws_ok(
  format('update public.%s set note = repeat(''x'', 4001)', t.name), '23514',
  format('A note on a %s has at most 4000 characters', t.what),
  format('F86: a note on a %s has an end, and says where', t.what))
from (values ('budget_lines', 'budget line'), ('cost_transactions', 'cost')) as t (name, what);
select lives_ok(
  format('update public.%s set note = repeat(''x'', 4000)', t.name),
  format('%s takes a note of 4000 characters', t.name))
from (values ('budget_lines'), ('cost_transactions')) as t (name);
select tests.clear_authentication();
select results_eq(
  $$ select c.estimate_to_complete, c.changed_by from public.budget_line_changes as c
     where c.budget_line_id = pg_temp.id('2501') order by c.id desc limit 4 $$,
  $$ values (null::numeric, tests.user_id('lin')), (999999999999.99, tests.user_id('lin')),
       (0.010, tests.user_id('lin')), (0, tests.user_id('lin')) $$,
  'what a line was estimated at, and by whom, is kept');
select throws_ok(s.sql, '23514', null, format('not even the owner %s', s.title))
from (values
  ('update public.budget_line_changes set amount = 5', 'rewrites what a line was worth'),
  ('delete from public.budget_line_changes', 'forgets what a line was worth'),
  ('truncate public.budget_line_changes', 'forgets it all at once'),
  ($$ insert into public.budget_line_changes (project_id, budget_line_id, cost_code_id,
        amount) values (tests.project_id('Alpha'), pg_temp.id('2501'), pg_temp.code('2501'),
        5) $$, 'writes what a line was worth')
) as s (sql, title);

-- behind a lock --------------------------------------------------------------------------
create function pg_temp.session() returns uuid
language sql immutable as $$ select md5('desk')::uuid $$;
select is(pg_temp.estimates('ash'), 'nothing',
  'whoever edits budgets behind a lock writes nothing without it');
select tests.authenticate_as('ash', 'aal1', pg_temp.session());
select tests.clear_authentication();
select tests.elevate('ash', pg_temp.session(), 'Alpha');
select tests.authenticate_as('ash', 'aal1', pg_temp.session());
update public.budget_lines set note = 'by code' where id = pg_temp.id('6901');
select isnt(
  (select elevation_id from public.budget_lines where id = pg_temp.id('6901')), null,
  'what is written behind a lock says by which elevation (F60)');
select tests.clear_authentication();
update public.budget_lines set elevation_id = null where id = pg_temp.id('6901');
select tests.authenticate_as('ash', 'aal1', pg_temp.session());
update public.budget_lines set estimate_to_complete = 6 where id = pg_temp.id('6901');
select isnt(
  (select elevation_id from public.budget_lines where id = pg_temp.id('6901')), null,
  'an estimate alone that is written behind a lock says by which elevation (F60)');
select tests.clear_authentication();

select * from finish();
rollback;
