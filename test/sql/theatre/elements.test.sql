-- public.script_elements: order, cue numbers, calls, and notes that are nobody else's.
begin;
select plan(81);

-- The cast: Ada owns a script, Cal is her crew, Bea owns another, Sid is a stranger.
select tests.create_user(name) from unnest(array['ada', 'cal', 'bea', 'sid']) as name;
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
values (tests.user_id('ada'), tests.user_id('cal'), now());
create temporary table made (name text, id uuid);
grant all on made to authenticated;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
select tests.authenticate_as('bea');
with s as (insert into public.scripts (title) values ('Bea''s') returning id)
insert into made select 'bea', id from s;
with d as (insert into public.departments (name) values ('Bea''s lights') returning id)
insert into made select 'bea lights', id from d;
select tests.authenticate_as('ada');
with s as (insert into public.scripts (title) values ('Book') returning id)
insert into made select 'book', id from s;
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d;
create function pg_temp.add(p_type text, p_more jsonb default '{}', p_script text default 'book')
returns uuid language plpgsql as $$
declare
  v_id uuid;
begin
  insert into public.script_elements (
    script_id, element_type, text, cue_number, call, rank, department_id,
    parent_element_id, is_private)
  values (
    pg_temp.id(p_script), p_type, coalesce(p_more ->> 'text', ''), p_more ->> 'cue',
    p_more ->> 'call', p_more ->> 'rank', pg_temp.id(p_more ->> 'department'),
    (p_more ->> 'parent')::uuid, coalesce((p_more ->> 'private')::boolean, false))
  returning id into v_id;
  return v_id;
end;
$$;

-- order -------------------------------------------------------------------------------
insert into public.script_elements (script_id, element_type, text)
select pg_temp.id('book'), 'DIALOGUE', 'line ' || lpad(n::text, 3, '0')
from generate_series(1, 200) as n;
select results_eq(
  'select text from public.script_elements order by rank',
  'select text from public.script_elements order by text',
  'F77: an element without a rank stands at the end');
select is((select count(distinct rank) from public.script_elements), 200::bigint,
  'F77: two elements have two ranks');
select isnt_empty(
  $$ select from (
       select rank, lead(rank) over (order by rank) as next from public.script_elements) as g
     where substr(rank, 1, 5) <> substr(next, 1, 5) $$,
  'F77: a rank does not count the elements before it');
select lives_ok(
  $$ select pg_temp.add('NOTE', jsonb_build_object('text', 'between', 'rank',
       (select rank || 'V' from public.script_elements where text = 'line 001'))) $$,
  'F77: an element is put between two others');
select is(
  (select text from public.script_elements order by rank offset 1 limit 1), 'between',
  'F77: an element that was put between two others stands there');
select throws_ok($$ select pg_temp.add('NOTE', '{"rank": "a-b"}') $$, '23514', null,
  'F77: a rank is letters and digits');
select lives_ok($$ select pg_temp.add('NOTE', '{"rank": "zzzz", "text": "last"}') $$,
  'F77: a client puts an element where it likes');
select lives_ok($$ select pg_temp.add('NOTE', '{"text": "after"}') $$,
  'F77: an element is put behind a rank of any form');
select is((select text from public.script_elements order by rank desc limit 1), 'after',
  'F77: an element without a rank stands behind a rank of any form');
delete from public.script_elements;
select lives_ok($$ select pg_temp.add('NOTE', '{"rank": "A0"}') $$,
  'F77: a client puts an element to the front');
select pg_temp.add('NOTE', '{"text": "later"}');
select is((select text from public.script_elements order by rank desc limit 1), 'later',
  'F77: an element without a rank stands behind one at the front');
delete from public.script_elements;

-- cues --------------------------------------------------------------------------------
select lives_ok(format($$ select pg_temp.add('CUE', '{"cue": "%s"}') $$, cue),
  format('F77: a cue is called %s', cue))
from unnest(array['SQ 10', 'SQ 4.5', 'SQ 4', 'LX 12', 'fly 3', 'TRAP 2', 'SQ 0.5']) as cue;
select results_eq(
  'select cue_number from public.script_elements order by cue_prefix, cue_value',
  array['fly 3', 'LX 12', 'SQ 0.5', 'SQ 4', 'SQ 4.5', 'SQ 10', 'TRAP 2'],
  'F77: cues are sorted by value and not as text');
select throws_ok($$ select pg_temp.add('CUE', '{"cue": "LX 12"}') $$, '23505',
  'There is a LX 12 in this script already', 'F77: a cue number is one of a kind in a script');
select throws_ok($$ select pg_temp.add('CUE', '{"cue": "lx 12.0"}') $$, '23505', null,
  'F77: a cue number is compared by value');
