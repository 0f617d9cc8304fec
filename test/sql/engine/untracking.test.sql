-- Untracking: a table is given back, its rows keep their ids, and what was granted stays
-- (F130).
begin;
select plan(42);
select tests.use_fixture_catalogue();

-- The cast: Ann owns the team Red, where Ben is a member. Channels have numbers as keys.
select tests.create_user(name) from unnest(array['ann', 'ben', 'mia']) as name;
-- include samples/teams.sql
-- include samples/chat.sql
create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('teams ' || p_name)::uuid $$;
-- Columns, triggers and indexes of a table, in one text.
create function pg_temp.stands(p_table regclass) returns text
language sql as $$
  select concat_ws(E'\n',
    (select string_agg(format('%s %s', a.attname, format_type(a.atttypid, a.atttypmod)), ', '
       order by a.attname) from pg_attribute as a
     where a.attrelid = p_table and a.attnum > 0 and not a.attisdropped),
    (select string_agg(pg_get_triggerdef(t.oid), ', ' order by t.tgname) from pg_trigger as t
     where t.tgrelid = p_table),
    (select string_agg(pg_get_indexdef(i.indexrelid), ', ' order by i.indexrelid)
     from pg_index as i where i.indrelid = p_table)) $$;
insert into public.users (id)
select tests.user_id(name) from unnest(array['ann', 'ben', 'mia']) as name;
insert into public.teams (id, name) values (pg_temp.id('red'), 'Red');
insert into public.users_on_team values
  (tests.user_id('ann'), pg_temp.id('red'), 'owner'),
  (tests.user_id('ben'), pg_temp.id('red'), 'member');
insert into public.channels (id, slug) values (1, 'public'), (2, 'random');
insert into public.messages (channel_id, message) values (1, 'Hello');
create table public.rooms (id uuid not null, zone integer not null) partition by list (zone);
create table public.rooms_1 partition of public.rooms for values in (1);
create temporary table before as
select t.name, pg_temp.stands(t.name::regclass) as text
from unnest(array['public.teams', 'public.users_on_team', 'public.channels', 'public.rooms',
  'public.rooms_1']) as t (name);
create function pg_temp.track() returns void language sql as $$
  select stagedoor.track_scopes('public.teams', 'organization', name => 'name');
  select stagedoor.track_scopes('public.channels', 'organization', name => 'slug');
  select stagedoor.track_scopes('public.rooms', 'organization');
  select stagedoor.track_members('public.users_on_team', scope_id => 'team_id',
    role => 'role', map => '{"owner": "manager", "member": "fellow"}');
  select stagedoor.track_members('public.channel_members', scope_id => 'channel_id',
    null_role => 'fellow'); $$;
select pg_temp.track();
create function pg_temp.held() returns text[]
language sql stable as $$
  select coalesce(array_agg(format('%s %s', split_part(u.email, '@', 1), r.role_key)
    order by u.email, r.role_key), '{}')
  from stagedoor.user_accesses as a
  join stagedoor.user_accounts as u on u.id = a.user_id
  join stagedoor.permission_roles as r on r.id = a.grant_id
  where a.scope_id = pg_temp.id('red') and a.status = 'Active' $$;
create temporary table accesses as select a.id from stagedoor.user_accesses as a;
create temporary table places as
select c.id, c.stagedoor_scope_id as scope_id from public.channels as c;

-- what is refused --------------------------------------------------------------------------
select throws_ok(statement, '22023', message, format('%s is refused', statement))
from (values
  ($$select stagedoor.untrack_scopes('public.users_on_team')$$,
    'The rows of public.users_on_team are no scopes'),
  ($$select stagedoor.untrack_members('public.teams')$$,
    'The rows of public.teams are no members'),
  ($$select stagedoor.untrack_scopes('public.rooms_1')$$,
    'The rows of public.rooms_1 are no scopes'),
  ($$select stagedoor.untrack_scopes(null)$$, 'The rows of null are no scopes'),
  ($$select stagedoor.untrack_members(null)$$, 'The rows of null are no members'),
  ($$select stagedoor.untrack_scopes('public.channels')$$,
    'Rows of public.channel_members name their scope by public.channels')
) as t (statement, message);
select is(tests.refusal($$ select stagedoor.untrack_scopes('public.users_on_team') $$)
    ->> 'hint', 'Those of these are: public.channels, public.rooms, public.teams',
  'F130: what can be untracked is named');
