-- The verbs of the test kit that judge: each is tried where it holds and where it must not.
-- A verb that passes where it should fail is worse than none.
begin;
select plan(91);
select tests.use_fixture_catalogue();

-- A sample application: teams, projects and entries.
-- include engine/samples/teams.sql
grant all on all tables in schema public to anon, authenticated, service_role;
select pass('the sample application is there');

-- adopting a user ----------------------------------------------------------------
-- The cast: Max signed up before there was a test.
insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data) values
  ('00000000-0000-4000-8000-00000000000a', 'max@example.com', now(),
   '{"full_name": "Max", "team_name": "Maxs team"}');
select is(
  tests.adopt('auth.users', '00000000-0000-4000-8000-00000000000a'),
  '00000000-0000-4000-8000-00000000000a', 'adopt answers the id of the user'
);
select is(
  tests.user_id('max'), '00000000-0000-4000-8000-00000000000a',
  'F103: a user who was there is known by the address'
);
select tests.adopt('auth.users', '00000000-0000-4000-8000-00000000000a', 'the boss');
select is(
  tests.user_id('the boss'), tests.user_id('max'), 'a user who was there can have two names'
);
select isnt(tests.id_for('nobody'), tests.user_id('max'), 'other names have other ids');
select tests.authenticate_as('the boss');
select is(auth.uid(), tests.user_id('max'), 'a user who was there can speak');
select tests.clear_authentication();
select throws_ok(
  $$ select tests.adopt('auth.users', '00000000-0000-4000-8000-00000000000b', 'eve') $$,
  'P0001', 'no row of auth.users has the id 00000000-0000-4000-8000-00000000000b',
  'a user who is not there is an error'
);
select throws_ok(
  $$ select tests.adopt('auth.users', null, 'eve') $$,
  'P0001', 'no row of auth.users has the id null', 'no id of a user is an error'
);
insert into auth.users (id) values ('00000000-0000-4000-8000-00000000000c');
select throws_ok(
  $$ select tests.adopt('auth.users', '00000000-0000-4000-8000-00000000000c') $$,
  'P0001', 'the user 00000000-0000-4000-8000-00000000000c has no address: say a name',
  'a user without an address needs a name'
);
select is(
  tests.create_user('zoe', p_user_data => '{"full_name": "Zoe", "team_name": "Zoes"}'),
  tests.id_for('zoe'), 'a user signs up with data of the form'
);
select results_eq(
  $$ select t.name from public.teams as t
     join public.users_on_team as m on m.team_id = t.id
     where m.user_id = tests.user_id('zoe') $$,
  $$ values ('Zoes') $$, 'a trigger of the application reads the data of the form'
);

-- adopting a row -----------------------------------------------------------------
insert into public.tracker_projects (id, name) values
  ('00000000-0000-4000-8000-000000000001', 'Alpha'),
  ('00000000-0000-4000-8000-000000000002', '  ');
select is(
  tests.adopt('public.tracker_projects', '00000000-0000-4000-8000-000000000001'),
  '00000000-0000-4000-8000-000000000001', 'F103: a row becomes a scope with its own id'
);
select row_eq(
  $$ select s.scope_type, s.name, p.name from stagedoor.scopes as s
     join stagedoor.scopes as p on p.id = s.parent_id
     where s.id = '00000000-0000-4000-8000-000000000001' $$,
  row('project'::text, 'Alpha'::text, 'The company'::text),
  'an adopted row is a project of The company, under its name'
);
select is(
  tests.project_id('Alpha'), '00000000-0000-4000-8000-000000000001',
  'an adopted row is known by its name'
);
select is(
  tests.scope_id('00000000-0000-4000-8000-000000000001'), tests.scope_id('Alpha'),
  'a scope is known by its id as well'
);
select is(
  tests.adopt('public.tracker_projects', '00000000-0000-4000-8000-000000000001'),
  '00000000-0000-4000-8000-000000000001', 'a row is adopted twice without harm'
);
select tests.adopt(
  'public.tracker_projects', '00000000-0000-4000-8000-000000000001', 'Omega');
select is(
  tests.project_id('Omega'), '00000000-0000-4000-8000-000000000001',
  'an adopted row takes the name that it is given'
);
select tests.adopt(
  'public.tracker_projects', '00000000-0000-4000-8000-000000000001', 'Alpha');
