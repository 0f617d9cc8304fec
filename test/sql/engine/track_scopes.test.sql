-- Their scopes: the rows of an adopter's tables are scopes, with the same ids (F130).
begin;
select plan(65);
select tests.use_fixture_catalogue();

-- The cast: Ann runs the team Red, Ben is in it, Carl runs Blue. Teams with odd names were
-- there before their tables are tracked, and projects below them.
select tests.create_user(name) from unnest(array['ann', 'ben', 'carl']) as name;
-- include samples/teams.sql
-- include samples/chat.sql
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('teams ' || p_name)::uuid $$;
grant execute on function pg_temp.id(text) to authenticated;
insert into public.users (id)
select tests.user_id(name) from unnest(array['ann', 'ben', 'carl']) as name;
insert into public.teams (id, name) values
  (pg_temp.id('red'), 'Red'), (pg_temp.id('blue'), '   '),
  (pg_temp.id('long'), repeat('x', 300)), (pg_temp.id('null'), null),
  (pg_temp.id('unseen'), E'\u200B'), (pg_temp.id('lines'), E'\tTabs\nand lines ');
insert into public.tracker_projects (id, team_id, name, deleted_at) values
  (pg_temp.id('site'), pg_temp.id('red'), 'Site', null),
  (pg_temp.id('old'), pg_temp.id('red'), 'Old', now()),
  (pg_temp.id('app'), pg_temp.id('blue'), 'App', null),
  (pg_temp.id('loose'), null, 'Loose', null);
insert into public.channels (slug, is_closed)
values ('public', false), ('random', null), ('closed', true);

-- what can be tracked ----------------------------------------------------------------------
select throws_ok(format('select stagedoor.track_scopes(%s)', arguments), '22023', message,
  format('track_scopes refuses %s', arguments))
from (values
  ($$'public.teams', 'organization', id => 'key'$$, 'public.teams has no column key'),
  ($$'public.teams', 'organization', id => 'created_at'$$,
    'public.teams.created_at is of type timestamp with time zone'),
  ($$'public.teams', 'organization', id => 'name'$$, 'public.teams.name is not unique'),
  ($$'public.teams', 'organization', name => 'title'$$,
    'public.teams has no column title'),
  ($$'public.teams', 'organization', archived => 'gone'$$, 'public.teams has no column gone'),
  ($$'public.teams', 'organization', id => null$$, 'public.teams has no column null'),
  ($$'public.teams', 'team'$$, 'There is no scope type team'),
  ($$'public.teams', null$$, 'There is no scope type null'),
  ($$'public.teams', 'organization', parent => 'id'$$,
    'A organization stands at the top and has no parent'),
  ($$'public.teams', 'project'$$,
    'A project stands under a organization: name the column of its parent'),
  ($$'public.messages', 'project', parent => 'channel_id'$$,
    'public.messages.channel_id is of type bigint, and refers to no tracked table'),
  ($$'stagedoor.scopes', 'organization'$$, 'stagedoor.scopes is no table of yours'),
  ($$'auth.users', 'organization'$$, 'auth.users is no table of yours'),
  ($$'stagedoor.live_accounts', 'organization'$$, 'stagedoor.live_accounts is no table'),
  ($$null, 'organization'$$, 'null is no table')
) as t (arguments, message);
create table public.parents (id uuid primary key, name text);
create table public.heirs () inherits (public.parents);
select throws_ok(
  $$ select stagedoor.track_scopes('public.parents', 'organization') $$, '22023',
  'Other tables inherit from public.parents',
  'a table that others inherit from is not tracked: its triggers would miss their rows');
select tests.authenticate_as('ann');
select throws_ok(
  $$ select stagedoor.track_scopes('public.teams', 'organization') $$, '42501', null,
  'a signed-in user tracks no table');
select tests.clear_authentication();

-- what is there already --------------------------------------------------------------------
select results_eq(
  $$ select step, "rows" from stagedoor.track_scopes(
       'public.teams', 'organization', name => 'name') $$,
  $$ values ('created', 6::bigint), ('changed', 0), ('without a parent', 0), ('rows', 6) $$,
  'F130: the rows of a table become scopes (control)');
