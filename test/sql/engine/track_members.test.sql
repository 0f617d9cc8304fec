-- Their members: the rows of a membership table are accesses, written as whoever writes the
-- row (F130).
begin;
select plan(90);
select tests.use_fixture_catalogue();

-- The cast: Ann owns the team Red, where Ben is a member; Mia belongs to nothing yet, Carl
-- signs up by himself. The role lead grants access and does not escalate.
select tests.create_user(name) from unnest(array['ann', 'ben', 'mia', 'dora']) as name;
select tests.create_guest('guest');
-- include samples/teams.sql
-- include samples/chat.sql
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('teams ' || p_name)::uuid $$;
create function pg_temp.held(p_scope text) returns text[]
language sql stable security definer as $$
  select coalesce(array_agg(format('%s %s', split_part(u.email, '@', 1), r.role_key)
    order by u.email, r.role_key), '{}')
  from stagedoor.user_accesses as a
  join stagedoor.user_accounts as u on u.id = a.user_id
  join stagedoor.permission_roles as r on r.id = a.grant_id
  where a.scope_id = pg_temp.id(p_scope) and a.status = 'Active'
$$;
insert into public.users (id)
select tests.user_id(name) from unnest(array['ann', 'ben', 'mia', 'dora']) as name;
insert into public.teams (id, name)
values (pg_temp.id('red'), 'Red'), (pg_temp.id('blue'), 'Blue'), (pg_temp.id('new'), 'New');
insert into public.users_on_team values
  (tests.user_id('ann'), pg_temp.id('red'), 'owner'),
  (tests.user_id('ben'), pg_temp.id('red'), null);
create function pg_temp.track(p_more text default '') returns setof text
language plpgsql as $$
begin
  return query execute format(
    'select format(''%%s %%s'', step, "rows") from stagedoor.track_members(
       ''public.users_on_team'', user_id => ''user_id'', scope_id => ''team_id'',
       role => ''role'', map => ''{"owner": "manager", "member": "fellow"}'',
       null_role => ''fellow'' %s)', p_more);
end;
$$;

-- what can be tracked ----------------------------------------------------------------------
select throws_ok(format('select stagedoor.track_members(%s)', arguments), code, message,
  format('track_members refuses %s', arguments))
from (values
  ($$'stagedoor.live_accounts', 'user_id', 'scope_id', null_role => 'fellow'$$,
    '22023', 'stagedoor.live_accounts is no table'),
  ($$'auth.users', 'id', 'id', null_role => 'fellow'$$,
    '22023', 'auth.users is no table of yours'),
  ($$'public.users_on_team', 'person', 'team_id', 'role', '{"owner":"owner","member":"fellow"}'$$,
    '22023', 'public.users_on_team has no column person'),
  ($$'public.users_on_team', 'user_id', 'org', 'role', '{"owner":"owner","member":"fellow"}'$$,
    '22023', 'public.users_on_team has no column org'),
  ($$'public.users_on_team', 'role', 'team_id', 'role', '{}'$$,
    '22023', 'public.users_on_team.role is of type public.team_role'),
  ($$'public.users_on_team', 'user_id', 'team_id', 'rank', '{}'$$,
    '22023', 'public.users_on_team has no column rank'),
  ($$'public.users_on_team', 'user_id', 'team_id', 'role', '{"owner":"boss"}'$$,
    '22023', 'There is no role boss'),
  ($$'public.users_on_team', 'user_id', 'team_id', 'role', '["owner"]'$$,
    '22023', 'A map names a role of the engine for each of theirs'),
  ($$'public.users_on_team', 'user_id', 'team_id', 'role', '{"owner":7}'$$,
    '22023', 'A map names a role of the engine for each of theirs'),
  ($$'public.users_on_team', 'user_id', 'team_id', 'role', null$$,
    '22023', 'A map names a role of the engine for each of theirs'),
  ($$'public.users_on_team', 'user_id', 'team_id'$$,
    '22023', 'A table without a role needs null_role, the role of every row'),
  ($$'public.users_on_team', 'user_id', 'team_id', null_role => 'owner', names => '{"name":"n"}'$$,
    '22023', 'Names are taken for fullname_first and fullname_last'),
  ($$'public.channel_members', 'user_id', 'channel_id', null_role => 'fellow'$$,
    '22023', 'public.channel_members.channel_id is of type bigint, and refers to no tracked table'),
  ($$'public.users_on_team', 'user_id', 'team_id', 'role', '{"member":"fellow"}', 'fellow'$$,
    '23514', 'Roles of public.users_on_team are not mapped: owner')
) as t (arguments, code, message);
savepoint before_the_end;
select tests.create_organization('North'), tests.create_role('temp', 'North');
update stagedoor.permission_roles set deleted_at = now() where role_key = 'temp';
select throws_ok(
  $$ select stagedoor.track_members('public.users_on_team', 'user_id', 'team_id', 'role',
       '{"owner": "temp"}') $$,
  '22023', 'There is no role temp', 'a role that is deleted is given to nobody');