select lives_ok(
  $$ select tests.adopt('public.tracker_projects',
       '00000000-0000-4000-8000-000000000002') $$, 'a row with a blank name is adopted'
);
select tests.adopt('public.teams', t.id, 'Team Zoe', p_scope_type => 'organization')
from public.teams as t
where t.name = 'Zoes';
select results_eq(
  $$ select s.scope_type from stagedoor.scopes as s
     where s.id = tests.scope_id('Team Zoe') $$,
  array['organization'], 'a row becomes a scope of the type that is named'
);
insert into public.tracker_projects (id, name)
values ('00000000-0000-4000-8000-000000000003', 'Beta');
select tests.adopt('public.tracker_projects', '00000000-0000-4000-8000-000000000003',
  p_parent => 'Team Zoe');
select results_eq(
  $$ select s.parent_id from stagedoor.scopes as s where s.name = 'Beta' $$,
  array[tests.scope_id('Team Zoe')], 'a row becomes a scope under the parent that is named'
);
select throws_ok(
  $$ select tests.adopt('public.tracker_projects',
       '00000000-0000-4000-8000-0000000000ff') $$,
  'P0001', 'no row of public.tracker_projects has the id 00000000-0000-4000-8000-0000000000ff',
  'a row that is not there is an error'
);
select throws_ok(
  $$ select tests.adopt('public.tracker_projects', null) $$,
  'P0001', 'no row of public.tracker_projects has the id null', 'no id of a row is an error'
);
create table public.channels (id bigint primary key, name text);
insert into public.channels values (1, 'General'), (2, 'Rare');
select throws_ok(
  $$ select tests.adopt('public.channels', '00000000-0000-4000-8000-000000000001') $$,
  'P0001', 'public.channels has no column id that is a uuid',
  'a table with a number as key is to be tracked first'
);

-- adopting a row of a tracked table ------------------------------------------------
select stagedoor.track_scopes('public.channels', 'organization', name => 'name');
select is(
  tests.adopt('public.channels', c.stagedoor_scope_id, 'The channel'),
  c.stagedoor_scope_id, 'F103: a row of a tracked table is the scope that it is')
from public.channels as c
where c.id = 1;
select is(
  tests.scope_id('The channel'), c.stagedoor_scope_id,
  'a row of a tracked table takes the name that it is given')
from public.channels as c
where c.id = 1;
select is(
  (select count(*) from stagedoor.scopes as s where s.name in ('General', 'Rare')), 1::bigint,
  'adopting a row of a tracked table makes no scope'
);
select throws_ok(
  $$ select tests.adopt('public.channels', c.stagedoor_scope_id, p_parent => 'Alpha')
     from public.channels as c $$,
  'P0001', 'the rows of public.channels say themselves what they are: it is tracked',
  'a row of a tracked table says its parent itself'
);
select throws_ok(
  $$ select tests.adopt('public.channels', c.stagedoor_scope_id, p_scope_type => 'project')
     from public.channels as c $$,
  'P0001', 'the rows of public.channels say themselves what they are: it is tracked',
  'a row of a tracked table says its type itself'
);
set session_replication_role = replica;
insert into public.channels (id, name, stagedoor_scope_id)
values (3, 'Past', '00000000-0000-4000-8000-0000000000fe');
set session_replication_role = origin;
select throws_like(
  $$ select tests.adopt('public.channels', '00000000-0000-4000-8000-0000000000fe') $$,
  'the row % of public.channels is no scope: %',
  'a row that was written past the triggers is an error'
);