select results_eq(
  $$ select step, "rows", warning from stagedoor.track_scopes(
       'public.tracker_projects', scope_type => 'project', id => 'id', parent => 'team_id',
       name => 'name', archived => 'deleted_at') $$,
  $$ values ('created', 3::bigint, null), ('changed', 0, null),
       ('without a parent', 1, 'They become scopes when team_id names one.'),
       ('rows', 4, null) $$,
  'F130: projects become scopes below their teams');
select results_eq(
  $$ select s.scope_type, s.name, s.parent_id, s.is_archived from stagedoor.scopes as s
     where s.id in (select id from public.teams union select id from public.tracker_projects)
     order by 1, 2 $$,
  $$ values
    ('organization', 'Organization ' || left(pg_temp.id('unseen')::text, 8), null::uuid, false),
    ('organization', 'Organization ' || left(pg_temp.id('blue')::text, 8), null, false),
    ('organization', 'Organization ' || left(pg_temp.id('null')::text, 8), null, false),
    ('organization', 'Red', null, false),
    ('organization', 'Tabs and lines', null, false),
    ('organization', repeat('x', 200), null, false),
    ('project', 'App', pg_temp.id('blue'), false),
    ('project', 'Old', pg_temp.id('red'), true),
    ('project', 'Site', pg_temp.id('red'), false) $$,
  'F130: a scope has the id of its row, and its name cut, cleaned or made of the id');
select is((select count(*) from stagedoor.user_accesses), 0::bigint,
  'F130: a tracked row gives no access to anybody');
select results_eq(
  $$ select "rows" from stagedoor.track_scopes('public.teams', 'organization', name => 'name')
     where step in ('created', 'changed') $$, $$ values (0::bigint), (0) $$,
  'F130: tracking the same table again changes nothing');
select is((select count(*) from stagedoor.event_queue as q
    where q.event = 'tracked_table.created'), 2::bigint,
  'F24: tracking a table is an event once');

-- numbers as keys ------------------------------------------------------------------------
select results_eq(
  $$ select "rows" from stagedoor.track_scopes('public.channels', 'organization',
       name => 'slug', archived => 'is_closed') where step = 'created' $$,
  $$ values (3::bigint) $$, 'F130: a table with numbers as keys is tracked');
select bag_eq(
  $$ select c.slug, s.name, s.is_archived from public.channels as c
     left join stagedoor.scopes as s on s.id = c.stagedoor_scope_id $$,
  $$ values ('public', 'public', false), ('random', 'random', false),
       ('closed', 'closed', true) $$,
  'F130: a uuid beside a number is the id of the scope, and a boolean archives');
insert into public.channels (slug) values ('new');
select ok(exists (
    select from stagedoor.scopes as s
    join public.channels as c on c.stagedoor_scope_id = s.id where s.name = 'new'),
  'F130: a new row with a number as key is a scope');
select throws_ok(
  $$ update public.channels set stagedoor_scope_id = gen_random_uuid() $$, '23514',
  'The id of a scope stays: public.channels.stagedoor_scope_id',
  'the id of a scope is not exchanged beside a number');
select results_eq(
  $$ select "rows" from stagedoor.track_scopes('public.channels', 'organization',
       name => 'slug', archived => 'is_closed') where step in ('created', 'changed') $$,
  $$ values (0::bigint), (0) $$, 'F130: a table with numbers is tracked again without a change');

-- rows that change, by the service -----------------------------------------------------------
create function pg_temp.scope(p_name text) returns text
language sql stable as $$
  select format('%s in %s%s', s.name, p.name, case when s.is_archived then ', archived' end)
  from stagedoor.scopes as s left join stagedoor.scopes as p on p.id = s.parent_id
  where s.id = pg_temp.id(p_name)
$$;
insert into public.tracker_projects (id, team_id, name)
values (pg_temp.id('new'), pg_temp.id('red'), 'New');
select is(pg_temp.scope('new'), 'New in Red', 'F130: a new row is a scope at once');
update public.tracker_projects set name = ' Newer' where id = pg_temp.id('new');
select is(pg_temp.scope('new'), 'Newer in Red', 'F130: a renamed row renames its scope');
update public.tracker_projects set team_id = pg_temp.id('lines') where id = pg_temp.id('new');
select is(pg_temp.scope('new'), 'Newer in Tabs and lines', 'F130: a moved row moves its scope');
update public.tracker_projects set deleted_at = now() where id = pg_temp.id('new');
select is(pg_temp.scope('new'), 'Newer in Tabs and lines, archived',
  'F130: a row that is marked as deleted archives its scope');
