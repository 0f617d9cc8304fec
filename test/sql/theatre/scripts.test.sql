-- Scripts: who reads one, by relationship, by show, by key and by audience, and who writes.
begin;
select plan(59);

-- The cast: Ada owns a script and Play. Cal is her crew; Dan works in Play, Lou in its lights;
-- Kay holds script:view in Play, Kit in its lights; Una uploads there and owns a script of her
-- own. Bea owns another show, Sid is a stranger.
select tests.create_user(name) from unnest(array[
  'ada', 'cal', 'dan', 'lou', 'kay', 'kit', 'una', 'bea', 'sid']) as name;
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
select tests.user_id('ada'), tests.user_id(n), now()
from unnest(array['cal', 'dan', 'lou']) as n;
create temporary table made (name text, id uuid);
grant all on made to authenticated;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
select tests.authenticate_as('bea');
insert into made select 'other', public.create_show('Other');
select tests.authenticate_as('ada');
insert into made select 'play', public.create_show('Play');
insert into made select 'second', public.create_show('Second');
with s as (insert into public.scripts (title) values ('Book') returning id)
insert into made select 'book', id from s returning ok(id is not null,
  'F64: a verified user writes a script');
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d;
with d as (insert into public.departments (name) values ('Sound') returning id)
insert into made select 'sound', id from d;
insert into public.script_elements (script_id, element_type, department_id, text)
values
  (pg_temp.id('book'), 'DIALOGUE', null, 'all'),
  (pg_temp.id('book'), 'CUE', pg_temp.id('lights'), 'lights'),
  (pg_temp.id('book'), 'CUE', pg_temp.id('sound'), 'sound'),
  (pg_temp.id('book'), 'NOTE', null, 'note');
insert into public.script_elements (script_id, element_type, text, is_private)
values (pg_temp.id('book'), 'NOTE', 'private', true);
with e as (
  insert into public.script_elements (script_id, element_type, department_id, text)
  values (pg_temp.id('book'), 'CUE', pg_temp.id('sound'), 'both') returning id)
insert into public.element_departments (script_id, element_id, department_id)
select pg_temp.id('book'), id, pg_temp.id('lights') from e;
insert into public.show_departments (project_id, department_id)
values (pg_temp.id('play'), pg_temp.id('lights'));
insert into public.show_assignments (project_id, user_id)
values (pg_temp.id('play'), tests.user_id('dan'));
insert into public.show_assignments (project_id, user_id, department_id)
values (pg_temp.id('play'), tests.user_id('lou'), pg_temp.id('lights'));
select public.grant_access(
  tests.user_id('kay'), pg_temp.id('play'), 'permission', 'script:view');
select public.grant_access(
  tests.user_id('kit'), d.scope_id, 'permission', 'script:view')
from public.show_departments as d;
select public.grant_access(
  tests.user_id('una'), pg_temp.id('play'), 'permission', 'script:upload');
create function pg_temp.read_by(p_who text) returns text
language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return (select string_agg(s.title, ' ' order by s.title) from public.scripts as s) || ': '
    || coalesce((select string_agg(e.text, ' ' order by e.text)
      from public.script_elements as e), '');
end;
$$;

-- crew, before any show ------------------------------------------------------------------
select is(pg_temp.read_by('ada'), 'Book: all both lights note private sound',
  'F68: an owner reads all of a script');
select is(pg_temp.read_by('cal'), 'Book: all both lights note sound',
  'F69: crew read the scripts of their manager, without private notes');
select is(pg_temp.read_by('kay'), null, 'F75: a key in a show opens no script outside of it');
select is(pg_temp.read_by('sid'), null, 'F75: a stranger reads no script');

-- linked to a show -----------------------------------------------------------------------
select tests.authenticate_as('bea');
select throws_ok(
  $$ insert into public.show_scripts values (pg_temp.id('other'), pg_temp.id('book')) $$,
  '42501', null, 'F68: the owner of a show links no script of somebody else');
