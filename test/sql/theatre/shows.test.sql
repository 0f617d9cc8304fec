-- Shows: opening one, who sees it, and who changes what in it.
begin;
select plan(57);

-- The cast: Ada opens shows. Cal is her crew, Dan works in a department of Play, Vic views the
-- whole of it, Sid is a stranger. Pam runs a company, Ned works there.
select tests.create_user(name)
from unnest(array['ada', 'cal', 'dan', 'vic', 'sid', 'pam', 'ned', 'bea']) as name;
select tests.create_organization('Company');
select tests.grant_role('pam', 'Company', 'producer');
select tests.grant_role('ned', 'Company', 'crew_member');
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
values
  (tests.user_id('ada'), tests.user_id('cal'), now()),
  (tests.user_id('ada'), tests.user_id('dan'), now());
create temporary table made (name text, id uuid);
grant all on made to authenticated;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;

-- opening -----------------------------------------------------------------------------
select tests.authenticate_as('ada');
insert into made select 'play', public.create_show(' Play ');
select results_eq(
  'select project_id, owner_id, title from public.shows',
  $$ values (pg_temp.id('play'), tests.user_id('ada'), 'Play') $$,
  'F64: a verified user opens a show and owns it');
select results_eq(
  'select name, organization_name, roles from public.get_my_projects()',
  $$ values ('Play', 'Personal', array['producer']) $$,
  'F68: whoever opens a show produces it, in their personal organization');
insert into made select 'second', public.create_show('Second');
select is(
  (select count(distinct organization_id) from public.get_my_projects()), 1::bigint,
  'F68: a second show joins the personal organization');
savepoint hired;
select tests.clear_authentication();
select tests.grant_key('ned', 'Company', 'project:create');
select tests.authenticate_as('ned');
select public.create_show('Neds', tests.organization_id('Company'));
select ok((select 'producer' = any (p.roles) from public.get_my_projects() as p
    where p.name = 'Neds'),
  'F68: whoever may open a show in a company, and no more, produces it');
rollback to hired;
select tests.authenticate_as('ada');
select throws_ok($$ select public.create_show('  ') $$, '22023', null, 'F68: a show has a name');
select throws_ok(
  $$ select public.create_show('Hers', tests.organization_id('Company')) $$, 'PT404', null,
  'F86: nobody opens a show in a company that they are no part of');
select is(
  tests.refusal($$ select public.create_show('X', tests.organization_id('Company')) $$),
  tests.refusal($$ select public.create_show('X', gen_random_uuid()) $$),
  'F86: a foreign company and an absent one are refused in the same words');
select throws_ok(
  $$ select public.create_show('In a show', pg_temp.id('play')) $$, 'PT404', null,
  'F68: a show stands in an organization');
select tests.authenticate_as('ned');
select throws_ok(
  $$ select public.create_show('Mine', tests.organization_id('Company')) $$, '42501', null,
  'F72: a member who may not create projects opens no show in the company');
select tests.authenticate_as('pam');
insert into made select 'musical',
  public.create_show('Musical', tests.organization_id('Company'));
select is(
  (select organization_id from public.get_my_projects() where name = 'Musical'),
  tests.organization_id('Company'), 'F68: whoever may create projects opens a show there');
select tests.clear_authentication();
select throws_ok($$ select public.create_show('Nobody''s') $$, '42501', null,
  'F72: nobody opens a show without signing in');
select tests.ban_user('sid');
select tests.authenticate_as('sid');
select throws_ok($$ select public.create_show('Banned') $$, '42501', null,
  'F72: a banned user opens no show');
select tests.ban_user('sid', now() - interval '1 minute');
select tests.authenticate_as('ada');
select throws_ok(
  $$ insert into public.shows (project_id, owner_id, title)
     values (pg_temp.id('musical'), tests.user_id('ada'), 'Taken') $$,
  '42501', null, 'F68: nobody makes a show of a project by hand');
select throws_ok('delete from public.shows', '42501', null,
  'F73: a show is archived and not deleted');