select tests.authenticate_as('ann');
select throws_ok(format('select stagedoor.%s', call), '42501', null,
  format('a signed-in user calls no %s', call))
from unnest(array['untrack_scopes(''public.teams'')',
  'untrack_members(''public.users_on_team'')']) as call;
select tests.clear_authentication();

-- members ----------------------------------------------------------------------------------
savepoint tracked;
create temporary table stood as select pg_temp.stands('public.users_on_team') as text;
select is(array(
    select step || coalesce(': ' || warning, '')
    from stagedoor.untrack_members('public.users_on_team', dry_run => true)),
  array['drop trigger', 'drop trigger', 'drop trigger', 'delete from',
    'nothing was changed: 2 accesses stay until they are revoked.'],
  'F130: a dry run says what untracking would do');
select is(pg_temp.stands('public.users_on_team'), (select s.text from stood as s),
  'F130: a dry run untracks nothing');
select isnt_empty(
  $$ select from stagedoor.tracked_accesses as f
     where f.table_name = 'public.users_on_team'::regclass $$,
  'F130: a dry run lets accesses follow their rows (control)');
savepoint ended;
update stagedoor.user_accesses set status = 'Revoked' where user_id = tests.user_id('ben');
select is((select u.warning from stagedoor.untrack_members('public.users_on_team') as u
    where u.step = 'untracked public.users_on_team'),
  '1 accesses stay until they are revoked.', 'F130: what has ended already does not stay');
rollback to ended;
select is((select u.warning from stagedoor.untrack_members('public.users_on_team') as u
    where u.step = 'untracked public.users_on_team'),
  '2 accesses stay until they are revoked.', 'F130: the last line says what stays');
select is(pg_temp.stands('public.users_on_team'),
  (select b.text from before as b where b.name = 'public.users_on_team'),
  'F130: a membership table is as it was before it was tracked');
select is(pg_temp.held(), array['ann manager', 'ben fellow'],
  'F130: what rows gave stays when their table is untracked');
select bag_eq($$ select a.id from stagedoor.user_accesses as a $$, 'select id from accesses',
  'F130: an access keeps its id when its table is untracked');
select lives_ok($$ delete from public.users_on_team where user_id = tests.user_id('ben') $$,
  'F130: a row of an untracked table goes (control)');
select is(pg_temp.held(), array['ann manager', 'ben fellow'],
  'F130: a row that goes ends nothing when its table is untracked');
select tests.authenticate_as('ann');
select lives_ok(format('select public.revoke_access(%L)', (
    select a.id from stagedoor.user_accesses as a
    where a.user_id = tests.user_id('ben') and a.status = 'Active')),
  'F130: an access that follows no row any more is revoked by the call');
select tests.clear_authentication();
select throws_ok($$ select stagedoor.untrack_members('public.users_on_team') $$, '22023',
  'The rows of public.users_on_team are no members', 'no table is untracked twice');
select pg_temp.track();
select is(array(select a.id from stagedoor.user_accesses as a where a.status = 'Active'
    intersect select id from accesses),
  array(select a.id from stagedoor.user_accesses as a where a.status = 'Active'),
  'F130: tracking again finds the accesses that are there');

rollback to tracked;
create table public.others (team_id uuid, user_id uuid);
alter table public.others enable row level security;
select stagedoor.track_members('public.others', scope_id => 'team_id', null_role => 'fellow');
insert into public.others values (pg_temp.id('red'), tests.user_id('ben'));
select is((select u.warning from stagedoor.untrack_members(
    'public.users_on_team', end_accesses => true) as u where u.step like 'untracked%'),
  '2 accesses end, but for those that another table gives.',
  'F130: the last line says what ends');
select is(pg_temp.held(), array['ben fellow'],
  'F130: with end_accesses ends what rows gave, but for what those of another table give');
select results_eq($$ select a.rule_key from stagedoor.alerts as a
    where a.scope_id = pg_temp.id('red') $$, array['last_holder_lost'],
  'F89: a scope without a holder after untracking is an alert');
