-- Moving money under an override: out of the reserve that it names, to what it covers, as
-- much as was authorized and while it lasts.
begin;
select plan(46);

-- The cast: Sarah produces Alpha, Lin and Una are line producers, Eve is the designated
-- executive producer.
select tests.create_user(name) from unnest(array['sarah', 'lin', 'una', 'eve']) as name;
select tests.create_project('Alpha');
select tests.grant_role(r.name, 'Alpha', r.role_key)
from (values ('sarah', 'producer'), ('lin', 'line_producer'), ('una', 'line_producer'),
  ('eve', 'executive_producer')) as r (name, role_key);
insert into public.productions (project_id, currency, phase, executive_producer_id)
values (tests.project_id('Alpha'), 'USD', 'principal_photography', tests.user_id('eve'));
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('move ' || p_name)::uuid $$;
insert into public.cost_codes (id, project_id, parent_id, code, name, category, kind)
select pg_temp.id(c.code), tests.project_id('Alpha'), pg_temp.id(c.parent), c.code, c.code,
  c.category, c.kind
from (values
  ('1400', null, 'above_line', 'header'), ('1401', '1400', 'above_line', 'account'),
  ('1402', '1400', 'above_line', 'account'),
  ('1990', null, 'above_line', 'contingency'), ('2000', null, 'below_line', 'header'),
  ('2010', '2000', 'below_line', 'account'), ('2020', '2000', 'below_line', 'account'),
  ('2500', null, 'below_line', 'account'),
  ('3300', null, 'below_line', 'header'), ('3310', '3300', 'below_line', 'account'),
  ('6901', null, 'below_line', 'contingency')
) as c (code, parent, category, kind);
-- Below 2000 and 3300 the production lets no line producer sign.
insert into public.cost_policies (project_id, permission_role_id, prefix, category)
select tests.project_id('Alpha'), tests.role_id('line_producer'), p, 'below_line'
from unnest(array['2000', '3300']) as p;
insert into public.budgets (id, project_id, name, currency, created_by, edited_by)
values (pg_temp.id('budget'), tests.project_id('Alpha'), 'Shooting', 'USD',
  tests.user_id('sarah'), tests.user_id('sarah'));
insert into public.budget_lines
  (id, project_id, budget_id, cost_code_id, currency, amount, is_contingency)
select pg_temp.id('line ' || l.name), tests.project_id('Alpha'), pg_temp.id('budget'),
  pg_temp.id(l.code), 'USD', 10000, l.name like 'reserve%'
from (values ('1401', '1401'), ('1402', '1402'), ('2010', '2010'), ('2020', '2020'),
  ('2500', '2500'), ('3310', '3310'),
  ('reserve', '6901'), ('reserve 2', '6901'), ('reserve above', '1990')) as l (name, code);
update public.budgets set locked_by = tests.user_id('eve'), locked_at = now();
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
create function pg_temp.open(p_as text, p_code text, p_line text default 'reserve',
  p_more text default '')
returns void
language plpgsql as $$
begin
  insert into ids values (p_as, pg_temp.says('lin', format(
    'select public.request_override(%L, %L, 60, %L, 1000%s)', pg_temp.id(p_code), p_as,
    pg_temp.id('line ' || p_line), p_more))::uuid);
  perform pg_temp.says('eve', format('select public.authorize_override(%L)', pg_temp.kept(p_as)));
  perform pg_temp.says('lin', format('select public.start_override(%L)', pg_temp.kept(p_as)));
end;
$$;
create function pg_temp.move(p_name text, p_from text, p_to text, p_amount text)
returns text
language sql as $$
  select pg_temp.says(p_name, format(
    'select case when public.reallocate_budget(%L, %L, %s, ''Storm'') is not null then ''moved'' end',
    pg_temp.id('line ' || p_from), pg_temp.id('line ' || p_to), p_amount))