-- what is in it -------------------------------------------------------------------------
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d;
with v as (insert into public.venues (name) values ('Hall') returning id)
insert into made select 'hall', id from v;
select lives_ok(
  $$ insert into public.show_departments (project_id, department_id)
     values (pg_temp.id('play'), pg_temp.id('lights')) $$,
  'F91: an owner brings a department into a show');
select results_eq(
  $$ select s.name, s.scope_type, s.parent_id from public.show_departments as d
     join stagedoor.scopes as s on s.id = d.scope_id $$,
  $$ values ('Lights', 'department', pg_temp.id('play')) $$,
  'F91: a department in a show is a scope, which roles and windows hang on');
select lives_ok(
  $$ insert into public.show_venues values (pg_temp.id('play'), pg_temp.id('hall')) $$,
  'F68: an owner says where a show plays');
select lives_ok(
  $$ insert into public.show_events (project_id, title, starts_at, ends_at, venue_id)
     values (pg_temp.id('play'), 'Dress', '2027-01-01 18:00+00', '2027-01-01 21:00+00',
       pg_temp.id('hall')) $$,
  'F68: an owner writes the timeline');
select throws_ok(
  $$ insert into public.show_events (project_id, title, starts_at, ends_at)
     values (pg_temp.id('play'), 'Back', '2027-01-02', '2027-01-01') $$,
  '23514', null, 'F68: an entry of the timeline ends after it begins');
select public.grant_access(
  tests.user_id('dan'), (select scope_id from public.show_departments), 'role',
  'department_head');
select public.grant_access(
  tests.user_id('vic'), pg_temp.id('play'), 'role', 'crew_member');
select tests.authenticate_as('bea');
with d as (insert into public.departments (name) values ('Sound') returning id)
insert into made select 'sound', id from d;
select tests.authenticate_as('ada');
select throws_ok(
  $$ insert into public.show_departments (project_id, department_id)
     values (pg_temp.id('play'), pg_temp.id('sound')) $$,
  'PT404', null, 'F86: an owner brings no department of somebody else into a show');
select is(
  tests.refusal($$ insert into public.show_departments (project_id, department_id)
     values (pg_temp.id('play'), pg_temp.id('sound')) $$),
  tests.refusal($$ insert into public.show_departments (project_id, department_id)
     values (pg_temp.id('play'), gen_random_uuid()) $$),
  'F86: a foreign department and an absent one are refused in the same words');

-- who sees it ---------------------------------------------------------------------------
create temporary table readers (name text, play boolean, second boolean);
grant select on readers to authenticated;
insert into readers values
  ('ada', true, true), ('cal', true, true), ('dan', true, true), ('vic', true, false),
  ('sid', false, false), ('pam', false, false);
create function pg_temp.shows_of(p_name text) returns text
language plpgsql as $$
begin
  perform tests.authenticate_as(p_name);
  return coalesce((select string_agg(s.title, ' ' order by s.title) from public.shows as s
    where s.title in ('Play', 'Second')), '')
    || (select count(*) from public.show_departments) || (select count(*) from public.show_venues)
    || (select count(*) from public.show_events);
end;
$$;
select is(
  pg_temp.shows_of(name),
  concat_ws(' ', case when play then 'Play' end, case when second then 'Second' end)
    || case when play then '111' else '000' end,
  format('F65: %s sees the shows that they own, are crew of, or work in', name))
from readers;
select tests.clear_authentication();
delete from public.crew_relationships where crew_user_id = tests.user_id('dan');
select is(pg_temp.shows_of('dan'), 'Play111',
  'F65: whoever works in a department sees the show of it, and no other');
select tests.authenticate_as('ada');
select tests.set_header('x-project-id', pg_temp.id('second')::text);
select is(pg_temp.shows_of('ada'), 'Second000',
  'F75: a request that names a show sees that show alone');
select is(pg_temp.shows_of('cal'), 'Second000',
  'F75: a request of crew that names a show sees that show alone');
select tests.authenticate_as('ada');
select lives_ok($$ update public.shows set closes_on = '2030-01-01' $$,
  'F71: a request that names a show may try to change all');