-- access_is ----------------------------------------------------------------------
-- The cast: Ada manages Alpha, Ben edits tickets of his own, Gus is nobody there.
select tests.create_user(n) from unnest(array['ada', 'ben', 'gus']) as n;
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.grant_role('ben', 'Alpha', 'clerk');
select tests.create_permission('vault:open', p_requires_aal2 => true);
select tests.grant_key('ada', 'Alpha', 'vault:open');
select * from check_test(
  tests.access_is('ada', 'Alpha', 'document:edit:all', 'allowed'), true,
  'F103: access_is allowed for a holder',
  'document:edit:all of ada at Alpha is allowed', ''
);
select * from check_test(
  tests.access_is('ada', 'Alpha', 'document:edit:all', 'refused', 'Ada may not'), false,
  'access_is refused for a holder', 'Ada may not',
  E'    have: allowed (granted)\n    want: refused'
);
select * from check_test(
  tests.access_is('ada', 'Alpha', 'document:edit:all', 'granted'), true,
  'access_is granted for a holder'
);
select * from check_test(
  tests.access_is('ada', 'Alpha', 'document:edit:all', 'no_permission'), false,
  'access_is with the reason of a refusal for a holder'
);
select * from check_test(
  tests.access_is('ben', 'Alpha', 'document:edit:all', 'refused'), true,
  'F103: access_is refused for somebody without the key'
);
select * from check_test(
  tests.access_is('ben', 'Alpha', 'document:edit:all', 'allowed'), false,
  'access_is allowed for somebody without the key', null,
  E'    have: refused (no_permission)\n    want: allowed'
);
select * from check_test(
  tests.access_is('ben', 'Alpha', 'document:edit:all', 'no_permission'), true,
  'access_is with the reason for somebody without the key'
);
select * from check_test(
  tests.access_is('gus', 'Alpha', 'document:edit:all', 'no_permission'), false,
  'access_is with the reason of somebody else'
);
select * from check_test(
  tests.access_is('gus', 'Alpha', 'document:edit:all', 'unknown_scope'), true,
  'access_is with the reason of a stranger'
);
select * from check_test(
  tests.access_is('ben', 'Alpha', 'ticket:edit:assigned', 'own', p_owner => 'ben'), true,
  'access_is of a thing of one''s own'
);
select * from check_test(
  tests.access_is('ben', 'Alpha', 'ticket:edit:assigned', 'own', p_owner => 'ada'), false,
  'access_is own of a thing of somebody else'
);
select * from check_test(
  tests.access_is('ada', 'Alpha', 'vault:open', 'needs_aal2'), true,
  'access_is before a second factor'
);
select * from check_test(
  tests.access_is('ada', 'Alpha', 'vault:open', 'allowed', p_aal => 'aal2'), true,
  'access_is after a second factor'
);
select * from check_test(
  tests.access_is('ada', 'Alpha', 'vault:open', 'allowed'), false,
  'access_is allowed before a second factor'
);
select throws_like(
  $$ select tests.access_is('ada', 'Alpha', 'document:edit:all', 'alowed') $$,
  'access_is expects one of allowed, refused, %, and not alowed',
  'an answer with a typing error is an error'
);
select throws_like(
  $$ select tests.access_is('ada', 'Alpha', 'document:edit:all', null) $$,
  'access_is expects one of %, and not null', 'no answer is an error'
);
select throws_ok(
  $$ select tests.access_is('gus', 'Alpha', 'document:edit:al', 'refused') $$,
  'P0001', 'there is no permission document:edit:al', 'a key with a typing error is an error'
);
select throws_ok(
  $$ select tests.access_is('guss', 'Alpha', 'document:edit:all', 'refused') $$,
  'P0001', 'nobody here is called guss', 'a user with a typing error is an error'
);
select throws_ok(
  $$ select tests.access_is('gus', 'Alpa', 'document:edit:all', 'refused') $$,
  'P0001', '0 scopes are called Alpa', 'a scope with a typing error is an error'
);
select throws_ok(
  $$ select tests.access_is('ben', 'Alpha', 'ticket:edit:assigned', 'refused',
       p_owner => 'adda') $$,
  'P0001', 'nobody here is called adda', 'an owner with a typing error is an error'
);

-- the speaker of access_is -----------------------------------------------------------
select tests.authenticate_as('ben', 'aal2', p_claims => '{"email": "ben@example.org"}');
select tests.access_is('ada', 'Alpha', 'document:edit:all', 'allowed',
  'a speaker asks about somebody else');
select is(auth.email(), 'ben@example.org', 'a speaker who asked keeps the token');
select is(current_user::text, 'authenticated', 'a speaker who asked keeps the role');
select tests.access_is(null, 'Alpha', 'document:edit:all', 'no_permission',
  'a null as user asks for the speaker');
select tests.authenticate_as('ada', 'aal2');
select tests.access_is(null, 'Alpha', 'vault:open', 'allowed',
  'a null as user asks with the second factor of the speaker');
select tests.authenticate_as_anon();
select tests.access_is(null, 'Alpha', 'document:edit:all', 'no_session',
  'an anonymous speaker has no session');
select tests.clear_authentication();
select tests.freeze_time(now() + interval '10 days');
select tests.grant_role('gus', 'Alpha', 'lead', p_valid_until => now() + interval '20 days');
select tests.access_is('gus', 'Alpha', 'document:approve', 'allowed',
  'F103: a user is asked about inside a window');
select tests.freeze_time(now() + interval '30 days');
select tests.access_is('gus', 'Alpha', 'document:approve', 'expired',
  'F103: a user is asked about after a window');
select tests.unfreeze_time();

-- sees_rows ----------------------------------------------------------------------
insert into public.tracker_entries (project_id, minutes) values
  ('00000000-0000-4000-8000-000000000001', 30),
  ('00000000-0000-4000-8000-000000000001', 60),
  ('00000000-0000-4000-8000-000000000003', 90);