select unalike(
  tests.refusal($$ select stagedoor.track_members('public.users_on_team', 'user_id',
    'team_id', 'role', '{"owner": "temp"}') $$) ->> 'hint', '%temp%',
  'a role that is deleted is not among those that there are');
rollback to before_the_end;
create table public.heirs () inherits (public.users_on_team);
select throws_ok('select pg_temp.track()', '22023',
  'Other tables inherit from public.users_on_team',
  'F130: a table that others inherit from has no members: triggers would miss them');
rollback to before_the_end;
-- With another check each, and the same name.
select throws_ok(format(
    'alter policy "Members add members" on public.users_on_team with check (%s);
     select pg_temp.track()', expression), '23514',
  'Anybody may write themselves into public.users_on_team: Members add members',
  format('F130: a policy does not bind: %s', expression))
from unnest(array['true', 'user_id = auth.uid()', '(select auth.uid()) = user_id',
  '((auth.uid() is not null))', '(select auth.role()) = ''authenticated''']) as expression;
savepoint accepted;
alter policy "Members add members" on public.users_on_team with check (true);
select stagedoor.track_scopes('public.teams', 'organization', name => 'name');
select results_eq(
  $$ select pg_temp.track(', p_accept_policies => ''{"Members add members"}''') $$,
  array['changed 2', 'without a scope 0', 'rows 2'],
  'F130: a policy that does not bind is accepted by its name');
rollback to accepted;
alter table public.users_on_team disable row level security;
select throws_ok('select pg_temp.track()', '23514',
  'Anybody may write themselves into public.users_on_team: no row-level security',
  'F130: a table without row-level security is refused like an open policy');
alter table public.users_on_team enable row level security;
select results_eq('select pg_temp.track()',
  array['changed 0', 'without a scope 2', 'rows 2'],
  'F130: members of what is no scope yet are counted');

-- what is there already --------------------------------------------------------------------
select stagedoor.track_scopes('public.teams', 'organization', name => 'name');
select results_eq('select pg_temp.track()',
  array['changed 2', 'without a scope 0', 'rows 2'],
  'F130: the rows of a membership table become accesses (control)');
select results_eq('select pg_temp.track()',
  array['changed 0', 'without a scope 0', 'rows 2'],
  'F130: tracking the same members again changes nothing');
savepoint by_hand;
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('ben') and a.scope_id = pg_temp.id('red');
select results_eq('select pg_temp.track()',
  array['changed 1', 'without a scope 0', 'rows 2'],
  'F130: tracking the same members again gives what was closed by hand');
select is(pg_temp.held('red'), array['ann manager', 'ben fellow'],
  'F130: an access that was closed by hand is held again');
rollback to by_hand;
select is(pg_temp.held('red'), array['ann manager', 'ben fellow'],
  'F130: a role is mapped, and a row without one has the role for null');
select is((select array_agg(distinct a.granted_by) from stagedoor.user_accesses as a),
  array[null::uuid], 'F130: what the owner of the database writes is granted by the service');
insert into public.teams (id, name) values (pg_temp.id('green'), 'Green');

-- what a person may write ------------------------------------------------------------------
select tests.authenticate_as('ben');
select throws_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('mia'), pg_temp.id('red'), 'member') $$, '42501', 'Access denied',
  'F130: a member without access:grant adds nobody, whatever their policy says');