update public.tracker_projects set deleted_at = null where id = pg_temp.id('new');
select is(pg_temp.scope('new'), 'Newer in Tabs and lines',
  'F130: a row whose mark is taken back restores its scope');
update public.tracker_projects set team_id = pg_temp.id('red') where id = pg_temp.id('loose');
select is(pg_temp.scope('loose'), 'Loose in Red',
  'F130: a row becomes a scope when its parent is named');
update public.tracker_projects set team_id = null where id = pg_temp.id('loose');
select is(pg_temp.scope('loose'), 'Loose in Red, archived',
  'F130: a row that loses its parent archives its scope');
update public.tracker_projects set team_id = pg_temp.id('red') where id = pg_temp.id('loose');
select is(pg_temp.scope('loose'), 'Loose in Red',
  'F130: a row that has a parent again restores its scope');
select throws_ok(
  $$ update public.tracker_projects set id = gen_random_uuid()
     where id = pg_temp.id('new') $$, '23514',
  'The id of a scope stays: public.tracker_projects.id', 'the id of a scope is not exchanged');
delete from public.tracker_projects where id = pg_temp.id('new');
select is(pg_temp.scope('new'), 'Newer in Tabs and lines, archived',
  'F130: a deleted row archives its scope, which stays');
select throws_ok(
  $$ insert into public.tracker_projects (id, team_id, name)
     values (pg_temp.id('new'), pg_temp.id('blue'), 'New') $$, '23505',
  'This id is or was the id of a scope',
  'F130: an id that was ever a scope is not inserted again: old grants would count');
select lives_ok(
  $$ insert into public.tracker_projects (id, team_id, name)
     values (pg_temp.id('site'), pg_temp.id('red'), 'Site') on conflict (id) do nothing $$,
  'a row that is there already is passed over (control)');
select lives_ok(
  $$ insert into public.tracker_projects (team_id, name) values (pg_temp.id('red'), 'Third') $$,
  'a new id becomes a scope (control)');
select results_eq(
  $$ select q.event from stagedoor.event_queue as q
     where q.object_id = pg_temp.id('new')::text order by q.id $$,
  $$ values ('scope.created'), ('scope.renamed'), ('scope.moved'), ('scope.archived'),
       ('scope.restored'), ('scope.archived') $$,
  'F24: every change of a tracked scope is an event');

-- rows that change, by a person ---------------------------------------------------------------
-- Their own policy lets everybody write every project.
select tests.give('ann', 'Red', 'role', tests.role_id('owner'));
select tests.give('ben', 'Red', 'role', tests.role_id('fellow'));
select tests.give('carl', 'Organization ' || left(pg_temp.id('blue')::text, 8), 'role',
  tests.role_id('owner'));
insert into public.users_on_team values (tests.user_id('ann'), pg_temp.id('red'), 'owner');
select tests.authenticate_as('ben');
select throws_ok(
  $$ update public.tracker_projects set team_id = pg_temp.id('blue')
     where id = pg_temp.id('site') $$, '42501', 'Access denied',
  'F130: a person without the keys of move_scope moves no row');
select throws_ok(
  $$ update public.tracker_projects set deleted_at = now() where id = pg_temp.id('site') $$,
  '42501', 'Access denied',
  'F130: a person without the key of archive_scope marks no row as deleted');
select throws_ok(
  $$ delete from public.tracker_projects where id = pg_temp.id('site') $$,
  '42501', 'Access denied',
  'F130: a person without the key of archive_scope deletes no row');
select throws_ok(
  $$ update public.tracker_projects set deleted_at = null where id = pg_temp.id('old') $$,
  '42501', 'Access denied', 'F130: a person without the key of restore_scope restores no row');
select throws_ok(
  $$ update public.tracker_projects set deleted_at = now() where id = pg_temp.id('app') $$,
  'PT404', 'Scope not found', 'F130: a stranger archives no row, and learns of no scope');
select lives_ok(
  $$ update public.tracker_projects set name = 'Our site' where id = pg_temp.id('site') $$,
  'F130: renaming is a matter of their own policies (control)');