select count(*) from stagedoor.protect('public.tracker_entries', 'entry',
  scope => 'project_id', roles => '{"fellow": {"view": "allow"}}');
select tests.grant_role('max', 'Alpha', 'fellow');
select * from check_test(
  tests.sees_rows('max', 'public.tracker_entries', 2), true,
  'F103: sees_rows for the rows of one''s own scope',
  'max sees 2 rows of public.tracker_entries', ''
);
select * from check_test(
  tests.sees_rows('max', 'public.tracker_entries', 3, 'Max sees all'), false,
  'sees_rows for too many rows', 'Max sees all',
  E'    have: 2 of 3 rows\n    want: 3'
);
select * from check_test(
  tests.sees_rows('max', 'public.tracker_entries', 0), false, 'sees_rows for too few rows'
);
select * from check_test(
  tests.sees_rows('ada', 'public.tracker_entries', 0), true,
  'F103: sees_rows for rows that are hidden'
);
select * from check_test(
  tests.sees_rows('ada', 'public.tracker_entries', 1), false,
  'sees_rows for a row that is hidden'
);
select * from check_test(
  tests.sees_rows('max', 'public.tracker_entries', 1, p_where => 'minutes = 60'), true,
  'sees_rows for some of the rows'
);
select * from check_test(
  tests.sees_rows('max', 'public.tracker_entries', 0, p_where => 'minutes = 90'), true,
  'sees_rows for the hidden ones of the rows'
);
select * from check_test(
  tests.sees_rows('max', 'public.tracker_entries', 0, p_where => 'minutes = 77'), false,
  'sees_rows for rows that do not exist', null,
  '    public.tracker_entries holds no such row: nothing could be seen or hidden.'
);
select * from check_test(
  tests.sees_rows('max', 'public.attachments', 0), false, 'sees_rows for an empty table'
);
insert into public.attachments (file_name) values ('a.pdf');
revoke all on public.attachments from anon, authenticated;
select * from check_test(
  tests.sees_rows('max', 'public.attachments', 0), false,
  'sees_rows for a table without a grant', null,
  E'    have: permission denied for table attachments (42501)\n    want: 0 rows\n'
  '    A grant is missing. Where that is meant, say throws_ok.'
);
select throws_ok(
  $$ select tests.sees_rows('max', 'public.tracker_entries', null) $$,
  'P0001', 'sees_rows expects a number of rows, 0 or more, and not null',
  'no number of rows is an error'
);
select throws_ok(
  $$ select tests.sees_rows('maxx', 'public.tracker_entries', 0) $$,
  'P0001', 'nobody here is called maxx', 'a user of sees_rows with a typing error is an error'
);
select throws_ok(
  $$ select tests.sees_rows('max', 'public.tracker_entry', 0) $$,
  '42P01', null, 'a table that does not exist is an error'
);

-- the speaker of sees_rows -----------------------------------------------------------
select is(current_user::text, session_user::text, 'the owner still speaks');
select tests.authenticate_as('ada', p_claims => '{"email": "ada@example.org"}');
select tests.sees_rows('max', 'public.tracker_entries', 2,
  'a speaker counts for somebody else');
select is(auth.email(), 'ada@example.org', 'a speaker who counted keeps the token');
select is(current_user::text, 'authenticated', 'a speaker who counted keeps the role');
select tests.sees_rows(null, 'public.tracker_entries', 0,
  'a null as user counts for the speaker');
select tests.authenticate_as_service();
select tests.sees_rows(null, 'public.tracker_entries', 3, 'the service sees every row');
select tests.authenticate_as('max');
select tests.sees_rows(null, 'public.tracker_entries', 2,
  'a null as user counts the rows of the speaker');
select tests.clear_authentication();
select policies_are(
  'public', 'tracker_entries',
  array['stagedoor_select', 'stagedoor_insert', 'stagedoor_update',
    'stagedoor_delete'],
  'a protected table has four policies'
);

-- every verb ---------------------------------------------------------------------
select is_empty(
  $$ select p.proname from pg_proc as p
     where p.pronamespace = 'tests'::regnamespace
       and coalesce(obj_description(p.oid, 'pg_proc'), '') !~ '^[^\n]{1,90}(\n\n|$)' $$,
  'every verb has a comment'
);
select is_empty(
  $$ select p.proname from pg_proc as p
     where p.pronamespace = 'tests'::regnamespace
     group by p.proname having count(*) > 1 $$,
  'no verb is overloaded'
);

select * from finish();
rollback;