select throws_ok($$ select pg_temp.add('CUE', '{"cue": "LX 12", "call": "GO"}') $$, '23505',
  null, 'F77: a cue and its go are the same cue');
select lives_ok($$ select pg_temp.add('CUE', '{"cue": "LX 12", "call": "STANDBY"}') $$,
  'F77: a standby names the cue that it is for');
select lives_ok($$ select pg_temp.add('CUE', '{"cue": "LX 12", "call": "WARN"}') $$,
  'F77: a warning names the cue that it is for');
select lives_ok($$ select pg_temp.add('CUE', '{"cue": "LX 12, SQ 4.5", "call": "STANDBY"}') $$,
  'F77: a standby names several cues, of several departments');
select is(
  (select cue_value from public.script_elements where cue_number = 'LX 12, SQ 4.5'), 12::numeric,
  'F77: a standby of several cues is sorted by the first');
select throws_ok($$ select pg_temp.add('CUE', '{"cue": "LX 1, LX 2", "call": "GO"}') $$, '22023',
  null, 'F77: one cue goes at a time');
select throws_ok($$ select pg_temp.add('CUE', '{"cue": "LX 1, LX 2"}') $$, '22023', null,
  'F77: a cue without a call is one cue');
select throws_ok($$ update public.script_elements set cue_number = 'SQ 4' where cue_number = 'SQ 4.5' $$,
  '23505', null, 'F77: a cue is not renumbered to one that is there');
select lives_ok($$ update public.script_elements set cue_number = 'SQ 5' where cue_number = 'SQ 4.5' $$,
  'F77: a cue is renumbered');
select tests.authenticate_as('bea');
select lives_ok($$ select pg_temp.add('CUE', '{"cue": "LX 12"}', 'bea') $$,
  'F77: another script has the same cue numbers');
select tests.authenticate_as('ada');
select throws_ok(format($$ select pg_temp.add('CUE', '{"cue": "%s"}') $$, cue), '22023', null,
  format('F77: %s is no cue number', cue))
from unnest(array['12', 'LX', 'LX12', 'LX 12a', 'LX 1.2.3', ' LX 1', 'LX -1',
  'LX 1, ', 'LX 1,LX 2', ', LX 1', '']) as cue;
select throws_ok($$ select pg_temp.add('CUE', '{"call": "GO"}') $$, '22023', null,
  'F77: a call names a cue');
select throws_ok($$ select pg_temp.add('CUE', '{"cue": "LX 13", "call": "PANIC"}') $$, '22023',
  null, 'F77: a call is WARN, STANDBY or GO');
select throws_ok($$ select pg_temp.add('SONG') $$, '22023', null,
  'F77: an unknown kind of element is refused');
select throws_ok($$ select pg_temp.add('CUE', '{"department": "bea lights"}') $$, 'PT404',
  null, 'F86: a department of somebody else calls nothing');
select lives_ok($$ select pg_temp.add('CUE', '{"department": "lights", "text": "mine"}') $$,
  'F77: a department of the owner calls');
select throws_ok(
  $$ update public.script_elements set department_id = pg_temp.id('bea lights') $$, 'PT404',
  null, 'F86: an element is not given to a department of somebody else');
select throws_ok(
  $$ insert into public.element_departments
     select script_id, id, pg_temp.id('bea lights') from public.script_elements limit 1 $$,
  'PT404', null, 'F86: a further department of somebody else calls nothing');
select throws_ok(
  $$ delete from public.departments where id = pg_temp.id('lights') $$, '23514', null,
  'F73: a department that a script names is not deleted');

-- private notes -----------------------------------------------------------------------
delete from public.script_elements;
insert into made select 'secret', pg_temp.add('NOTE', '{"text": "secret", "private": true}');
insert into made select 'group', pg_temp.add('GROUP', '{"text": "group"}');
select throws_ok($$ select pg_temp.add('CUE', '{"cue": "LX 1", "private": true}') $$, '22023',
  null, 'F77: what is called is not private');
select throws_ok(
  $$ select pg_temp.add('NOTE', jsonb_build_object('parent', pg_temp.id('secret'))) $$,
  '23514', null, 'F77: nothing public stands under a private element');
select lives_ok(
  $$ select pg_temp.add('NOTE', jsonb_build_object(
       'parent', pg_temp.id('secret'), 'private', true)) $$,
  'F77: a private element stands under another');
select lives_ok(
  $$ select pg_temp.add('NOTE', jsonb_build_object(
       'parent', pg_temp.id('group'), 'text', 'child')) $$,
  'F77: an element stands in a group');
select throws_ok(
  $$ update public.script_elements set is_private = true where id = pg_temp.id('group') $$,
  '23514', null, 'F77: a group with public elements is not made private');