$$;
create function pg_temp.moved(p_as text) returns text
language sql as $$
  select trim_scale(o.moved) || ' ' || o.status from public.emergency_overrides as o
  where o.id = pg_temp.kept(p_as)
$$;
-- A moment to come: the server ends transactions by its own clock.
select tests.freeze_time('2030-05-01 12:00+00');

-- what it lifts --------------------------------------------------------------------------
select is(pg_temp.move('lin', 'reserve', '2500', '10'), '23514 CONTINGENCY',
  'a reserve gives nothing before an override names it (F119)');
select is(pg_temp.move('lin', '2500', '2010', '10'), '42501 INSUFFICIENT_PERMISSIONS',
  'a line producer moves nothing to a code that is denied (F119)');
select pg_temp.open('storm', '2000');
select is(pg_temp.move('lin', 'reserve', '2010', '300'), 'moved',
  'under an override a reserve gives to what it covers (F119, control)');
select is(pg_temp.moved('storm'), '300 Active', 'what left a reserve is debited to the override');
select results_eq(
  $$ select m.override_id, f.override_id, t.override_id, f.amount, t.amount
     from public.budget_moves as m
     join public.budget_lines as f on f.id = m.from_line_id
     join public.budget_lines as t on t.id = m.to_line_id $$,
  $$ select i.id, i.id, i.id, 9700::numeric, 10300::numeric from ids as i $$,
  'a move and both of its lines name the override (F112)');
select is(pg_temp.move(c.name, c.from_line, c.to_line, c.amount), c.answer, c.title)
from (values
  ('lin', 'reserve', '2500', '10', '23514 CONTINGENCY',
    'a reserve gives to nothing that its override does not cover (F119)'),
  ('lin', 'reserve 2', '2010', '10', '23514 CONTINGENCY',
    'a reserve that the override does not name gives nothing (F119)'),
  ('lin', 'reserve', '2010', '700.01', '42501 AUTHORITY_EXCEEDED',
    'under an override no more is moved than was authorized (F119)'),
  ('una', 'reserve', '2010', '10', '42501 INSUFFICIENT_PERMISSIONS',
    'an override lifts nobody but its requester (F40)'),
  ('sarah', 'reserve', '2010', '10', '23514 CONTINGENCY',
    'a producer takes from no reserve under the override of another (F119)'),
  ('lin', '2500', '2010', '100', 'moved',
    'under an override money moves to a code that it lifts (F119)'),
  ('lin', '2010', '2500', '50', 'moved',
    'under an override money moves from a code that it lifts (F119)'),
  ('sarah', '2010', '2500', '1', 'moved', 'a producer moves money without an override')
) as c (name, from_line, to_line, amount, answer, title);
select is(pg_temp.moved('storm'), '450 Active',
  'what an override lifted is debited to it, and what refused was not');
select is((select m.override_id from public.budget_moves as m where m.amount = 1), null,
  'a move that nobody lifted names no override');

-- both ends ------------------------------------------------------------------------------
savepoint both_ends;
select is(pg_temp.move('lin', '2010', '2020', '5'), 'moved',
  'one override lifts both ends of a move (F119)');
select is(pg_temp.moved('storm'), '455 Active', 'what is lifted at both ends is debited once');
select is(pg_temp.move('lin', '2010', '3310', '5'), '42501 INSUFFICIENT_PERMISSIONS',
  'an override lifts no end that it does not cover (F119)');
select pg_temp.open('flood', '3300');
select is(pg_temp.move('lin', c.from_line, c.to_line, '5'), '42501 INSUFFICIENT_PERMISSIONS',
  format('two overrides lift no move between what each of them covers: from %s to %s (F119)',
    c.from_line, c.to_line))
from (values ('2010', '3310'), ('3310', '2010')) as c (from_line, to_line);
select results_eq(
  $$ select pg_temp.moved('storm'), pg_temp.moved('flood') $$,
  $$ values ('455 Active', '0 Active') $$, 'a move that two would have to lift is debited to none');
