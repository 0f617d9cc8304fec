-- Venues and departments: public by name, their owner's in everything else.
begin;
select plan(65);

-- The cast: Ada and Bea own things, Cal is Ada's crew, Sid is a stranger, Pam produces a
-- company in which Ada works. Fay has signed up and has done nothing yet.
select tests.create_user(name) from unnest(array['ada', 'bea', 'cal', 'sid', 'pam']) as name;
insert into auth.users (id, email, email_confirmed_at)
values (tests.id_for('fay'), 'fay@example.test', now());
select tests.create_organization('Company');
select tests.create_organization('Elsewhere');
select tests.create_organization('Closed');
select tests.grant_role('ada', 'Company', 'crew_member');
select tests.grant_role('ada', 'Closed', 'crew_member');
select tests.archive('Closed');
insert into public.crew_relationships (manager_user_id, crew_user_id, accepted_at)
values (tests.user_id('ada'), tests.user_id('cal'), now());
create temporary table made (name text, id uuid);
grant all on made to authenticated;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;

-- adding ------------------------------------------------------------------------------
select tests.authenticate_as('ada');
with v as (insert into public.venues (name, city, capacity) values ('Hall', 'Leith', 300)
  returning id)
insert into made select 'hall', id from v
returning ok(id is not null, 'F64: a verified user adds a venue');
with d as (insert into public.departments (name) values ('Lights') returning id)
insert into made select 'lights', id from d
returning ok(id is not null, 'F64: a verified user adds a department');
select tests.authenticate_as('bea');
with v as (insert into public.venues (name) values ('Barn') returning id)
insert into made select 'barn', id from v;
with d as (insert into public.departments (name) values ('Sound') returning id)
insert into made select 'sound', id from d;
select tests.authenticate_as('fay');
select lives_ok($$ insert into public.venues (name) values ('Loft') $$,
  'F64: a login that has done nothing yet adds a venue');
select lives_ok($$ insert into public.departments (name) values ('Props') $$,
  'F64: a login that has done nothing yet adds a department');
select tests.clear_authentication();
select results_eq(
  $$ select owner_id, s.name from public.venues as v
     join stagedoor.scopes as s on s.id = v.organization_id where v.name = 'Loft' $$,
  $$ values (tests.id_for('fay'), 'Personal') $$,
  'F68: a venue belongs to whoever adds it, in their personal organization');
select is(
  (select count(distinct organization_id) from (
     select organization_id from public.venues where owner_id = tests.id_for('fay')
     union all
     select organization_id from public.departments where owner_id = tests.id_for('fay')) as o),
  1::bigint, 'F68: one personal organization holds all that somebody makes');
select tests.authenticate_as('ada');
select throws_ok(
  $$ insert into public.venues (name, owner_id) values ('Hers', tests.user_id('bea')) $$,
  '42501', null, 'F68: nobody says who owns a venue');
select throws_ok(
  $$ insert into public.departments (name, owner_id) values ('Hers', tests.user_id('bea')) $$,
  '42501', null, 'F68: nobody says who owns a department');
select lives_ok(
  $$ insert into public.venues (name, organization_id)
     values ('Company Hall', tests.organization_id('Company')) $$,
  'F68: a venue is made in an organization that its owner works in');
select throws_ok(
  $$ insert into public.venues (name, organization_id)
     values ('Foreign', tests.organization_id('Elsewhere')) $$,
  'PT404', null, 'F86: a foreign organization takes no venue');
select is(
  tests.refusal($$ insert into public.venues (name, organization_id)
    values ('Foreign', tests.organization_id('Elsewhere')) $$),
  tests.refusal($$ insert into public.venues (name, organization_id)
    values ('Foreign', gen_random_uuid()) $$),
  'F86: a foreign organization and an absent one are refused in the same words');
select throws_ok(
  $$ insert into public.venues (name, organization_id)
     values ('Late', tests.organization_id('Closed')) $$,
  'PT404', null, 'F68: an archived organization takes no venue');
select tests.clear_authentication();
select is(
  (select organization_id from public.venues where name = 'Company Hall'),
  tests.organization_id('Company'), 'F68: a venue carries the organization it was made in');