select throws_ok(
  $$ update public.users_on_team set role = 'owner' where user_id = auth.uid() $$,
  '42501', 'Access denied', 'F130: a member does not make themselves an owner');
select throws_ok(
  $$ delete from public.users_on_team where user_id = tests.user_id('ann') $$,
  '42501', 'Access denied', 'F130: a member without access:revoke removes nobody');
select throws_ok(
  $$ update public.users_on_team set user_id = tests.user_id('mia')
     where user_id = auth.uid() $$, '42501', 'Access denied',
  'F130: a member does not pass their row on');
select tests.authenticate_as('dora');
select throws_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('dora'), pg_temp.id('red'), 'member') $$, 'PT404',
  'Scope not found', 'F130: a stranger writes themselves into no team that has members');
select lives_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('dora'), pg_temp.id('green'), 'owner') $$,
  'F130: the first member of a scope without any access is admitted (control)');
select tests.authenticate_as('mia');
select throws_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('mia'), pg_temp.id('green'), 'owner') $$, 'PT404',
  'Scope not found', 'F130: the second member is not admitted by themselves');
select tests.clear_authentication();
savepoint below;
insert into stagedoor.scopes (scope_type, parent_id, name)
values ('project', pg_temp.id('new'), 'Below');
select tests.give('ben', 'Below', 'role', tests.role_id('fellow'), p_status => 'Revoked');
select tests.authenticate_as('mia');
select throws_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('mia'), pg_temp.id('new'), 'owner') $$, 'PT404',
  'Scope not found', 'F130: nobody is the first member where somebody had an access below');
rollback to below;
select tests.authenticate_as('mia');
select lives_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('mia'), pg_temp.id('new'), 'owner') $$,
  'F130: a scope that nobody had an access in takes its first member (control)');
rollback to below;
update stagedoor.scopes set archived_at = now() where id = pg_temp.id('new');
select tests.authenticate_as('mia');
select throws_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('mia'), pg_temp.id('new'), 'owner') $$, null, null,
  'F130: an archived scope takes no first member');
rollback to below;
select tests.ban_user('mia');
select tests.authenticate_as('mia');
select throws_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('mia'), pg_temp.id('new'), 'owner') $$, null, null,
  'F95: a banned account is no first member');
rollback to below;
create role adopter_clerk;
grant adopter_clerk to current_user;
grant usage on schema public, extensions, tests to adopter_clerk;
grant insert, select on public.users_on_team to adopter_clerk;
create policy "Clerks" on public.users_on_team for insert to adopter_clerk with check (true);
select set_config('request.jwt.claims', '{"role": "adopter_clerk"}', true);
set local role adopter_clerk;
select throws_ok(format(
  'insert into public.users_on_team values (%L, %L, ''member'')', md5('stagedoor mia')::uuid,
  md5('teams new')::uuid), null, null,
  'F130: a token of a role of their own writes as a request, and holds nothing');
rollback to below;
select tests.authenticate_as('mia', p_claims => '{"client_id": "an app"}');
select throws_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('mia'), pg_temp.id('new'), 'owner') $$, null, null,
  'F131: an app with a token makes nobody the first member');
select tests.clear_authentication();
select tests.freeze_time('2027-03-01 12:00:00+00');
insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id,
  valid_from, valid_until)
select tests.user_id('mia'), 'organization', pg_temp.id('red'), 'role', tests.role_id('fellow'),
  '2027-01-01', ends
