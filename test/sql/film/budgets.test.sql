-- Budgets by their calls: versions, lines and the lock.
begin;
select plan(60);

-- The cast: Sarah produces Alpha, Lin is line producer, Pam accountant, Eve executive
-- producer, Cora coordinator, Dan heads Camera, Bud edits the budget of Camera alone; Vic
-- does that, and only sees the rest. Mal produces Beta.
select tests.create_user(name)
from unnest(array['sarah', 'lin', 'pam', 'eve', 'cora', 'dan', 'bud', 'vic', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta', 'Plain']) as p;
select tests.create_department('Camera', 'Alpha');
select tests.create_role('camera_budget', 'Alpha', '{"budget:edit:assigned": "allow",
  "budget:view:assigned": "allow", "cost:approve": "allow"}');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('pam', 'Alpha', 'production_accountant'), ('eve', 'Alpha', 'executive_producer'),
  ('cora', 'Alpha', 'coordinator'), ('dan', 'Camera', 'department_head'),
  ('bud', 'Camera', 'camera_budget'), ('mal', 'Beta', 'producer'),
  ('vic', 'Camera', 'camera_budget'), ('vic', 'Alpha', 'executive_producer'),
  ('sarah', 'Plain', 'producer')
) as r (name, place, role_key);
insert into public.productions (project_id, currency)
select tests.project_id(p), 'USD' from unnest(array['Alpha', 'Beta']) as p;
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line');
create function pg_temp.code(p_code text) returns uuid
language sql immutable as $$ select md5('code ' || p_code)::uuid $$;
insert into public.cost_codes (id, project_id, code, name, category, kind)
select pg_temp.code(c.code), tests.project_id(c.project), c.code, c.code, c.category, c.kind
from (values
  ('Alpha', '1400', 'above_line', 'header'), ('Alpha', '1401', 'above_line', 'account'),
  ('Alpha', '2501', 'below_line', 'account'), ('Alpha', '3300', 'below_line', 'account'),
  ('Beta', '9000', 'below_line', 'account')
) as c (project, code, category, kind);
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

-- versions -------------------------------------------------------------------------------
create function pg_temp.open(p_name text, p_budget text, p_currency text default null,
  p_project text default 'Alpha')
returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.create_budget(%L, %L, %L)',
    tests.scope_id(p_project), p_budget, p_currency))
$$;
create temp table ids (name text primary key, id uuid);
insert into ids select 'shooting', pg_temp.open('lin', ' Shooting ')::uuid;
select results_eq(
  $$ select b.name, b.version, b.currency, b.created_by, b.edited_by
     from public.budgets as b join ids as i on i.id = b.id $$,
  $$ values ('Shooting', 1, 'USD', tests.user_id('lin'), tests.user_id('lin')) $$,
  'a line producer opens a budget in the currency of the production (F4)');
select is(pg_temp.open('sarah', 'Shooting'), (select id::text from ids),
  'a budget that is open already is the answer, whoever asks');
select is((select count(*) from public.budgets), 1::bigint,
  'a budget that is asked for twice is opened once');
select is(pg_temp.open('sarah', 'Shooting', 'EUR'), '23505',
  'one budget is in one currency');
select isnt(pg_temp.open('sarah', 'Location', 'JOD'), null,
  'a budget of another name is in another currency (control)');
select is(pg_temp.open(c.name, c.budget, c.currency, c.project), c.answer, c.title)
from (values
  ('pam', 'Shooting', null, 'Alpha', '42501 INSUFFICIENT_PERMISSIONS',
    'an accountant opens no budget'),
  ('cora', 'Shooting', null, 'Alpha', '42501 INSUFFICIENT_PERMISSIONS',
    'a coordinator opens no budget'),
  ('mal', 'Shooting', null, 'Alpha', 'PT404 NOT_FOUND', 'a stranger finds no production'),
  ('sarah', 'Shooting', null, 'Plain', 'PT404 NOT_FOUND',
    'a project that is no production has no budget'),
  ('sarah', '', null, 'Alpha', '22023', 'a budget has a name'),
  ('sarah', '   ', null, 'Alpha', '22023', 'a budget has a name that is not blank'),
  ('sarah', repeat('x', 121), null, 'Alpha', '22023',
    'a budget has a name of 120 characters at most'),
  ('sarah', null, null, 'Alpha', '22023', 'a budget without a name is none'),
  ('sarah', 'Other', 'EUROS', 'Alpha', '22023 CURRENCY',
    'a budget is in a currency that there is'),
  ('sarah', 'Other', 'usd', 'Alpha', '22023 CURRENCY',
    'a currency is written in capitals')
) as c (name, budget, currency, project, answer, title);
select is(pg_temp.says('sarah', 'select public.create_budget(null, ''Other'')'),
  'PT404 NOT_FOUND', 'a budget of no project is not opened');

-- lines ----------------------------------------------------------------------------------
create function pg_temp.line(p_name text, p_code text, p_amount text, p_more text default '',
  p_budget text default 'shooting')