select tests.authenticate_as('ada');
select throws_ok(
  $$ insert into public.venues (name) values ('') $$, '23514', null,
  'F68: a venue has a name');
select tests.authenticate_as('ada', p_claims => '{"client_id": "app"}');
select throws_ok($$ insert into public.venues (name) values ('App') $$, '42501', null,
  'F131: an app adds no venue');
select tests.authenticate_as_anon();
select throws_ok($$ insert into public.venues (name) values ('Anon') $$, '42501', null,
  'F85: anon adds no venue');

-- reading -----------------------------------------------------------------------------
select tests.authenticate_as('sid');
select set_eq(
  'select name, city, capacity from public.venues',
  $$ values ('Hall', 'Leith', 300), ('Barn', null, null), ('Loft', null, null),
     ('Company Hall', null, null) $$,
  'F70: a signed-in user reads name, city and capacity of every venue');
select set_eq('select name from public.departments', array['Lights', 'Sound', 'Props'],
  'F70: a signed-in user reads the name of every department');
select throws_ok('select owner_id from public.venues', '42501', null,
  'F70: a user does not read who owns a venue');
select throws_ok('select organization_id from public.departments', '42501', null,
  'F70: a user does not read to what a department belongs');
select is_empty('select from public.venue_details',
  'F70: a stranger reads no details of a venue');
select is_empty('select from public.department_details',
  'F70: a stranger reads no details of a department');
select tests.authenticate_as('cal');
select is_empty(
  $$ select venue_id from public.venue_details
     union all select department_id from public.department_details $$,
  'F70: crew read no details');
select tests.authenticate_as('ada');
select set_eq(
  $$ select v.name from public.venue_details as d join public.venues as v on v.id = d.venue_id $$,
  array['Hall', 'Company Hall'], 'F68: an owner finds their venues by the details');
select results_eq(
  $$ select d.name from public.department_details as t
     join public.departments as d on d.id = t.department_id $$,
  array['Lights'], 'F68: an owner finds their departments by the details');
select tests.ban_user('sid');
select tests.authenticate_as('sid');
select is_empty(
  'select id from public.venues union all select id from public.departments',
  'F70: a banned user reads neither venues nor departments');
select tests.ban_user('sid', now() - interval '1 minute');

-- changing ----------------------------------------------------------------------------
-- Without a condition no row is read, so that nothing but the policy for writing stands
-- between owners.
create temporary table changes (name text, change text);
grant select on changes to authenticated;
insert into changes values
  ('venues', $$ update public.venues set city = 'Mine' $$),
  ('venue_details', $$ update public.venue_details set notes = 'Mine' $$),
  ('departments', $$ update public.departments set name = 'Mine' $$),
  ('department_details', $$ update public.department_details set notes = 'Mine' $$);
create function pg_temp.mine() returns bigint
language sql stable security definer as $$
  select count(*) from (
    select city from public.venues where city = 'Mine'
    union all select notes from public.venue_details where notes = 'Mine'
    union all select name from public.departments where name = 'Mine'
    union all select notes from public.department_details where notes = 'Mine') as m
$$;
select tests.authenticate_as('sid');
select lives_ok(change, format('F71: a stranger may try to change all %s', name)) from changes;
select is(pg_temp.mine(), 0::bigint, 'F71: a stranger changes no place of others');
select tests.authenticate_as('cal');
select lives_ok(change, format('F71: crew may try to change all %s', name)) from changes;
select is(pg_temp.mine(), 0::bigint, 'F71: crew change no place of their manager');
select tests.authenticate_as('bea');
select lives_ok(change, format('F71: an owner changes all their %s', name)) from changes;
select is(pg_temp.mine(), 4::bigint, 'F71: an owner changes what is theirs, and no more');
select tests.authenticate_as('sid');
select lives_ok('delete from public.venues', 'F73: a stranger may try to delete all venues');
select lives_ok('delete from public.departments',
  'F73: a stranger may try to delete all departments');