from (values ('2027-03-01 12:00:00+00'::timestamptz)) as w (ends);
insert into public.users_on_team values (tests.user_id('mia'), pg_temp.id('red'), 'member');
select results_eq(
  $$ select a.valid_until is null, a.status from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('mia') order by 1 $$,
  $$ values (false, 'Active'), (true, 'Active') $$,
  'F130: what is over at this moment gives way to nothing, and a new access is given');
rollback to below;
select tests.clear_authentication();
select tests.freeze_time('2027-03-01 12:00:00+00');
insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id,
  valid_from)
select tests.user_id('mia'), 'organization', pg_temp.id('red'), 'role',
  tests.role_id('fellow'), '2027-03-01 12:00:00+00';
insert into public.users_on_team values (tests.user_id('mia'), pg_temp.id('red'), 'member');
select is((select count(*) from stagedoor.user_accesses as a
    where a.user_id = tests.user_id('mia')), 1::bigint,
  'F130: what begins at this moment is what the row gives');
rollback to below;
select tests.authenticate_as('ann');
select throws_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('mia'), pg_temp.id('new'), 'owner') $$, null, null,
  'F130: nobody makes another the first member');
select lives_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('mia'), pg_temp.id('red'), 'member') $$,
  'F130: a holder of access:grant adds a member (control)');
select is((select tests.user_id('ann') = a.granted_by from stagedoor.user_accesses as a
    where a.user_id = tests.user_id('mia') and a.status = 'Active'), true,
  'F130: an access is granted by the person who wrote the row');
select lives_ok(
  $$ update public.users_on_team set role = 'owner'
     where user_id = tests.user_id('mia') $$,
  'F130: a holder of all that a role carries gives it (control)');
select is(pg_temp.held('red'), array['ann manager', 'ben fellow', 'mia manager'],
  'F130: a changed role is a new access, and the old one is closed');
select lives_ok(
  $$ update public.users_on_team set user_id = tests.user_id('dora')
     where user_id = tests.user_id('ben') $$, 'F130: a row is given to another person (control)');
select is(pg_temp.held('red'), array['ann manager', 'dora fellow', 'mia manager'],
  'F130: a changed user is a new access, and the old one is closed');
select lives_ok(
  $$ update public.users_on_team set role = 'member'
     where user_id = tests.user_id('dora') $$, 'their role changes, ours stays (control)');
select is((select count(*) from stagedoor.user_accesses as a
    where a.user_id = tests.user_id('dora') and a.scope_id = pg_temp.id('red')), 1::bigint,
  'F130: a row that means the same changes no access');

-- the calls ----------------------------------------------------------------------------------
create function pg_temp.access(p_name text) returns uuid
language sql stable security definer as $$
  select a.id from stagedoor.user_accesses as a
  where a.user_id = tests.user_id(p_name) and a.scope_id = pg_temp.id('red')
    and a.status = 'Active' $$;
select throws_ok(format($$ select public.revoke_access(%L) $$, pg_temp.access('mia')), '23514',
  'This access follows a row of public.users_on_team',
  'F130: revoke_access names the table that an access follows');
select is(tests.refusal(format($$ select public.revoke_access(%L) $$, pg_temp.access('mia')))
    ->> 'details',
  '{"error_code" : "TRACKED", "table" : "public.users_on_team", "user_column" : "user_id", "scope_column" : "team_id"}',
  'F130: the refusal says in which columns to look');
select throws_ok(format($$ select public.change_access_window(%L, now() + interval '1 day') $$,
  pg_temp.access('mia')), '23514', 'This access follows a row of public.users_on_team',
  'F130: change_access_window names the table that an access follows');
select throws_ok($$ select public.leave_scope(pg_temp.id('red')) $$, '23514',
  'This access follows a row of public.users_on_team',
  'F130: leave_scope names the table that an access follows');