-- Works under the one, and would be lifted by the other.
select is(
  pg_temp.says('lin', format(
    $$ select public.run_under_override(%L, jsonb_build_array(jsonb_build_object(
         'call', 'reallocate_budget', 'args', jsonb_build_object('p_from_line_id', %L,
           'p_to_line_id', %L, 'p_amount', 5, 'p_reason', 'Storm')))) ->> 'error_code' $$,
    pg_temp.kept('flood'), pg_temp.id('line 2010'), pg_temp.id('line 2500'))),
  'INSUFFICIENT_PERMISSIONS', 'work under one override is not lifted by another (F119)');
select results_eq(
  $$ select pg_temp.moved('storm'), pg_temp.moved('flood') $$,
  $$ values ('455 Active', '0 Revoked') $$, 'what was refused under an override is debited to none');
rollback to both_ends;
select is(
  pg_temp.says('lin', format(
    $$ select public.run_under_override(%L, jsonb_build_array(jsonb_build_object(
         'call', 'reallocate_budget', 'args', jsonb_build_object('p_from_line_id', %L,
           'p_to_line_id', %L, 'p_amount', 5, 'p_reason', 'Storm')))) ->> 'ok' $$,
    pg_temp.kept('storm'), pg_temp.id('line 2010'), pg_temp.id('line 2500'))),
  'true', 'work under an override is lifted by it (F119, control)');
rollback to both_ends;

-- by signing -----------------------------------------------------------------------------
savepoint by_signing;
select tests.deny('lin', 'Alpha', 'cost:approve');
select is(pg_temp.move('lin', 'reserve', '2010', '1'), '42501 INSUFFICIENT_PERMISSIONS',
  'an override takes nothing out of a reserve for whoever is denied the signature (F119)');
select is(pg_temp.move('lin', '2500', '2010', '1'), '42501 INSUFFICIENT_PERMISSIONS',
  'an override moves nothing to its code for whoever is denied the signature (F119)');
rollback to by_signing;
-- By posting the answer is approve already, so that nothing of it was lifted.
select tests.grant_key('lin', 'Alpha', 'transaction:approve');
select is(pg_temp.move('lin', 'reserve', '2010', '1'), 'moved',
  'whoever posts, too, takes from a reserve under an override (F119)');
select is(pg_temp.moved('storm'), '451 Active',
  'what somebody moves who posts, too, is debited to the override (F119)');
rollback to by_signing;

-- whoever writes -------------------------------------------------------------------------
create function pg_temp.write(p_from text, p_amount numeric, p_by text, p_override text,
  p_to text default '2010')
returns text
language plpgsql as $$
declare
  v_detail text;
begin
  insert into public.budget_moves (project_id, budget_id, currency, from_line_id, to_line_id,
    from_cost_code_id, to_cost_code_id, amount, reason, moved_by, override_id)
  values (tests.project_id('Alpha'), pg_temp.id('budget'), 'USD', pg_temp.id('line ' || p_from),
    pg_temp.id('line ' || p_to), pg_temp.id('6901'), pg_temp.id(p_to), p_amount, 'x',
    tests.user_id(p_by), pg_temp.kept(p_override));
  return 'done';
exception
  when check_violation then
    get stacked diagnostics v_detail = pg_exception_detail;
    return v_detail::jsonb ->> 'error_code';
end;
$$;
select is(pg_temp.write(c.from_line, c.amount, c.by_whom, c.override), 'CONTINGENCY', c.title)
from (values
  ('reserve', 1, 'lin', null, 'the owner of the tables takes from no reserve without an override'),
  ('reserve', 151, 'lin', 'storm',
    'the owner of the tables takes no more from a reserve than was debited'),
  ('reserve', 1, 'una', 'storm',
    'the owner of the tables takes from a reserve for nobody but the requester'),
  ('reserve 2', 1, 'lin', 'storm',
    'the owner of the tables takes from no reserve that the override does not name')
) as c (from_line, amount, by_whom, override, title);