select tests.clear_authentication();
select is(
  (select count(*) from public.venues) + (select count(*) from public.departments), 7::bigint,
  'F73: a stranger deletes nothing of others');
select tests.ban_user('bea');
select tests.authenticate_as('bea');
select lives_ok('delete from public.venues', 'F75: a banned owner may try to delete');
select tests.clear_authentication();
select is((select count(*) from public.venues where name = 'Barn'), 1::bigint,
  'F75: a banned owner deletes nothing');
select tests.ban_user('bea', now() - interval '1 minute');
select tests.authenticate_as('bea');
select lives_ok('delete from public.venues', 'F73: an owner deletes all that is theirs');
select lives_ok('delete from public.departments',
  'F73: an owner deletes a department that is not in use');
select tests.clear_authentication();
select is(
  (select count(*) from public.venues) + (select count(*) from public.departments), 5::bigint,
  'F73: an owner deletes what is theirs, and no more');

-- members -----------------------------------------------------------------------------
select tests.authenticate_as('ada');
select lives_ok(
  $$ insert into public.department_members (department_id, user_id)
     values (pg_temp.id('lights'), tests.user_id('cal')) $$,
  'F68: an owner adds crew to a department');
select lives_ok(
  $$ insert into public.department_members (department_id, user_id)
     values (pg_temp.id('lights'), tests.user_id('ada')) $$,
  'F68: an owner adds themselves to a department');
select throws_ok(
  $$ insert into public.department_members (department_id, user_id)
     values (pg_temp.id('lights'), tests.user_id('sid')) $$,
  'PT404', null, 'F86: an owner adds no stranger to a department');
select is(
  tests.refusal($$ insert into public.department_members (department_id, user_id)
     values (pg_temp.id('lights'), tests.user_id('sid')) $$),
  tests.refusal($$ insert into public.department_members (department_id, user_id)
     values (pg_temp.id('lights'), gen_random_uuid()) $$),
  'F86: a stranger and an absent account are refused in the same words');
select tests.authenticate_as('sid');
select throws_ok(
  $$ insert into public.department_members (department_id, user_id)
     values (pg_temp.id('lights'), tests.user_id('sid')) $$,
  '42501', null, 'F68: nobody joins a department of somebody else');
select is_empty('select from public.department_members',
  'F68: a stranger sees no members');
select lives_ok('delete from public.department_members',
  'F73: a stranger may try to remove all members');
select tests.authenticate_as('cal');
select results_eq('select user_id from public.department_members',
  $$ values (tests.user_id('cal')) $$, 'F90: a member sees where they belong, and no others');
select tests.authenticate_as('ada');
select is((select count(*) from public.department_members), 2::bigint,
  'F73: a stranger removes no members');
select lives_ok(
  $$ delete from public.department_members where user_id = tests.user_id('cal') $$,
  'F73: an owner removes a member');
select is((select count(*) from public.department_members), 1::bigint,
  'F68: a member who was removed is gone');

-- loading, and an organization that is closed -------------------------------------------
select tests.clear_authentication();
insert into public.venues (name, owner_id, organization_id)
values ('Loaded', tests.user_id('sid'), tests.organization_id('Company'));
select is((select owner_id from public.venues where name = 'Loaded'), tests.user_id('sid'),
  'F68: the owner of the database loads what belongs to others');
update stagedoor.scopes set archived_at = now()
where id = (select organization_id from public.venues where name = 'Loft');
select tests.authenticate_as('fay');
select lives_ok($$ insert into public.venues (name) values ('Attic') $$,
  'F64: a user whose personal organization is archived adds a venue');
select tests.clear_authentication();
select isnt(
  (select organization_id from public.venues where name = 'Attic'),
  (select organization_id from public.venues where name = 'Loft'),
  'F68: what is new stands in no organization that is archived');

-- service -----------------------------------------------------------------------------
select tests.authenticate_as_service();
select isnt_empty('select owner_id from public.venues', 'F21: the service reads everything');
select throws_ok($$ insert into public.venues (name) values ('Bot') $$, '42501', null,
  'F68: the service owns nothing');

select * from finish();
rollback;