select public.grant_access(tests.user_id('ben'), pg_temp.id('red'), 'role', 'fellow');
select lives_ok(format($$ select public.revoke_access(%L) $$, pg_temp.access('ben')),
  'an access that follows no row is revoked (control)');

-- leaving, removing, the last holder ---------------------------------------------------------
-- Each is offered more than they hold.
select tests.clear_authentication();
select tests.give(n, 'Red', 'role', tests.role_id('lead'), p_status => 'Invited')
from unnest(array['ann', 'dora', 'mia']) as n;
create function pg_temp.offered() returns text[]
language sql stable security definer as $$
  select array_agg(format('%s %s', split_part(u.email, '@', 1), a.status) order by u.email)
  from stagedoor.user_accesses as a
  join stagedoor.user_accounts as u on u.id = a.user_id
  where a.grant_id = tests.role_id('lead') and a.scope_id = pg_temp.id('red')
$$;
savepoint banned;
select tests.ban_user('dora');
select tests.authenticate_as('dora');
select throws_ok(
  $$ delete from public.users_on_team where user_id = auth.uid()
     and team_id = pg_temp.id('red') $$, '42501', null,
  'F95: a banned member does not leave by their row');
rollback to banned;
select tests.authenticate_as('dora');
select lives_ok(
  $$ delete from public.users_on_team where user_id = auth.uid()
     and team_id = pg_temp.id('red') $$, 'F130: a member leaves by removing their row (control)');
select tests.authenticate_as('mia');
update public.users_on_team set role = 'member' where user_id = tests.user_id('ann');
select is(pg_temp.offered(), array['ann Invited', 'dora Invited', 'mia Invited'],
  'F95: a user who leaves or changes role keeps what they are offered (control)');
select lives_ok($$ delete from public.users_on_team where user_id = tests.user_id('ann') $$,
  'F130: a holder of access:revoke removes a member (control)');
select is(pg_temp.offered(), array['ann Revoked', 'dora Invited', 'mia Invited'],
  'F95: a user whose row another removes loses what they are offered');
select is(pg_temp.held('red'), array['mia manager'], 'F130: a removed row ends its access');
select lives_ok($$ delete from public.users_on_team where user_id = auth.uid() $$,
  'F130: the last holder leaves without an error in their delete');
select tests.clear_authentication();
select results_eq(
  $$ select a.rule_key, a.subject_id from stagedoor.alerts as a
     where a.scope_id = pg_temp.id('red') $$,
  $$ values ('last_holder_lost', tests.user_id('mia')) $$,
  'F89: a last holder who leaves by their row is an alert');
insert into public.users_on_team values (tests.user_id('ann'), pg_temp.id('red'), 'owner');
select tests.authenticate_as('ann');
select lives_ok($$ delete from public.teams where id = pg_temp.id('red') $$,
  'F130: a team is deleted, and its members go by the cascade (control)');
select tests.clear_authentication();
select is(pg_temp.held('red'), '{}', 'F130: what goes by a cascade ends its access');

-- roles and maps -------------------------------------------------------------------------------
select tests.create_role('boss', null, '{"access:grant": "allow", "access:escalate": "allow"}');
select throws_ok(
  $$ select stagedoor.track_members('public.users_on_team', 'user_id', 'team_id', 'role',
       '{"owner": "boss", "member": null}') $$, '23514',
  'No row gives the role boss: it carries access:escalate',
  'F130: a map names no role with access:escalate');
select throws_ok(
  $$ select stagedoor.track_members('public.users_on_team', 'user_id', 'team_id', 'role',
       '{"owner": "manager", "member": "fellow", "nobody yet": "boss"}') $$, '23514',
  'No row gives the role boss: it carries access:escalate',
  'F130: a map names no role with access:escalate for rows to come');
select lives_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('ben'), pg_temp.id('green'), 'member') $$,
  'a role that is mapped is given (control)');