select is(pg_temp.write('reserve', 1, 'lin', 'storm', '2500'), 'CONTINGENCY',
  'the owner of the tables takes from a reserve for nothing that the override does not cover');
select tests.freeze_time('2030-05-01 13:00+00');
select is(pg_temp.write('reserve', 1, 'lin', 'storm'), 'CONTINGENCY',
  'the owner of the tables takes from no reserve behind the window of the override (F118)');
select tests.freeze_time('2030-05-01 12:00+00');

-- above the line -------------------------------------------------------------------------
select pg_temp.open('star', '1400');
select is(pg_temp.move('lin', 'reserve', '1401', '10'), '42501 INSUFFICIENT_PERMISSIONS',
  'above the line no reserve gives without the approval of the guild (F33)');
select pg_temp.open('guild', '1401', 'reserve above', $$, 'other', 'SAG 17' $$);
select pg_temp.open('guild below', '1402', 'reserve', $$, 'other', 'SAG 18' $$);
select is(pg_temp.move('lin', 'reserve above', '1401', '10'), 'moved',
  'a reserve above the line gives to what an override of the guild covers (F119)');
select is(pg_temp.move('lin', 'reserve', '1402', '10'), 'moved',
  'a reserve stands outside the fence: it gives above the line, too (F119)');
select is(pg_temp.move('lin', '2500', '1401', '10'), '23514 FENCE',
  'under an override other money stays on its side of the line (F33)');

-- the end --------------------------------------------------------------------------------
set constraints all immediate;
select pg_temp.says('lin', format('select public.complete_override(%L)', pg_temp.kept('storm')));
select is(pg_temp.move('lin', 'reserve', '2010', '10'), '42501 INSUFFICIENT_PERMISSIONS',
  'an override that has ended takes nothing from a reserve (F41)');
select is(pg_temp.write('reserve', 1, 'lin', 'storm'), 'CONTINGENCY',
  'the owner of the tables takes from no reserve under an override that has ended');
select is(pg_temp.moved('storm'), '450 Revoked', 'an override that has ended keeps what was moved');

-- the check ------------------------------------------------------------------------------
-- 300 of 450 left the reserve that storm names, and ten more by another override.
create function pg_temp.checked() returns text
language sql as $$
  select pg_temp.says('sarah', format(
    'select concat_ws('' | '', c.line_amount, c.matches, c.why)
     from public.check_override_contingency(%L) as c where c.override_id = %L',
    tests.project_id('Alpha'), pg_temp.kept('storm')))
$$;
update public.budget_lines set approved_by = tests.user_id('eve'), approved_at = now();
select is(pg_temp.checked(), '9690 | t | ', 'an override matches its reserve though money was moved out of that (F43)');
savepoint checked;
alter table public.budget_lines disable trigger user;
update public.budget_lines set amount = 701 where id = pg_temp.id('line reserve');
select is(pg_temp.checked(), '701 | t | ', 'what left a reserve counts to what it held (F43, control)');
update public.budget_lines set amount = 699 where id = pg_temp.id('line reserve');
select is(pg_temp.checked(), '699 | f | 1000 is more than the line holds',
  'what an override moved between other lines never was in its reserve (F43)');
rollback to checked;
alter table public.emergency_overrides disable trigger user;
update public.emergency_overrides set moved = 299 where id = pg_temp.kept('storm');
select is(pg_temp.checked(), '9690 | f | 299 is debited for moves of 450, of which 300 left the line',
  'a reserve that gave more than was debited does not match (F43)');
update public.emergency_overrides set moved = 451 where id = pg_temp.kept('storm');
select is(pg_temp.checked(), '9690 | f | 451 is debited for moves of 450, of which 300 left the line',
  'a debit that no moves explain does not match (F43)');
rollback to checked;

select * from finish();
rollback;