select lives_ok(
  $$ insert into public.tracker_projects (id, team_id, name)
     values (pg_temp.id('ben'), pg_temp.id('red'), 'Ben') $$,
  'F130: adding is a matter of their own policies (control)');
select ok(not public.can('project:delete', pg_temp.id('ben')),
  'F130: whoever adds a row gets no role by it');
select tests.clear_authentication();
insert into stagedoor.scopes (id, scope_type, parent_id, name)
values (pg_temp.id('theirs'), 'project', pg_temp.id('red'), 'Theirs');
select tests.authenticate_as('carl');
select throws_ok(
  $$ insert into public.tracker_projects (id, name) values (pg_temp.id('theirs'), 'Mine') $$,
  '23505', 'This id is or was the id of a scope',
  'F130: a row without a parent does not take the id of a scope, to rename it later');
select lives_ok(
  $$ update public.tracker_projects set team_id = pg_temp.id('red')
     where id = pg_temp.id('theirs') $$, 'the refused row is not there to be given a parent');
select tests.clear_authentication();
select is(pg_temp.scope('theirs'), 'Theirs in Red', 'F130: a scope of others keeps its name');
insert into public.tracker_projects (id, name) values (pg_temp.id('none'), 'None');
select tests.authenticate_as('ben');
select lives_ok(
  $$ update public.tracker_projects set name = 'Nowhere' where id = pg_temp.id('none') $$,
  'F130: a row that is no scope asks for nothing (control)');
select tests.authenticate_as('ann');
select throws_ok(
  $$ update public.tracker_projects set team_id = pg_temp.id('blue')
     where id = pg_temp.id('site') $$, 'PT404', 'Scope not found',
  'F130: nobody moves a row into a team that they do not know');
select lives_ok(
  $$ update public.tracker_projects set deleted_at = now() where id = pg_temp.id('site') $$,
  'F130: a holder of the key of archive_scope marks a row as deleted (control)');
select lives_ok(
  $$ update public.tracker_projects set deleted_at = null where id = pg_temp.id('site') $$,
  'F130: a holder of the key of restore_scope restores a row (control)');
select lives_ok(
  $$ delete from public.teams where id = pg_temp.id('red') $$,
  'F130: a holder deletes a team, and its projects go with it (control)');
select tests.clear_authentication();
select is(
  (select array_agg(pg_temp.scope(n) order by n) from unnest(array['red', 'site', 'ben']) as n),
  array['Ben in Red, archived', 'Red in , archived', 'Our site in Red, archived'],
  'F130: what goes by a cascade is archived as well');

-- many at once --------------------------------------------------------------------------------
truncate public.channels cascade;
select is_empty(
  $$ select from stagedoor.scopes as s
     where s.name in ('public', 'random', 'closed', 'new') and not s.is_archived $$,
  'F130: emptying a table archives its scopes');

create table public.rooms (id uuid not null, zone integer not null, name text)
  partition by list (zone);
create table public.rooms_1 partition of public.rooms for values in (1);
select stagedoor.track_scopes('public.rooms', 'organization');
select stagedoor.track_scopes('public.rooms', 'organization', name => 'name');
create table public.rooms_2 partition of public.rooms for values in (2);
insert into public.rooms values
  (pg_temp.id('r1'), 1, 'Room 1'), (pg_temp.id('r2'), 2, 'Room 2');
select is((select count(*) from stagedoor.scopes as s where s.name like 'Room _'), 2::bigint,
  'F130: rows of partitions are scopes, of later ones too');
truncate public.rooms_1;
select is(pg_temp.scope('r1'), 'Room 1 in , archived',
  'F130: emptying a partition archives its scopes');
grant truncate on public.rooms to authenticated;
select tests.authenticate_as('ann');
select throws_ok('truncate public.rooms', '42501', 'Access denied',
  'F130: no request empties a tracked table');
select tests.clear_authentication();
select throws_ok(
  $$ select stagedoor.track_scopes('public.rooms_1', 'organization') $$, '22023',
  'public.rooms_1 is a partition', 'a partition is tracked with its table');

delete from stagedoor.tracked_tables as t where t.table_name = 'public.rooms'::regclass;
select lives_ok(
  $$ insert into public.rooms values (pg_temp.id('r1'), 1, 'Room 1') $$,
  'F130: a table that is tracked no more makes no scopes (control)');

select * from finish();
rollback;