select throws_ok(
  $$ update public.script_elements set is_private = false
     where parent_element_id = pg_temp.id('secret') $$,
  '23514', null, 'F77: what stands under a private element is not made public');
select throws_ok(
  $$ select pg_temp.add('NOTE', jsonb_build_object('parent', gen_random_uuid())) $$, 'PT404',
  null, 'F86: nothing stands under an element that is not there');
select tests.authenticate_as('cal');
select results_eq('select text from public.script_elements order by text',
  array['child', 'group'], 'F77: crew see no private element');
create temporary table seen as
select s.revision, (select count(*) from public.script_elements) as elements
from public.scripts as s;
select tests.authenticate_as('ada');
select pg_temp.add('NOTE', '{"text": "another", "private": true}');
update public.script_elements set text = 'changed' where id = pg_temp.id('secret');
delete from public.script_elements where text = 'another';
select tests.authenticate_as('cal');
select results_eq(
  'select s.revision, (select count(*) from public.script_elements) from public.scripts as s',
  'select * from seen', 'F77: the coming and going of a private note shows in no revision');
select tests.authenticate_as('ada');
update public.script_elements set text = 'new' where text = 'child';
select is((select revision from public.scripts), (select revision + 1 from seen),
  'F77: a change of what crew read is one revision');
update public.script_elements set is_private = false where id = pg_temp.id('secret')
  and not exists (select from public.script_elements where parent_element_id = pg_temp.id('secret'));
select lives_ok(
  $$ delete from public.script_elements where parent_element_id = pg_temp.id('secret') $$,
  'F77: a private element is deleted');
update public.script_elements set is_private = false where id = pg_temp.id('secret');
select is((select revision from public.scripts), (select revision + 2 from seen),
  'F77: making a note public is a revision');
update public.scripts set notes = 'On the whole';
select is((select revision from public.scripts), (select revision + 3 from seen),
  'F77: a change of the script is a revision');
insert into public.element_departments
select script_id, id, pg_temp.id('lights') from public.script_elements
where id = pg_temp.id('group');
select is((select revision from public.scripts), (select revision + 4 from seen),
  'F77: a further department of a call is a revision');
select tests.authenticate_as('sid');
select is_empty('select from public.element_departments',
  'F75: a stranger does not see whom an element calls');
select tests.authenticate_as('cal');
select isnt_empty('select from public.element_departments',
  'F69: crew see whom an element calls');
select throws_ok(
  $$ insert into public.element_departments
     select script_id, id, pg_temp.id('lights') from public.script_elements where text = 'new' $$,
  '42501', null, 'F71: crew call no further department');
select lives_ok('delete from public.element_departments',
  'F71: crew may try to end the call of a department');
select tests.authenticate_as('ada');
select is((select count(*) from public.element_departments), 1::bigint,
  'F71: crew end no call of a department');
select throws_ok($$ update public.script_elements set parent_element_id = id $$, '23514',
  'An element stands under another one', 'F77: an element does not stand under itself');
savepoint called;
delete from public.element_departments;
select is((select revision from public.scripts), (select revision + 5 from seen),
  'F77: a department that is called no longer is a revision');
rollback to called;
delete from public.script_elements where id = pg_temp.id('group');
select is((select parent_element_id from public.script_elements where text = 'new'), null,
  'F77: elements of a deleted group stand alone');

-- others -------------------------------------------------------------------------------
select tests.authenticate_as('cal');
select throws_ok($$ select pg_temp.add('NOTE') $$, '42501', null,
  'F71: crew add nothing to a script');
select lives_ok($$ update public.script_elements set text = 'Mine' $$,
  'F71: crew may try to change all elements');
select lives_ok($$ delete from public.script_elements $$,
  'F73: crew may try to delete all elements');
select lives_ok($$ delete from public.element_departments $$,
  'F73: crew may try to take departments out of calls');
select tests.authenticate_as('sid');
select throws_ok($$ select pg_temp.add('SONG') $$, '42501', null,
  'F71: a stranger adds nothing to a script, whatever it is');
select is(
  tests.refusal($$ select pg_temp.add('SONG') $$),
  tests.refusal($$ insert into public.script_elements (script_id, element_type)
    values (gen_random_uuid(), 'SONG') $$),
  'F86: a foreign script and an absent one are refused in the same words');
select is_empty(
  $$ select from public.script_elements where script_id = pg_temp.id('book')
     union all select from public.element_departments $$,
  'F75: a stranger reads no element');
select tests.authenticate_as('ada');
select is_empty($$ select from public.script_elements where text = 'Mine' $$,
  'F71: crew have changed no element');
select is((select count(*) from public.script_elements), 2::bigint,
  'F73: crew have deleted no element');

select * from finish();
rollback;