select is(
  tests.refusal($$ insert into public.show_scripts
    values (pg_temp.id('other'), pg_temp.id('book')) $$),
  tests.refusal($$ insert into public.show_scripts
    values (pg_temp.id('other'), gen_random_uuid()) $$),
  'F86: a foreign script and an absent one are refused in the same words');
select tests.authenticate_as('ada');
select throws_ok(
  $$ insert into public.show_scripts values (pg_temp.id('other'), pg_temp.id('book')) $$,
  '42501', null, 'F68: an owner links a script to no show of somebody else');
select lives_ok(
  $$ insert into public.show_scripts values (pg_temp.id('play'), pg_temp.id('book')) $$,
  'F68: an owner links their script to their show');
select is(pg_temp.read_by('cal'), 'Book: all both lights note sound',
  'F69: crew read a script that is linked to a show');
select is(pg_temp.read_by('kay'), 'Book: all both lights note sound',
  'F70: whoever holds script:view in a linked show reads the script');
select is(pg_temp.read_by('kit'), 'Book: all both lights note',
  'F90: whoever holds script:view in a department reads its part, and what concerns all');
select is(pg_temp.read_by('una'), null,
  'F75: whoever uploads in a show reads no script of it by that');
select tests.authenticate_as('kay');
select results_eq('select project_id from public.show_scripts', 'select pg_temp.id(''play'')',
  'F68: whoever reads a script sees where it is played');
select tests.authenticate_as('sid');
select is_empty('select from public.show_scripts', 'F68: a stranger sees no link');

-- audience -------------------------------------------------------------------------------
select tests.authenticate_as('ada');
update public.scripts set audience = 'show' where id = pg_temp.id('book');
select is(pg_temp.read_by('cal'), null,
  'F75: crew outside of the show read no script for the show');
select is(pg_temp.read_by('dan'), 'Book: all both lights note sound',
  'F75: whoever is assigned to the show reads a script for the show');
select is(pg_temp.read_by('lou'), 'Book: all both lights note',
  'F90: whoever is assigned to a department reads its part, and what concerns all');
select is(pg_temp.read_by('kay'), 'Book: all both lights note sound',
  'F70: whoever holds script:view in the show reads a script for the show');
select tests.clear_authentication();
update stagedoor.user_accesses set status = 'Revoked' where user_id = tests.user_id('dan');
select is(pg_temp.read_by('dan'), null,
  'F95: whoever is assigned and has lost the access reads nothing');
select tests.authenticate_as('ada');
update public.scripts set audience = 'owner' where id = pg_temp.id('book');
select is(pg_temp.read_by('ada'), 'Book: all both lights note private sound',
  'F75: an owner reads a script for the owner');
select is(pg_temp.read_by(name), null,
  format('F75: %s reads no script for the owner', name))
from unnest(array['cal', 'lou', 'kay', 'kit']) as name;
select tests.authenticate_as('ada');
select throws_ok($$ update public.scripts set audience = 'everybody' $$, '23514', null,
  'F75: an audience is crew, show or owner');
update public.scripts set audience = 'crew' where id = pg_temp.id('book');

-- narrowing, and closing night ---------------------------------------------------------------
select tests.set_header('x-project-id', pg_temp.id('second')::text);
select is(pg_temp.read_by('ada'), null,
  'F75: a request that names a show sees no script that is not linked to it');
select is(pg_temp.read_by('cal'), null,
  'F75: a request of crew that names a show sees no script that is not linked to it');
select is(pg_temp.read_by('kit'), null,
  'F75: a request from a department that names a show sees no script of another');
select tests.authenticate_as('ada');
select lives_ok($$ update public.scripts set notes = 'Changed' $$,
  'F71: a request that names a show may try to change all scripts');
select lives_ok($$ delete from public.scripts $$,
  'F73: a request that names a show may try to delete all scripts');
select lives_ok(
  $$ insert into public.show_scripts values (pg_temp.id('second'), pg_temp.id('book')) $$,
  'F68: a request that names a show links a script to it');
select tests.set_header('x-project-id', pg_temp.id('play')::text);
select is(pg_temp.read_by('kay'), 'Book: all both lights note sound',
  'F75: a request that names the show of a script reads it');