returns text
language sql as $$
  select pg_temp.says(p_name, format(
    'select public.save_budget_line(%L, %L, %s%s)',
    (select i.id from ids as i where i.name = p_budget), pg_temp.code(p_code), p_amount,
    p_more))
$$;
insert into ids select 'camera', pg_temp.line('lin', '3300', '1000', $$, ' Bodies '$$)::uuid;
select results_eq(
  $$ select l.amount, l.currency, l.description, l.is_contingency, l.cost_code_id
     from public.budget_lines as l join ids as i on i.id = l.id $$,
  $$ values (1000::numeric, 'USD', 'Bodies', false, pg_temp.code('3300')) $$,
  'a line producer adds a line below the line (F33)');
select is(pg_temp.line(c.name, c.code, c.amount, c.more), c.answer, c.title)
from (values
  ('lin', '1401', '10', '', '42501 INSUFFICIENT_PERMISSIONS',
    'a line producer adds no line above the line (F33)'),
  ('cora', '3300', '10', '', 'PT404 NOT_FOUND', 'a coordinator finds no budget'),
  ('dan', '3300', '10', '', '42501 INSUFFICIENT_PERMISSIONS',
    'the head of a department sees the budget and adds no line'),
  ('bud', '2501', '10', '', 'PT404 NOT_FOUND',
    'whoever edits one department finds no code of another'),
  ('mal', '3300', '10', '', 'PT404 NOT_FOUND', 'a stranger finds no budget, nor adds a line'),
  ('sarah', '1400', '10', '', '23514 COST_CODE_PREFIX', 'a header takes no line (F44)'),
  ('sarah', '9000', '10', '', 'PT404 NOT_FOUND', 'a code of another production takes no line'),
  ('sarah', 'none', '10', '', 'PT404 NOT_FOUND', 'a code that is not there takes no line'),
  ('sarah', '3300', 'null', '', '22023 AMOUNT', 'a line without an amount is none'),
  ('sarah', '3300', '-0.01', '', '22023 AMOUNT', 'a line of less than nothing is none'),
  ('sarah', '3300', $$ 'NaN' $$, '', '22023 AMOUNT', 'a line of no number is none'),
  ('sarah', '3300', $$ 'Infinity' $$, '', '22023 AMOUNT', 'a line of infinity is none'),
  ('sarah', '3300', '0.005', '', '22023 AMOUNT', 'a line of half a cent is none'),
  ('sarah', '3300', '1', $$, repeat('x', 401) $$, '22023',
    'a line has a description of 400 characters at most'),
  ('sarah', '3300', '1', $$, null, false, '00000000-0000-0000-0000-000000000001' $$,
    'PT404 NOT_FOUND', 'a line that is not there is not changed')
) as c (name, code, amount, more, answer, title);
insert into ids select 'cast', pg_temp.line('sarah', '1401', '0', ', null, true')::uuid;
select is((select l.is_contingency from public.budget_lines as l join ids as i on i.id = l.id
  where i.name = 'cast'), true, 'a producer adds a reserve of nothing above the line (control)');
insert into ids select 'own', pg_temp.line('bud', '3300', '5')::uuid;
select isnt((select id from ids where name = 'own'), null,
  'whoever edits one department adds a line there (control)');

create function pg_temp.more(p_line text, p_description text) returns text
language sql as $$
  select format(', %L, false, %L', p_description, (select id from ids where name = p_line))
$$;
select is(pg_temp.line('lin', '3300', '1200', pg_temp.more('camera', null)),
  (select id::text from ids where name = 'camera'), 'a line is changed, and keeps its id');
select results_eq(
  $$ select l.amount, l.description from public.budget_lines as l join ids as i on i.id = l.id
     where i.name = 'camera' $$,
  $$ values (1200::numeric, 'Bodies') $$, 'a description that is not named stays');
select is((select b.edited_by from public.budgets as b join ids as i on i.id = b.id
  where i.name = 'shooting'), tests.user_id('lin'), 'whoever changed a line edited the budget');
select pg_temp.line('sarah', '3300', '1200', pg_temp.more('camera', 'Bodies'));
select is((select b.edited_by from public.budgets as b join ids as i on i.id = b.id
  where i.name = 'shooting'), tests.user_id('lin'),
  'whoever changes nothing has not edited the budget');
select is(pg_temp.line('lin', '1401', '1200', pg_temp.more('camera', null)),
  '42501 INSUFFICIENT_PERMISSIONS', 'a line producer moves no line above the line (F33)');
select is(pg_temp.line('lin', '2501', '0', pg_temp.more('cast', null)),
  '42501 INSUFFICIENT_PERMISSIONS',
  'a line producer takes no line from above the line (F33)');
select is(pg_temp.line('lin', '2501', '1200', pg_temp.more('camera', null)),
  (select id::text from ids where name = 'camera'),
  'a line producer moves a line below the line (F33, control)');
