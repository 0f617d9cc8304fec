-- Moving money between lines of a budget: who may, what stays, what the table refuses.
begin;
select plan(69);

-- The cast: Sarah produces Alpha, Lin is line producer, Pam accountant, Eve executive
-- producer, Cora coordinator, Dan heads Camera, Bud edits the budget of Camera alone and
-- signs there; Vic does that, and only sees the rest. Pat posts, and signs as a line producer;
-- Fay signs by a direct grant, Den would but for a denial. Mal produces Beta. Nan sees the budget
-- of Alpha, and is denied that of Camera.
select tests.create_user(name) from unnest(array[
  'sarah', 'lin', 'pam', 'eve', 'cora', 'dan', 'bud', 'pat', 'fay', 'den', 'vic',
  'mal', 'nan']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.create_department('Camera', 'Alpha');
select tests.create_role('camera_budget', 'Alpha', '{"budget:edit:assigned": "allow",
  "budget:view:assigned": "allow", "cost:approve": "allow"}');
select tests.create_role('books', 'Alpha', '{"budget:edit:assigned": "allow",
  "budget:view:assigned": "allow", "transaction:approve": "allow"}');
select tests.create_role('unsigned', 'Alpha', '{"cost:approve": "deny"}');
select tests.create_role('unseen', 'Alpha', '{"budget:view:assigned": "deny"}');
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('nan', 'Alpha', 'executive_producer'), ('nan', 'Camera', 'unseen'),
  ('sarah', 'Alpha', 'producer'), ('lin', 'Alpha', 'line_producer'),
  ('pam', 'Alpha', 'production_accountant'), ('eve', 'Alpha', 'executive_producer'),
  ('cora', 'Alpha', 'coordinator'), ('dan', 'Camera', 'department_head'),
  ('bud', 'Camera', 'camera_budget'), ('pat', 'Alpha', 'line_producer'),
  ('pat', 'Alpha', 'books'), ('fay', 'Alpha', 'production_accountant'),
  ('vic', 'Camera', 'camera_budget'), ('vic', 'Alpha', 'executive_producer'),
  ('den', 'Alpha', 'books'), ('den', 'Alpha', 'unsigned'), ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
select tests.grant_key(n, 'Alpha', 'cost:approve') from unnest(array['fay', 'den']) as n;
insert into public.productions (project_id, currency, phase)
select tests.project_id(p), 'USD', 'prep' from unnest(array['Alpha', 'Beta']) as p;
insert into public.department_prefixes (project_id, prefix, department_id, category)
values (tests.project_id('Alpha'), '3300', tests.scope_id('Camera'), 'below_line');
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('move ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, code, name, category, kind)
select pg_temp.id(c.project || c.code), tests.project_id(c.project), c.code, c.code,
  c.category, c.kind
from (values
  ('Alpha', '1401', 'above_line', 'account'), ('Alpha', '1402', 'above_line', 'account'),
  ('Alpha', '2501', 'below_line', 'account'), ('Alpha', '3300', 'below_line', 'account'),
  ('Alpha', '3300-2', 'below_line', 'account'),
  ('Alpha', '6901', 'below_line', 'contingency'), ('Beta', '2501', 'below_line', 'account')
) as c (project, code, category, kind);
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
select pg_temp.id(b.name), tests.project_id(b.project), b.name, b.currency,
  tests.user_id('sarah'), tests.user_id('sarah')
from (values ('shooting', 'Alpha', 'USD'), ('other', 'Alpha', 'USD'), ('yen', 'Alpha', 'JPY'),
  ('beta', 'Beta', 'USD')) as b (name, project, currency);
insert into public.budget_lines (id, project_id, budget_id, cost_code_id, currency, amount,
  is_contingency)
select pg_temp.id('line ' || l.name), b.project_id, b.id,
  pg_temp.id(case l.budget when 'beta' then 'Beta' else 'Alpha' end || l.code), b.currency,
  l.amount, l.name = 'reserve'
from (values
  ('cast', 'shooting', '1401', 5000), ('stunts', 'shooting', '1402', 400),
  ('grip', 'shooting', '2501', 1000), ('camera', 'shooting', '3300', 300),
  ('lenses', 'shooting', '3300-2', 0),
  ('reserve', 'shooting', '6901', 700), ('other', 'other', '2501', 50),
  ('yen a', 'yen', '2501', 900), ('yen b', 'yen', '3300', 900),
  ('beta', 'beta', '2501', 50)
) as l (name, budget, code, amount)
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
    return concat_ws(' ', sqlstate, case when v_detail like '{%'
      then coalesce(nullif(v_detail::jsonb ->> 'error_code', 'INSUFFICIENT_PERMISSIONS'),
        v_detail::jsonb ->> 'required_permission') end);
end;
$$;
create function pg_temp.move(p_name text, p_from text, p_to text, p_amount text,
  p_reason text default 'a second camera', p_key text default null)
returns text
language sql as $$
  select pg_temp.says(p_name, format(
    'select public.reallocate_budget(%L, %L, %s, %L, %L)', pg_temp.id('line ' || p_from),
    pg_temp.id('line ' || p_to), p_amount, p_reason, p_key))
$$;
create function pg_temp.worth() returns text
language sql as $$
  select string_agg(trim_scale(l.amount)::text, ' ' order by n.at)
  from unnest(array['cast', 'stunts', 'grip', 'camera', 'reserve']) with ordinality
    as n (name, at)
  join public.budget_lines as l on l.id = pg_temp.id('line ' || n.name)
$$;

-- who may --------------------------------------------------------------------------------
select is(pg_temp.move(c.name, c.from_line, c.to_line, '10'), c.answer, c.title)
from (values
  ('pam', 'grip', 'camera', '42501 cost:approve',
    'an accountant, who edits estimates and posts, moves no money (F119)'),
  ('eve', 'grip', 'camera', '42501 budget:edit:assigned',
    'an executive producer moves no money (F119)'),
  ('dan', 'camera', 'camera', '23514 BUDGET', 'a line gives nothing to itself (F119)'),
  ('dan', 'camera', 'grip', 'PT404 NOT_FOUND',
    'the head of a department finds no line of another to move money to'),
  ('dan', 'grip', 'camera', 'PT404 NOT_FOUND',
    'the head of a department finds no line of another to move money from'),
  ('bud', 'camera', 'grip', 'PT404 NOT_FOUND',
    'whoever edits one department moves no money out of it'),
  ('den', 'cast', 'stunts', '42501 cost:approve',
    'whoever posts, and is denied to sign, moves nothing (F119)'),
  ('vic', 'grip', 'camera', '42501 budget:edit:assigned',
    'whoever edits one department moves no money into it'),
  ('vic', 'camera', 'grip', '42501 budget:edit:assigned',
    'whoever edits one department moves no money out of it into what they see'),
  ('cora', 'grip', 'camera', 'PT404 NOT_FOUND', 'a coordinator finds no line to move from'),
  ('mal', 'grip', 'camera', 'PT404 NOT_FOUND', 'a stranger finds no line to move from'),
  ('mal', 'beta', 'grip', 'PT404 NOT_FOUND', 'a stranger finds no line to move to'),
  ('lin', 'none', 'camera', 'PT404 NOT_FOUND', 'a line that is not there gives nothing'),
  ('lin', 'grip', 'none', 'PT404 NOT_FOUND', 'a line that is not there gets nothing'),
  ('lin', 'cast', 'stunts', '42501 cost:approve',
    'a line producer moves nothing above the line (F33, F119)'),
  ('pat', 'cast', 'stunts', '42501 cost:approve',
    'whoever posts above the line, and signs below it, moves nothing above it (F119)')
) as c (name, from_line, to_line, answer, title);
select is(pg_temp.worth(), '5000 400 1000 300 700', 'a move that is refused changes no line');

-- the move -------------------------------------------------------------------------------
create temp table ids (name text primary key, id uuid);
insert into ids select 'move', pg_temp.move('lin', 'grip', 'camera', '120.5')::uuid;
select is(pg_temp.worth(), '5000 400 879.5 420.5 700',
  'a line producer moves money below the line, and the sum stays (F119, control)');
select results_eq(
  $$ select m.budget_id, m.currency, m.from_cost_code_id, m.to_cost_code_id, m.amount,
       m.reason, m.moved_by, m.override_id
     from public.budget_moves as m join ids as i on i.id = m.id $$,
  $$ values (pg_temp.id('shooting'), 'USD', pg_temp.id('Alpha2501'), pg_temp.id('Alpha3300'),
       120.5, 'a second camera', tests.user_id('lin'), null::uuid) $$,
  'a move says what went where, by whom and why (F119)');
select is((select b.edited_by from public.budgets as b where b.id = pg_temp.id('shooting')),
  tests.user_id('lin'), 'whoever moved money edited the budget (F116)');
select matches(pg_temp.move('fay', 'cast', 'stunts', '1'), '^[0-9a-f-]{36}$',
  'whoever signs by a direct grant moves money above the line (F119, control)');
select matches(pg_temp.move('sarah', 'stunts', 'cast', '1'), '^[0-9a-f-]{36}$',
  'a producer moves money above the line (F119, control)');
select matches(pg_temp.move('pat', 'grip', 'camera', '1'), '^[0-9a-f-]{36}$',
  'whoever posts, and signs below the line, moves money below it (F119, control)');

-- what moves -----------------------------------------------------------------------------
select is(pg_temp.move('sarah', c.from_line, c.to_line, c.amount, c.reason), c.answer, c.title)
from (values
  ('cast', 'grip', '10', 'x', '23514 FENCE', 'money stays on its side of the line (F33, F119)'),
  ('grip', 'cast', '10', 'x', '23514 FENCE',
    'money does not rise above the line (F33, F119)'),
  ('grip', 'other', '10', 'x', '23514 BUDGET', 'money stays in its budget (F119)'),
  ('grip', 'yen a', '10', 'x', '23514 BUDGET',
    'money of one currency becomes none of another (F119)'),
  ('grip', 'camera', '878.51', 'x', '23514 BALANCE', 'no line gives more than it has (F119)'),
  ('reserve', 'camera', '1', 'x', '23514 CONTINGENCY',
    'a reserve gives nothing without an override (F119)'),
  ('grip', 'camera', 'null', 'x', '22023 AMOUNT', 'a move of no amount is none'),
  ('grip', 'camera', '0', 'x', '22023 AMOUNT', 'a move of nothing is none'),
  ('grip', 'camera', '-5', 'x', '22023 AMOUNT', 'a move backwards is none'),
  ('grip', 'camera', $$ 'NaN' $$, 'x', '22023 AMOUNT', 'a move of no number is none'),
  ('grip', 'camera', $$ 'Infinity' $$, 'x', '22023 AMOUNT', 'a move of infinity is none'),
  ('grip', 'camera', '0.005', 'x', '22023 AMOUNT', 'a move of half a cent is none'),
  ('yen a', 'yen b', '0.5', 'x', '22023 AMOUNT', 'a move of half a yen is none'),
  ('grip', 'camera', '1', null, '22023', 'a move has a reason'),
  ('grip', 'camera', '1', '  ', '22023', 'a move has a reason that is not blank'),
  ('grip', 'camera', '1', repeat('x', 1001), '22023',
    'a move has a reason of 1000 characters at most')
) as c (from_line, to_line, amount, reason, answer, title);
select is(pg_temp.says('sarah', 'select public.reallocate_budget(null, null, 1, ''x'')'),
  'PT404 NOT_FOUND', 'a move between no lines is none');
select matches(pg_temp.move('sarah', 'camera', 'reserve', '21.5', 'spare'),
  '^[0-9a-f-]{36}$', 'a reserve takes what is left elsewhere (control)');
select is(pg_temp.worth(), '5000 400 878.5 400 721.5',
  'what was refused moved nothing, and the sum stayed (F119)');

-- sent twice -----------------------------------------------------------------------------
insert into ids select 'keyed', pg_temp.move('lin', 'grip', 'camera', '8.5', 'x', 'one')::uuid;
select is(pg_temp.move('lin', 'grip', 'camera', '8.50', ' x ', 'one'),
  (select id::text from ids where name = 'keyed'), 'a move that is sent twice is made once');
select is(pg_temp.move('lin', c.from_line, c.to_line, c.amount, c.reason, c.key), c.answer, c.title)
from (values
  ('grip', 'camera', '9', 'x', 'one', '23505 IDEMPOTENCY_KEY',
    'a key stands for one amount that moves'),
  ('camera', 'grip', '8.5', 'x', 'one', '23505 IDEMPOTENCY_KEY',
    'a key stands for one direction of a move'),
  ('grip', 'camera', '8.5', 'y', 'one', '23505 IDEMPOTENCY_KEY',
    'a key stands for one reason of a move'),
  ('grip', 'camera', '8.5', 'x', '', '22023', 'a key of a move is not empty'),
  ('grip', 'camera', '8.5', 'x', repeat('x', 201), '22023',
    'a key of a move has 200 characters at most')
) as c (from_line, to_line, amount, reason, key, answer, title);
select is(pg_temp.worth(), '5000 400 870 408.5 721.5', 'one key moved its amount once (F119)');

-- the lock, and whoever writes -----------------------------------------------------------
update public.budgets set locked_by = tests.user_id('eve'), locked_at = now()
where id = pg_temp.id('shooting');
select matches(pg_temp.move('lin', 'grip', 'camera', '70'), '^[0-9a-f-]{36}$',
  'a locked version changes by a move (F119)');
select is(pg_temp.worth(), '5000 400 800 478.5 721.5',
  'what a locked version allows in all stays (F119)');
create function pg_temp.refusal(p_sql text) returns text
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
select is(pg_temp.refusal(c.statement), c.answer, c.title)
from (values
  ($$ update public.budget_lines set amount = amount + 1, moved = moved + 1
      where id = pg_temp.id('line grip') $$, '23514 BUDGET_LOCKED',
    'the owner of the tables adds nothing to a locked line that no move brought (F119)'),
  ($$ update public.budget_lines set moved = 0 where id = pg_temp.id('line grip') $$,
    '23514 BUDGET_LOCKED', 'the owner of the tables forgets no move of a line (F119)'),
  ($$ insert into public.budget_lines (project_id, budget_id, cost_code_id, currency, amount,
        moved)
      select l.project_id, l.budget_id, l.cost_code_id, l.currency, 5, 5
      from public.budget_lines as l where l.id = pg_temp.id('line other') $$,
    '23514 BUDGET_LOCKED', 'the owner of the tables begins no line with what no move brought'),
  ($$ update public.budget_moves set moved_by = tests.user_id('sarah')
      where moved_by = tests.user_id('lin') $$, '23514',
    'the owner of the tables lays a move to nobody else'),
  ($$ insert into public.budget_moves (project_id, budget_id, currency, from_line_id,
        to_line_id, from_cost_code_id, to_cost_code_id, amount, reason, moved_by)
      select m.project_id, m.budget_id, m.currency, pg_temp.id('line other'), m.to_line_id,
        m.from_cost_code_id, m.to_cost_code_id, 5, 'x', m.moved_by
      from public.budget_moves as m join ids as i on i.id = m.id and i.name = 'move' $$,
    '23514 BUDGET', 'the owner of the tables moves nothing between two budgets (F119)'),
  ($$ insert into public.budget_moves (project_id, budget_id, currency, from_line_id,
        to_line_id, from_cost_code_id, to_cost_code_id, amount, reason, moved_by)
      select m.project_id, m.budget_id, m.currency, m.from_line_id, m.to_line_id,
        m.from_cost_code_id, m.to_cost_code_id, 0.005, 'x', m.moved_by
      from public.budget_moves as m join ids as i on i.id = m.id and i.name = 'move' $$,
    '22023 AMOUNT', 'the owner of the tables moves no half a cent'),
  ($$ insert into public.budget_moves (project_id, budget_id, currency, from_line_id,
        to_line_id, from_cost_code_id, to_cost_code_id, amount, reason, moved_by,
        idempotency_key)
      select m.project_id, m.budget_id, m.currency, m.from_line_id, m.to_line_id,
        m.from_cost_code_id, m.to_cost_code_id, 1, 'x', m.moved_by, m.idempotency_key
      from public.budget_moves as m join ids as i on i.id = m.id and i.name = 'keyed' $$,
    '23505', 'the owner of the tables makes no second move under one key'),
  ($$ update public.budget_moves set amount = 1 $$, '23514',
    'the owner of the tables changes no move'),
  ($$ delete from public.budget_moves $$, '23514', 'the owner of the tables deletes no move'),
  ($$ truncate public.budget_moves $$, '23514', 'the owner of the tables empties no moves'),
  ($$ insert into public.budget_moves (project_id, budget_id, currency, from_line_id,
        to_line_id, from_cost_code_id, to_cost_code_id, amount, reason, moved_by)
      select m.project_id, m.budget_id, m.currency, pg_temp.id('line cast'), m.to_line_id,
        m.from_cost_code_id, m.to_cost_code_id, 5, 'x', m.moved_by
      from public.budget_moves as m join ids as i on i.id = m.id and i.name = 'move' $$,
    '23514 FENCE', 'the owner of the tables moves nothing over the line (F33)')
) as c (statement, answer, title);

-- who reads, and the log -----------------------------------------------------------------
create function pg_temp.moves(p_name text) returns text
language sql as $$ select pg_temp.says(p_name, 'select count(*) from public.budget_moves') $$;
select is(array[pg_temp.moves('pam'), pg_temp.moves('dan'), pg_temp.moves('cora'),
  pg_temp.moves('mal')], array['7', '5', '0', '0'],
  'a move is read by whoever sees one of its lines');
savepoint reads;
delete from ids;
insert into ids select 'lenses', pg_temp.move('lin', 'camera', 'lenses', '1')::uuid;
create function pg_temp.seen(p_from text, p_to text, p_name text default 'nan')
returns boolean
language sql as $$
  select pg_temp.says(p_name, format(
    'select count(*) > 0 from public.budget_moves
     where from_cost_code_id = %L and to_cost_code_id = %L',
    pg_temp.id('Alpha' || p_from), pg_temp.id('Alpha' || p_to)))::boolean
$$;
select ok(not pg_temp.seen('3300', '3300-2'),
  'whoever is denied both lines of a move reads nothing of it');
select ok(pg_temp.seen('3300', '3300-2', 'dan') and pg_temp.seen('3300', '3300-2', 'eve'),
  'whoever sees both lines of a move reads it (control)');
select ok(pg_temp.seen('2501', '3300'),
  'whoever is denied the line that money was moved into reads what left the other');
insert into ids select 'back', pg_temp.move('lin', 'camera', 'grip', '1')::uuid;
select ok(pg_temp.seen('3300', '2501'),
  'whoever is denied the line that money was moved out of reads what came to the other');
rollback to reads;
set constraints all immediate;
select is((
  select count(*) from stagedoor_audit.leaves as l
  where convert_from(l.body, 'UTF8') like '%"budget_move.created"%'
    and convert_from(l.body, 'UTF8') like '%a second camera%'), 5::bigint,
  'every move is an event with its reason (F24)');

-- without triggers --------------------------------------------------------------------------
set local session_replication_role = replica;
select is(pg_temp.refusal($$
    insert into public.budget_moves (project_id, budget_id, currency, from_line_id,
      to_line_id, from_cost_code_id, to_cost_code_id, amount, reason, moved_by)
    select m.project_id, m.budget_id, m.currency, pg_temp.id('line cast'), m.to_line_id,
      m.from_cost_code_id, m.to_cost_code_id, 5, 'x', m.moved_by
    from public.budget_moves as m join ids as i on i.id = m.id and i.name = 'move' $$), '23514 FENCE',
  'whoever switches triggers off moves nothing over the line all the same (F33)');
set local session_replication_role = origin;

select * from finish();
rollback;