select tests.authenticate_as('ada');
select is((select notes from public.scripts), null,
  'F71: a request that names a show changes no script of another');
select tests.set_header('x-project-id', null);
select public.archive_scope(pg_temp.id('play'));
select is(pg_temp.read_by('cal'), 'Book: all both lights note sound',
  'F75: crew read a script while one of its shows runs');
select is(pg_temp.read_by('kay'), null,
  'F75: a key in an archived show opens no script');
select tests.authenticate_as('ada');
update public.scripts set audience = 'show';
select is(pg_temp.read_by(name), null,
  format('F75: %s worked in a show that is archived, and reads nothing of a script of another',
    name))
from unnest(array['dan', 'lou']) as name;
select tests.authenticate_as('ada');
update public.scripts set audience = 'crew';
select tests.authenticate_as('ada');
select public.archive_scope(pg_temp.id('second'));
select is(pg_temp.read_by('cal'), null,
  'F75: crew read no script after closing night');
select is(pg_temp.read_by('ada'), 'Book: all both lights note private sound',
  'F75: an owner reads their script after closing night');
select public.restore_scope(pg_temp.id('play'));
select is(pg_temp.read_by('cal'), 'Book: all both lights note sound',
  'F75: crew read a script again once its show is restored');

-- an owner who is gone -----------------------------------------------------------------------
select tests.ban_user('ada');
select is(pg_temp.read_by('ada'), null, 'F75: a banned owner reads no script');
select lives_ok($$ update public.scripts set notes = 'Banned' $$,
  'F75: a banned owner may try to change a script');
select throws_ok($$ insert into public.scripts (title) values ('Banned') $$, '42501', null,
  'F75: a banned owner writes no script');
select is(pg_temp.read_by('kay'), null, 'F75: nobody reads the script of a banned owner');
select is(pg_temp.read_by('kit'), null, 'F75: nobody reads a part of it either');
select tests.ban_user('ada', now() - interval '1 minute');

-- writing ---------------------------------------------------------------------------------
select tests.authenticate_as('cal');
select lives_ok($$ update public.scripts set title = 'Mine' $$,
  'F71: crew may try to change all scripts');
select lives_ok($$ delete from public.scripts $$, 'F73: crew may try to delete all scripts');
select lives_ok($$ delete from public.show_scripts $$, 'F73: crew may try to take away links');
select throws_ok(
  $$ update public.scripts set owner_id = tests.user_id('cal') $$, '42501', null,
  'F68: nobody takes a script by writing');
select tests.authenticate_as('una');
with s as (insert into public.scripts (title) values ('Score') returning id)
insert into made select 'score', id from s;
select lives_ok(
  $$ insert into public.show_scripts values (pg_temp.id('play'), pg_temp.id('score')) $$,
  'F68: whoever uploads in a show links their own script to it');
select tests.authenticate_as('ada');
select results_eq(
  'select title, notes from public.scripts where owner_id = tests.user_id(''ada'')',
  $$ values ('Book', null::text) $$,
  'F71: crew and banned owners have changed nothing');
select is((select count(*) from public.show_scripts where project_id = pg_temp.id('play')),
  2::bigint, 'F68: the owner of a show sees every script in it');
select lives_ok(
  $$ delete from public.show_scripts where script_id = pg_temp.id('score') $$,
  'F68: the owner of a show takes a script out of it');
select tests.authenticate_as('una');
select results_eq('select title from public.scripts', array['Score'],
  'F68: a script that was taken out of a show is still its owner''s');
select lives_ok($$ delete from public.scripts $$, 'F73: an owner deletes their script');
select is_empty('select from public.scripts', 'F73: a script that was deleted is gone');
select tests.authenticate_as('ada');
select lives_ok($$ delete from public.show_scripts where project_id = pg_temp.id('play') $$,
  'F68: an owner takes their script out of a show');
select throws_ok(
  $$ update public.scripts set starts_at = '2027-01-02', ends_at = '2027-01-01' $$,
  '23514', null, 'F68: a script ends after it begins');

select * from finish();
rollback;