alter type public.team_role add value 'visitor';
delete from stagedoor.permission_role_links as l
where l.permission_role_id = tests.role_id('fellow');
insert into stagedoor.permission_role_links (permission_role_id, permission_id)
values (tests.role_id('fellow'), tests.permission_id('access:escalate'));
select throws_ok(
  $$ insert into public.users_on_team
     values (tests.user_id('ann'), pg_temp.id('green'), 'member') $$, '23514',
  'No row gives the role fellow: it carries access:escalate',
  'F130: a role that got access:escalate later is refused at the next write');
delete from stagedoor.permission_role_links as l
where l.permission_role_id = tests.role_id('fellow');

-- keys that are numbers, a table without a role, partitions -------------------------------------
insert into public.channels (id, slug) values (1, 'public'), (2, 'random');
select stagedoor.track_scopes('public.channels', 'organization', name => 'slug');
insert into public.channel_members values (1, tests.user_id('ann'));
select results_eq(
  $$ select format('%s %s', step, "rows") from stagedoor.track_members('public.channel_members',
       'user_id', 'channel_id', null_role => 'owner') $$,
  array['changed 1', 'without a scope 0', 'rows 1'],
  'F130: members of scopes with numbers as keys are tracked, all with one role');
insert into public.channel_members values (1, tests.user_id('ben')), (2, tests.user_id('ben'));
create function pg_temp.channels() returns text[]
language sql stable as $$
  select coalesce(array_agg(format('%s %s', c.name, split_part(u.email, '@', 1))
    order by c.name, u.email), '{}')
  from stagedoor.user_accesses as a
  join stagedoor.user_accounts as u on u.id = a.user_id
  join stagedoor.scopes as c on c.id = a.scope_id
  where a.status = 'Active' and c.name in ('public', 'random') $$;
select is(pg_temp.channels(), array['public ann', 'public ben', 'random ben'],
  'F130: a row that names a scope by a number gives an access');
delete from public.channels where id = 1;
select is(pg_temp.channels(), array['random ben'],
  'F130: a cascade from a scope with a number ends its accesses');
insert into public.channel_members values (2, tests.user_id('ann'));
grant truncate on public.channel_members to authenticated;
select tests.authenticate_as('ann');
select throws_ok('truncate public.channel_members', '42501', 'Access denied',
  'F130: no request empties a membership table');
select tests.clear_authentication();
truncate public.channel_members;
select is(pg_temp.channels(), '{}', 'F130: emptying a membership table ends its accesses');
delete from stagedoor.tracked_tables as t
where t.table_name = 'public.channel_members'::regclass;
select lives_ok($$ insert into public.channel_members values (2, tests.user_id('ann')) $$,
  'F130: a table that is tracked no more gives nothing (control)');

-- what is held beside a row --------------------------------------------------------------------
create function pg_temp.accesses(p_name text) returns bigint
language sql stable as $$
  select count(*) from stagedoor.user_accesses as a
  where a.user_id = tests.user_id(p_name) and a.scope_id = pg_temp.id('blue')
    and a.status = 'Active' and a.valid_until is null $$;
select tests.give('ann', 'Blue', 'role', tests.role_id('fellow'));
select tests.give('ben', 'Blue', 'role', tests.role_id('fellow'), p_valid_until => 'tomorrow');
insert into public.users_on_team
select tests.user_id(n), pg_temp.id('blue'), 'member' from unnest(array['ann', 'ben']) as n;
select is(array[pg_temp.accesses('ann'), pg_temp.accesses('ben')], array[1::bigint, 1],
  'F130: an equal access follows the row from now on, one with an end gives way to it');
create table public.guests (
  team_id uuid, user_id uuid, seat integer) partition by list (seat);