select is_empty(
  $$ select from stagedoor.tracked_accesses as f
     where f.table_name = 'public.users_on_team'::regclass $$,
  'no access follows an untracked table');
rollback to tracked;

-- scopes -----------------------------------------------------------------------------------
select is(array(
    select step || coalesce(': ' || warning, '')
    from stagedoor.untrack_scopes('public.teams', dry_run => true)),
  array['drop trigger', 'drop trigger', 'drop trigger', 'delete from',
    'nothing was changed: Its scopes stay, with all that was granted in them.'],
  'F130: a dry run says what untracking a table of scopes would do');
select isnt(pg_temp.stands('public.teams'),
  (select b.text from before as b where b.name = 'public.teams'),
  'F130: a dry run untracks no table of scopes');
select lives_ok($$ select stagedoor.untrack_scopes('public.teams') $$,
  'F130: a table of scopes is untracked (control)');
select is(pg_temp.stands('public.teams'),
  (select b.text from before as b where b.name = 'public.teams'),
  'F130: a table of scopes is as it was before it was tracked');
insert into public.teams (id, name) values (pg_temp.id('blue'), 'Blue');
update public.teams set name = 'Redder' where id = pg_temp.id('red');
delete from public.teams where id = pg_temp.id('red');
select is(array(select s.name from stagedoor.scopes as s
    where s.id in (pg_temp.id('red'), pg_temp.id('blue')) and not s.is_archived),
  array['Red'], 'F130: an untracked row makes, renames and archives no scope');

select stagedoor.untrack_scopes('public.rooms');
select is(pg_temp.stands(b.name::regclass), b.text, format('F130: %s is as it was', b.name))
from before as b where b.name like 'public.rooms%' order by b.name;

select stagedoor.protect('public.messages', module => 'message', scope => 'channel_id');
select stagedoor.untrack_members('public.channel_members');
select throws_ok($$ select stagedoor.untrack_scopes('public.channels') $$, '22023',
  'public.messages is protected by the scopes of public.channels',
  'F130: a table of scopes by which another is protected stays tracked');
select stagedoor.unprotect('public.messages');
select stagedoor.protect('public.channels', module => 'channel', scope => 'stagedoor_scope_id');
select throws_ok($$ select stagedoor.untrack_scopes('public.channels') $$, '22023',
  'public.channels is protected by the scopes of public.channels',
  'F130: a table that is protected by its own scopes stays tracked');
select stagedoor.unprotect('public.channels');
create policy "By hand" on public.channels for delete to authenticated
  using (stagedoor_scope_id is not null);
select throws_ok($$ select stagedoor.untrack_scopes('public.channels', drop_ids => true) $$,
  '22023', 'stagedoor_scope_id is compared by others',
  'F130: the column of ids is not dropped while a policy compares it');
select ok(exists (select from stagedoor.tracked_tables as t
    where t.table_name = 'public.channels'::regclass),
  'F130: a table whose column of ids is needed stays tracked');
drop policy "By hand" on public.channels;
savepoint numbers;
select isnt_empty(
  $$ select from stagedoor.untrack_scopes('public.channels') as u
     where u.step = 'keep stagedoor_scope_id' $$, 'F130: the column of ids stays, and is named');
select pg_temp.track();
select bag_eq('select c.id, c.stagedoor_scope_id from public.channels as c',
  'select p.id, p.scope_id from places as p',
  'F130: a row with a number as key is the same scope when its table is tracked again');
rollback to numbers;
select results_eq(
  $$ select u.warning from stagedoor.untrack_scopes('public.channels', drop_ids => true) as u
     where u.step = 'alter table' $$,
  array['Track the table again, and each row is another scope.'],
  'F130: with drop_ids a table with numbers as keys is untracked (control), and warned of');
select is(pg_temp.stands('public.channels'),
  (select b.text from before as b where b.name = 'public.channels'),
  'F130: with drop_ids a table with numbers as keys is as it was');
select isnt_empty($$ select from stagedoor.scopes as s where s.name = 'random'
    and not s.is_archived $$, 'F130: scopes stay when their table is untracked');

select * from finish();
rollback;
