-- public.delegate_script: crew write the columns that they were given, and nothing else.
begin;
select plan(69);

-- The cast: Ada owns Book. Cal, Lou and Max are her crew, Sid is a stranger, Gus her guest.
select tests.create_user(name) from unnest(array['ada', 'cal', 'lou', 'max', 'sid']) as name;
select tests.create_guest('gus', 'ada');
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
select tests.user_id('ada'), tests.user_id(n), now() from unnest(array['cal', 'lou', 'max']) as n;
create temporary table made (name text, id uuid);
grant all on made to authenticated;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
select tests.authenticate_as('sid');
with d as (insert into public.departments (name) values ('Sid''s') returning id)
insert into made select 'sid', id from d;
select tests.authenticate_as('ada');
with s as (insert into public.scripts (title) values ('Book') returning id)
insert into made select 'book', id from s;
with s as (insert into public.scripts (title) values ('Other') returning id)
insert into made select 'other', id from s;
insert into made select 'play', public.create_show('Play');
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d;
with d as (insert into public.departments (name) values ('Sound') returning id)
insert into made select 'sound', id from d;
insert into public.script_elements (script_id, element_type, department_id, text)
select pg_temp.id(s), 'CUE', pg_temp.id(d), concat_ws(' ', s, d)
from unnest(array['book', 'other']) as s, unnest(array['lights', 'sound', 'none']) as d;
insert into public.script_elements (script_id, element_type, department_id, text, is_private)
values (pg_temp.id('book'), 'NOTE', pg_temp.id('lights'), 'private', true);
create function pg_temp.text_of(p_column text) returns text
language plpgsql stable security definer as $$
declare
  v_text text;