create table public.guests_1 partition of public.guests for values in (1);
create table public.guests_2 partition of public.guests for values in (2);
alter table public.guests enable row level security;
select stagedoor.track_members('public.guests', scope_id => 'team_id', null_role => 'fellow');
create table public.guests_3 partition of public.guests for values in (3);
insert into public.guests
select pg_temp.id('blue'), tests.user_id(r.name), r.seat
from (values ('ann', 1), ('mia', 1), ('mia', 2), ('dora', 3)) as r (name, seat);
delete from public.users_on_team where user_id = tests.user_id('ann');
select is(pg_temp.held('blue'), array['ann fellow', 'ben fellow', 'dora fellow', 'mia fellow'],
  'F130: an access stays while a row of another table gives it');
truncate public.guests_1;
select is(pg_temp.held('blue'), array['ben fellow', 'dora fellow', 'mia fellow'],
  'F130: emptying a partition ends what only its rows gave');
update public.guests set team_id = pg_temp.id('new') where user_id = tests.user_id('dora');
select is(pg_temp.held('blue') || pg_temp.held('new'),
  array['ben fellow', 'mia fellow', 'dora fellow'],
  'F130: a changed scope is a new access, and the old one is closed');
insert into public.guests values (null, tests.user_id('ann'), 3), (pg_temp.id('blue'), null, 3);
update public.guests set team_id = null where user_id = tests.user_id('dora');
select is(pg_temp.held('new'), '{}', 'F130: a row without a scope or a user gives nothing');
select tests.create_role('shut', null, '{"rota:view": "deny"}');
insert into public.guests values (pg_temp.id('blue'), tests.user_id('ann'), 2);
select tests.give('ann', 'Blue', 'role', tests.role_id('lead'));
select stagedoor.track_members('public.guests', scope_id => 'team_id', null_role => 'shut');
grant select, delete on public.guests to authenticated;
create policy "Guests" on public.guests for select to authenticated using (true);
create policy "Guests leave" on public.guests for delete to authenticated
  using (user_id = auth.uid());
select tests.authenticate_as('ann');
select throws_ok('delete from public.guests where user_id = auth.uid()', '42501',
  'Access denied', 'F50: nobody lifts their own denial by removing its row');
select tests.clear_authentication();
select lives_ok('delete from public.guests', 'F50: the service removes denials (control)');

-- who signs up ---------------------------------------------------------------------------------
select stagedoor.track_members('public.users_on_team', 'user_id', 'team_id', 'role',
  '{"owner": "manager", "member": "fellow", "visitor": null}', null_role => 'fellow',
  names => '{"fullname_first": "full_name", "fullname_last": "nothing"}');
reset session authorization;
set local session authorization supabase_auth_admin;
insert into auth.users (id, email, email_confirmed_at, raw_user_meta_data)
values ('00000000-0000-4000-8000-00000000000c', 'carl@example.test', now(),
  jsonb_build_object('full_name', '  Carl ' || repeat('x', 200), 'team_name', 'Carls'));
insert into auth.users (id, email, is_anonymous)
values ('00000000-0000-4000-8000-00000000000d', null, true);
reset session authorization;
set local session authorization postgres;
select results_eq(
  $$ select s.name, r.role_key, u.fullname_first, u.fullname_last, a.granted_by
     from stagedoor.user_accesses as a
     join stagedoor.scopes as s on s.id = a.scope_id
     join stagedoor.user_accounts as u on u.id = a.user_id
     join stagedoor.permission_roles as r on r.id = a.grant_id
     where a.user_id in ('00000000-0000-4000-8000-00000000000c',
       '00000000-0000-4000-8000-00000000000d') $$,
  $$ values ('Carls', 'manager', btrim(left('  Carl ' || repeat('x', 200), 120)), null::text,
       null::uuid) $$,
  'F130: whoever signs up owns their team, under the name that they gave');
select is((select count(*) from public.users_on_team as m
    where m.user_id = '00000000-0000-4000-8000-00000000000d'), 1::bigint,
  'F130: an anonymous sign-up goes through, and its row gives no access');
set constraints all immediate;
select lives_ok($$ delete from auth.users where id = '00000000-0000-4000-8000-00000000000c' $$,
  'F130: the deletion of a login is never refused (control)');

select * from finish();
rollback;