select is(pg_temp.line('bud', '3300', '1', pg_temp.more('camera', null)), 'PT404 NOT_FOUND',
  'whoever edits one department takes no line from another');
grant select on ids to authenticated;
select tests.authenticate_as('vic');
select is(
  (tests.refusal(format('select public.save_budget_line(%L, %L, 1, null, false, %L)',
    (select i.id from ids as i where i.name = 'shooting'), pg_temp.code('3300'),
    (select i.id from ids as i where i.name = 'camera'))) ->> 'details')::jsonb
    ->> 'required_permission', 'budget:edit:assigned',
  'whoever edits one department takes no line from what they only see');
select tests.clear_authentication();
select is((select count(*) from public.budget_lines), 3::bigint,
  'what was refused added no line');

-- the lock -------------------------------------------------------------------------------
select tests.authenticate_as('mal');
select throws_ok(
  format('select public.lock_budget(%L)', (select i.id from ids as i where i.name = 'shooting')),
  'PT404', 'Budget not found', 'a stranger finds no budget to lock (F86)');
select tests.clear_authentication();
create function pg_temp.lock(p_name text, p_budget text default 'shooting') returns text
language sql as $$
  select pg_temp.says(p_name, format('select public.lock_budget(%L)',
    (select id from ids where name = p_budget)))
$$;
select is(pg_temp.lock('lin'), '23514 MAKER_CHECKER',
  'whoever edited a budget last does not lock it by the call (F116)');
select is(pg_temp.lock('pam'), '42501 INSUFFICIENT_PERMISSIONS',
  'an accountant locks no budget');
select is(pg_temp.lock('dan'), '42501 INSUFFICIENT_PERMISSIONS',
  'the head of a department locks no budget');
select is(pg_temp.lock('mal'), 'PT404 NOT_FOUND', 'a stranger finds no budget to lock');
select is(pg_temp.lock('sarah', 'none'), 'PT404 NOT_FOUND',
  'a budget that is not there is not locked');
select is(pg_temp.lock('eve'), (select id::text from ids where name = 'shooting'),
  'an executive producer locks a budget (F4, control)');
select is(pg_temp.lock('sarah'), (select id::text from ids where name = 'shooting'),
  'a budget that is locked already is the answer');
select results_eq(
  $$ select b.locked_by, l.approved_by from public.budgets as b
     join public.budget_lines as l on l.budget_id = b.id group by 1, 2 $$,
  $$ values (tests.user_id('eve'), tests.user_id('eve')) $$,
  'whoever locks a version has approved its lines (F43)');
select is(pg_temp.line('sarah', '3300', '1'), '23514 BUDGET_LOCKED',
  'a locked version takes no line by the call');
select is(pg_temp.line('sarah', '2501', '1', pg_temp.more('camera', null)),
  '23514 BUDGET_LOCKED', 'a line of a locked version is not changed by the call');

-- the next version -----------------------------------------------------------------------
update public.budget_lines set estimate_to_complete = 7
where id = (select id from ids where name = 'camera');
insert into ids select 'second', pg_temp.open('lin', 'Shooting')::uuid;
select results_eq(
  $$ select l.cost_code_id, l.amount, l.description, l.estimate_to_complete,
       l.is_contingency, l.approved_by
     from public.budget_lines as l join ids as i on i.id = l.budget_id
     where i.name = 'second' order by l.amount $$,
  $$ values (pg_temp.code('1401'), 0::numeric, '', null::numeric, true, null::uuid),
       (pg_temp.code('3300'), 5, '', null, false, null),
       (pg_temp.code('2501'), 1200, 'Bodies', 7, false, null) $$,
  'the version after a locked one begins with its lines, none of them approved (F4)');
select is((select b.version from public.budgets as b join ids as i on i.id = b.id
  where i.name = 'second'), 2, 'the version after a locked one has the next number');
select is(pg_temp.open('sarah', 'Shooting', 'EUR'), '23505',
  'every version of a budget is in one currency');
select is(pg_temp.line('lin', '2501', '1', '', 'second') ~ '^[0-9a-f-]{36}$', true,
  'the version after a locked one takes lines (control)');

-- the log --------------------------------------------------------------------------------
set constraints all immediate;
create function pg_temp.events() returns table (event text)
language plpgsql as $$
begin
  perform tests.authenticate_as('pam');
  return query
  select e.event from stagedoor.get_audit_events(tests.project_id('Alpha'), 1000, null, null)
    as e;
  perform tests.clear_authentication();
end;
$$;
select results_eq(
  $$ select e.event, count(*) from pg_temp.events() as e
     where e.event like 'budget%' and e.event <> 'budget.changed' group by 1 order by 1 $$,
  $$ values ('budget.created', 3::bigint), ('budget_line.changed', 6),
       ('budget_line.created', 7) $$,
  'every write to a budget is an event (F24)');

select * from finish();
rollback;