begin
  execute format(
    'select string_agg(e.text, '','' order by e.text) from public.script_elements as e
     where e.%I = ''Mine''', p_column) into v_text;
  return v_text;
end;
$$;

-- delegating --------------------------------------------------------------------------
create function pg_temp.delegate(
  p_who text, p_columns text[], p_department text default null,
  p_operations text[] default '{update}', p_until timestamptz default null)
returns uuid language sql as $$
  select public.delegate_script(
    pg_temp.id('book'), tests.user_id(p_who), p_columns, p_until, pg_temp.id(p_department),
    p_operations)
$$;
select isnt(pg_temp.delegate('cal', '{script_elements.notes}'), null,
  'F71: an owner delegates a column');
select isnt(pg_temp.delegate('lou', '{cue_number,text}', 'lights', '{update,insert,delete}'),
  null, 'F91: an owner delegates a department');
select is(
  pg_temp.delegate('cal', '{script_elements.notes}'),
  (select id from public.script_delegations where crew_user_id = tests.user_id('cal')),
  'F71: delegating again is the same delegation');
create temporary table bad (why text, call text, state text);
insert into bad values
  ('a column that cannot be delegated', $$ pg_temp.delegate('cal', '{title}') $$, '22023'),
  ('the privacy of an element', $$ pg_temp.delegate('cal', '{is_private}') $$, '22023'),
  ('no list of columns', $$ pg_temp.delegate('cal', null) $$, '22023'),
  ('an unknown operation', $$ pg_temp.delegate('cal', '{text}', 'lights', '{drop}') $$, '22023'),
  ('no operation', $$ pg_temp.delegate('cal', '{text}', 'lights', '{}') $$, '22023'),
  ('no list of operations', $$ pg_temp.delegate('cal', '{text}', 'lights', null) $$, '22023'),
  ('inserting without a department', $$ pg_temp.delegate('cal', '{text}', null, '{insert}') $$,
    '22023'),
  ('deleting without a department', $$ pg_temp.delegate('cal', '{text}', null, '{delete}') $$,
    '22023'),
  ('an end that is over',
    $$ pg_temp.delegate('cal', '{text}', null, '{update}', '2020-01-01') $$, '22023'),
  ('oneself', $$ pg_temp.delegate('ada', '{text}') $$, '22023'),
  ('a stranger', $$ pg_temp.delegate('sid', '{text}') $$, 'PT404'),
  ('a department of somebody else', $$ pg_temp.delegate('cal', '{text}', 'sid') $$, 'PT404');
select throws_ok('select ' || call, state, null, format('F71: delegating %s is refused', why))
from bad;
select is((select count(*) from public.script_delegations), 2::bigint,
  'F71: what is refused delegates nothing');
select tests.authenticate_as('cal');
select throws_ok($$ select pg_temp.delegate('lou', '{text}') $$, '42501', null,
  'F71: crew delegate nothing of their manager');
select tests.authenticate_as('sid');
select throws_ok($$ select pg_temp.delegate('cal', '{text}') $$, 'PT404', 'Script not found',
  'F86: a stranger finds no script to delegate');
select is_empty('select from public.script_delegations',
  'F71: a stranger sees no delegation');

-- columns -----------------------------------------------------------------------------
select tests.authenticate_as('cal');
select is((select count(*) from public.script_delegations), 1::bigint,
  'F71: crew see what is delegated to them, and no more');
select lives_ok($$ update public.script_elements set notes = 'Mine' $$,
  'F71: crew write the column that is delegated to them');
select is(pg_temp.text_of('notes'), 'book lights,book none,book sound',
  'F71: crew write in the script that is delegated, and never private elements');
select throws_ok($$ update public.script_elements set text = 'Mine' $$, '42501', null,
  'F71: crew write no other column');
select throws_ok($$ update public.script_elements set notes = 'x', rank = 'z' $$, '42501', null,
  'F71: crew write no other column beside theirs');
select throws_ok(
  $$ update public.script_elements set is_private = true where text = 'book none' $$, '42501',
  null, 'F71: crew make nothing private');
select throws_ok(
  $$ update public.script_elements set department_id = pg_temp.id('sound') $$, '42501', null,
  'F71: crew give no element to another department');
select throws_ok(
  $$ insert into public.script_elements (script_id, element_type, department_id)
     values (pg_temp.id('book'), 'NOTE', pg_temp.id('lights')) $$,
  '42501', null, 'F71: crew add nothing where updating is delegated');
select lives_ok('delete from public.script_elements',
  'F71: crew may try to delete where updating is delegated');
select lives_ok($$ update public.scripts set notes = 'Mine' $$,
  'F71: crew may try to change a script of which elements are delegated');
select tests.authenticate_as('ada');
select is((select count(*) from public.script_elements), 7::bigint,
  'F71: crew delete nothing where updating is delegated');
select is((select count(*) from public.scripts where notes = 'Mine'), 0::bigint,
  'F71: crew change no column of a script of which elements are delegated');
savepoint banned;
select tests.clear_authentication();
select tests.ban_user('ada');
select tests.authenticate_as('cal');
select lives_ok($$ update public.script_elements set notes = 'Banned' $$,
  'F75: crew of a banned owner may try to write');
select tests.clear_authentication();
select is_empty($$ select from public.script_elements where notes = 'Banned' $$,
  'F75: crew of a banned owner write nothing');
rollback to banned;
select pg_temp.delegate('cal', '{notes,scripts.starts_at}');
select tests.authenticate_as('cal');
select lives_ok($$ update public.scripts set notes = 'Mine', starts_at = '2027-01-01' $$,
  'F71: crew write notes and times of a script that are delegated to them');
select throws_ok($$ update public.scripts set title = 'Mine' $$, '42501', null,
  'F71: crew do not rename a script');
select throws_ok($$ update public.scripts set audience = 'owner' $$, '42501', null,
  'F71: crew do not say who reads a script');
select tests.authenticate_as('ada');
select pg_temp.delegate('cal', '{scripts.ends_at}');
select tests.authenticate_as('cal');
select throws_ok($$ update public.scripts set notes = 'Theirs' $$, '42501', null,
  'F71: crew who write the end of a script write no notes on it');
select throws_ok($$ update public.scripts set starts_at = '2027-01-02' $$, '42501', null,
  'F71: crew who write the end of a script do not write its start');
select lives_ok($$ update public.scripts set ends_at = '2027-03-01' $$,
  'F71: crew write the end of a script that is delegated to them (control)');
select tests.authenticate_as('ada');
select pg_temp.delegate('cal', '{scripts.notes}');
select tests.authenticate_as('cal');
select throws_ok($$ update public.scripts set ends_at = '2027-03-02' $$, '42501', null,
  'F71: crew who write notes on a script do not write its end');
select tests.authenticate_as('ada');
select results_eq($$ select title from public.scripts where notes = 'Mine' $$, array['Book'],
  'F71: crew write in the script that is delegated, and in no other');

-- a department ------------------------------------------------------------------------
select tests.authenticate_as('lou');
select lives_ok($$ update public.script_elements set text = 'LX' where text = 'book lights' $$,
  'F91: crew change elements of their department');
select lives_ok($$ update public.script_elements set text = 'Mine' $$,
  'F91: crew may try to change all elements');
select is(pg_temp.text_of('text'), 'Mine',
  'F91: crew change elements of their department, and no others');
select throws_ok($$ update public.script_elements set notes = 'Mine too' $$, '42501', null,
  'F91: crew change no column of their department that is not delegated');
select lives_ok(
  $$ insert into public.script_elements (script_id, element_type, department_id, cue_number)
     values (pg_temp.id('book'), 'CUE', pg_temp.id('lights'), 'LX 1') $$,
  'F91: crew add to their department');
create temporary table refused (why text, change text);
insert into refused values
  ('to another department', $$ (script_id, element_type, department_id)
    values (pg_temp.id('book'), 'NOTE', pg_temp.id('sound')) $$),
  ('without a department', $$ (script_id, element_type)
    values (pg_temp.id('book'), 'NOTE') $$),
  ('to another script', $$ (script_id, element_type, department_id)
    values (pg_temp.id('other'), 'NOTE', pg_temp.id('lights')) $$),
  ('that is private', $$ (script_id, element_type, department_id, is_private)
    values (pg_temp.id('book'), 'NOTE', pg_temp.id('lights'), true) $$);
select throws_ok('insert into public.script_elements ' || change, '42501', null,
  format('F91: crew add nothing %s', why)) from refused;
with g as (
  insert into public.script_elements (script_id, element_type, department_id, text)
  values (pg_temp.id('book'), 'GROUP', pg_temp.id('lights'), 'group') returning id, script_id)
insert into public.script_elements (script_id, element_type, department_id, parent_element_id)
select script_id, 'CUE', pg_temp.id('lights'), id from g;
select lives_ok($$ delete from public.script_elements where text = 'group' $$,
  'F91: crew delete a group of their department and leave what stood in it');
select throws_ok(
  $$ update public.script_elements set parent_element_id = gen_random_uuid() $$, 'PT404', null,
  'F86: crew put nothing under an element that is not there');
select lives_ok('delete from public.script_elements', 'F91: crew may try to delete all elements');
select tests.authenticate_as('ada');
select set_eq('select text from public.script_elements',
  array['book none', 'book sound', 'private', 'other lights', 'other sound', 'other none'],
  'F91: crew delete in their department alone, and never private elements');

-- ends --------------------------------------------------------------------------------
select tests.set_header('x-project-id', pg_temp.id('play')::text);
select tests.authenticate_as('cal');
select lives_ok($$ update public.script_elements set notes = 'Narrow' $$,
  'F75: a request that names a show may try to write in a script outside of it');
select tests.set_header('x-project-id', null);
select is((select count(*) from public.script_elements where notes = 'Narrow'), 0::bigint,
  'F75: a request that names a show writes in no script outside of it');
select tests.authenticate_as('ada');
select pg_temp.delegate('max', '{text}', p_until => now() + interval '1 day');
update public.scripts set audience = 'owner';
select tests.authenticate_as('max');
select results_eq('select title from public.scripts', array['Book'],
  'F71: whoever writes in a script reads it, whatever its audience');
select tests.freeze_time(now() + interval '1 day');
select is_empty('select from public.scripts', 'F71: a delegation is over at its end');
select lives_ok($$ update public.script_elements set text = 'Late' $$,
  'F71: whoever wrote in a script may try after the end');
select tests.unfreeze_time();
select lives_ok($$ update public.script_elements set text = 'Early' where text = 'book sound' $$,
  'F71: whoever writes in a script writes until the end');
select tests.authenticate_as('ada');
select is_empty($$ select from public.script_elements where text = 'Late' $$,
  'F71: a delegation that is over changes nothing');
select is(pg_temp.delegate('max', '{}'), null, 'F71: an empty list ends a delegation');
select tests.authenticate_as('max');
select is_empty('select from public.script_delegations',
  'F71: a delegation that has ended is gone');
select tests.authenticate_as('ada');
update public.scripts set audience = 'crew';
select pg_temp.delegate('lou', '{}', 'sound');
select is((select count(*) from public.script_delegations
  where crew_user_id = tests.user_id('lou')), 1::bigint,
  'F71: the end of one department leaves the other');
select public.set_crew_relationship_active(r.relationship_id, false)
from public.crew_relationships as r where r.crew_user_id = tests.user_id('cal');
select tests.authenticate_as('cal');
select lives_ok($$ update public.script_elements set notes = 'Off' $$,
  'F71: crew that are switched off may try to write');
select tests.authenticate_as('ada');
select is_empty($$ select from public.script_elements where notes = 'Off' $$,
  'F71: crew that are switched off write nothing');
select public.remove_crew_member(tests.user_id('cal'));
select is_empty(
  $$ select from public.script_delegations where crew_user_id = tests.user_id('cal') $$,
  'F71: a delegation dies with the relationship');
select throws_ok($$ insert into public.script_delegations (script_id) values (null) $$, '42501',
  null, 'F71: nobody writes a delegation by hand');
select throws_ok(
  $$ delete from public.departments where id = pg_temp.id('lights') $$, '23514', null,
  'F73: a department that a delegation names is not deleted');

select * from finish();
rollback;