select tests.set_header('x-project-id', null);
select tests.authenticate_as('ada');
select results_eq(
  $$ select title from public.shows where closes_on is not null $$, array['Second'],
  'F71: a request that names a show changes that show alone');

-- who changes it --------------------------------------------------------------------------
create temporary table changes (name text, change text);
grant select on changes to authenticated;
insert into changes values
  ('shows', $$ update public.shows set opens_on = '2029-12-31' $$),
  ('show_events', $$ update public.show_events set notes = 'Mine' $$),
  ('show_events again', $$ delete from public.show_events where title = 'Gone' $$);
create function pg_temp.changed() returns bigint
language sql stable security definer as $$
  select (select count(*) from public.shows where opens_on = '2029-12-31')
    + (select count(*) from public.show_events where notes = 'Mine')
$$;
select tests.authenticate_as('cal');
select lives_ok(change, format('F71: crew may try to change %s', name)) from changes;
select is(pg_temp.changed(), 0::bigint, 'F71: crew change nothing in a show');
select lives_ok('delete from public.show_events', 'F73: crew may try to delete the timeline');
select lives_ok('delete from public.show_venues', 'F73: crew may try to delete venues');
select throws_ok(
  $$ insert into public.show_events (project_id, title, starts_at)
     values (pg_temp.id('play'), 'Party', now()) $$,
  '42501', null, 'F71: crew add nothing to the timeline');
select throws_ok(
  $$ insert into public.show_venues values (pg_temp.id('second'), pg_temp.id('hall')) $$,
  '42501', null, 'F71: crew say nothing about venues');
select throws_ok(
  $$ insert into public.show_departments (project_id, department_id)
     values (pg_temp.id('second'), pg_temp.id('lights')) $$,
  '42501', null, 'F71: crew bring no department into a show');
select tests.clear_authentication();
select is(
  (select count(*) from public.show_events) + (select count(*) from public.show_venues),
  2::bigint, 'F73: crew delete nothing of a show');
select tests.authenticate_as('ada');
select lives_ok(change, format('F71: an owner changes %s', name)) from changes;
select is(pg_temp.changed(), 3::bigint, 'F71: an owner changes what is theirs');
select throws_ok($$ update public.shows set closes_on = '2020-01-01' $$, '23514', null,
  'F68: a show closes after it opens');

-- its name ------------------------------------------------------------------------------
update public.shows set title = 'The Play' where project_id = pg_temp.id('play');
select is(
  (select name from public.get_my_projects() where project_id = pg_temp.id('play')),
  'The Play', 'F68: a project is called like its show');
select public.rename_scope(pg_temp.id('play'), 'A Play');
select is((select title from public.shows where project_id = pg_temp.id('play')), 'A Play',
  'F68: a show is called like its project');
update public.departments set name = 'Lighting' where id = pg_temp.id('lights');
select is(
  (select s.name from public.show_departments as d
   join stagedoor.scopes as s on s.id = d.scope_id),
  'Lighting', 'F68: a department is called alike in every show');
select throws_ok(
  $$ delete from public.departments where id = pg_temp.id('lights') $$, '23514', null,
  'F73: a department that a show names is not deleted');

-- when it is over -------------------------------------------------------------------------
select public.archive_scope(pg_temp.id('play'));
select is((select count(*) from public.shows), 2::bigint,
  'F73: an owner still sees a show that is archived');
select is(pg_temp.shows_of('cal'), 'Second000', 'F75: crew see no show that is archived');
select tests.authenticate_as('dan');
select is((select count(*) from public.shows), 0::bigint,
  'F75: whoever worked in a show sees it no more once it is archived');
select tests.ban_user('ada');
select tests.authenticate_as('ada');
select is_empty('select from public.shows', 'F75: a banned owner sees no show');
select tests.authenticate_as('cal');
select is_empty('select from public.shows', 'F75: crew of a banned owner see no show');
select tests.ban_user('ada', now() - interval '1 minute');
select isnt_empty('select from public.shows', 'F69: crew of a live owner see a show');

select * from finish();
rollback;
