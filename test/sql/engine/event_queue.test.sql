-- stagedoor.event_queue: what happened in a transaction, told at its commit (F24, F47).
begin;
select plan(41);
select tests.use_fixture_catalogue();

-- The cast: Ada produces Alpha of North.
select tests.create_user(name) from unnest(array['ada', 'ben']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.flush();

create function pg_temp.tell(
  p_event text, p_scope uuid default null, p_sequence uuid default null,
  p_alters boolean default false)
returns void language sql security definer as $$
  select stagedoor.record_event(
    p_event => p_event, p_scope_id => p_scope, p_sequence_id => p_sequence,
    p_alters_access => p_alters)
$$;
create function pg_temp.last()
returns stagedoor.event_queue language sql security definer as
$$ select q from stagedoor.event_queue as q order by q.id desc limit 1 $$;

-- which sequence -----------------------------------------------------------------
select pg_temp.tell('test.told', tests.scope_id('Camera'));
select is((pg_temp.last()).sequence_id, tests.scope_id('Alpha'),
  'what happens in a department joins the sequence of its project');
select is((pg_temp.last()).scope_id, tests.scope_id('Camera'), 'and names the department');
select pg_temp.tell('test.told', tests.scope_id('North'));
select is((pg_temp.last()).sequence_id, tests.scope_id('North'),
  'what happens in an organization joins its own');
select pg_temp.tell('test.told');
select is((pg_temp.last()).sequence_id, null,
  'what happens nowhere joins the installation''s');
select pg_temp.tell('test.told', '00000000-0000-4000-8000-00000000dead');
select is((pg_temp.last()).sequence_id, '00000000-0000-4000-8000-00000000dead'::uuid,
  'what happened in a scope that is gone keeps its sequence');
select pg_temp.tell('test.told', tests.scope_id('Camera'), tests.scope_id('North'));
select is((pg_temp.last()).sequence_id, tests.scope_id('North'),
  'unless another one is named');

-- who ----------------------------------------------------------------------------
select is((pg_temp.last()).intermediary, 'postgres', 'a console is named as such');
select is((pg_temp.last()).actor_id, null, 'and is nobody');
select tests.authenticate_as('ada', p_session => '00000000-0000-4000-8000-000000000001');
select pg_temp.tell('test.told');
select is((pg_temp.last()).actor_id, tests.user_id('ada'),
  'who acts is taken from the request');
select is((pg_temp.last()).session_id, '00000000-0000-4000-8000-000000000001'::uuid,
  'with the session');
select is((pg_temp.last()).actor_role, 'authenticated', 'and the role');
select tests.authenticate_as_service();
select pg_temp.tell('test.told');
select is((pg_temp.last()).actor_role, 'service_role', 'the service is recorded as such');

-- whose it is ----------------------------------------------------------------------
select tests.authenticate_as('ada');
select throws_ok($$ select stagedoor.record_event('test.told', null) $$, '42501', null,
  'no request role may record an event');
select throws_ok($$ select from stagedoor.event_queue $$, '42501', null, 'nor reads them');
select tests.clear_authentication();
select throws_ok(
  format('select pg_temp.tell(%L)', event), '23514', null,
  format('%L is no event: noun.verb', event))
from unnest(array['told', 'Test.told', 'test.', 'test.told.twice', 'test told']) as event;
select lives_ok($$ select pg_temp.tell('test_kit.was_told') $$, 'noun.verb is (control)');

select throws_ok(sql, '42501', null, why)
from (values
  ('delete from stagedoor.event_queue', 'nobody takes an event back, the owner neither'),
  ('update stagedoor.event_queue set actor_id = null', 'nor changes one')
) as q (sql, why);

-- flushing -----------------------------------------------------------------------
savepoint tried;
select pg_temp.tell('test.undone', tests.scope_id('Alpha'));
rollback to savepoint tried;
select is_empty($$ select from stagedoor.event_queue as q where q.event = 'test.undone' $$,
  'what is rolled back was not told');
select lives_ok($$ select tests.flush() $$, 'what was told is handed over at commit');
select throws_ok('truncate stagedoor.event_queue', '42501', null, 'nobody empties it');
select is_empty($$ select from stagedoor.event_queue $$, 'and leaves the queue empty');
create temporary table before as
select stagedoor.access_version(array[tests.scope_id('Alpha')]) as version;
select pg_temp.tell('test.told', tests.scope_id('Alpha'));
select tests.flush();
select is(stagedoor.access_version(array[tests.scope_id('Alpha')]),
  (select version from before), 'an event that alters no access raises no version');
select pg_temp.tell('test.told', tests.scope_id('Alpha'), p_alters => true);
select pg_temp.tell('test.told', tests.scope_id('Alpha'), p_alters => true);
select tests.flush();
select is(stagedoor.access_version(array[tests.scope_id('Alpha')]),
  (select version + 1 from before), 'one that does raises it, once a commit');

-- Several sequences in one transaction, and events in the order in which they were told.
select pg_temp.tell('test.first', tests.scope_id('Alpha'));
select pg_temp.tell('test.between', null);
select pg_temp.tell('test.second', tests.scope_id('Alpha'));
select tests.flush();
select results_eq(
  $$ select l.event from stagedoor_audit.leaves as l
     where l.event in ('test.first', 'test.second') order by l.seq $$,
  array['test.first', 'test.second'], 'a sequence holds its events in the order of telling');

-- Whoever names another transaction in a row tells it in their own all the same.
insert into stagedoor.event_queue (xact_id, event) values ('9000000000', 'test.later');
select tests.flush();
select is(
  (select count(*)::integer from stagedoor.event_queue)
    - (select count(*)::integer from stagedoor_audit.leaves as l where l.event = 'test.later'),
  -1, 'nothing is left behind for another transaction to hand over');

select is(
  (select count(*)::integer from pg_index as i
   where i.indrelid = 'stagedoor.event_queue'::regclass), 1,
  'one index, so that an empty table''s statistics leave nothing to choose from');

-- A failing log fails the operation.
select ok(
  (select t.tgdeferrable and t.tginitdeferred and t.tgenabled = 'A'
   from pg_trigger as t
   where t.tgrelid = 'stagedoor.event_queue'::regclass and t.tgname = '_900_flush'),
  'handing over waits for the commit, and no replication role stops it'
);

-- tg_any__record -------------------------------------------------------------------
create function pg_temp.told()
returns table (event text, before jsonb, after jsonb, personal jsonb)
language sql security definer as $$
  select q.event, q.before, q.after, q.personal
  from stagedoor.event_queue as q order by q.id
$$;
update stagedoor.settings set value = '61' where key = 'elevation_max_minutes';
select results_eq(
  $$ select event, before, after from pg_temp.told() $$,
  $$ values ('setting.changed', '{"value": 60}'::jsonb, '{"value": 61}'::jsonb) $$,
  'a change is told by what changed, and nothing else'
);
select tests.flush();
update stagedoor.settings set value = value;
select is_empty($$ select * from pg_temp.told() $$, 'a change of nothing is not told');
update stagedoor.user_accounts
set fullname_first = 'Ada', phone_number = '+1 555', notes = 'likes tea'
where id = tests.user_id('ada');
select results_eq(
  $$ select event, after, personal from pg_temp.told() $$,
  $$ values ('account.changed', '{}'::jsonb,
    '{"fullname_first": "Ada", "phone_number": "+1 555", "notes": "likes tea"}'::jsonb) $$,
  'what is about a person stands apart, where it can be erased'
);
select tests.flush();
insert into stagedoor.permission_modules values ('props', 'Props', 900);
delete from stagedoor.permission_modules where module = 'props';
select results_eq(
  $$ select event from pg_temp.told() $$,
  array['module.created', 'module.deleted'], 'coming and going is told');
insert into stagedoor.secrets (scope_id, name, value)
values (tests.scope_id('Alpha'), 'TEST_SECRET', 'hush');
select is_empty(
  $$ select * from pg_temp.told() as t where t::text like '%hush%' $$,
  'a secret is never told');
delete from stagedoor.secrets where name = 'TEST_SECRET';
select results_eq(
  $$ select q.event, q.object_id from stagedoor.event_queue as q
     where q.object_type = 'secrets' and q.scope_id = tests.scope_id('Alpha')
     order by q.id $$,
  $$ values ('secret.set', 'TEST_SECRET'), ('secret.removed', 'TEST_SECRET') $$,
  'but that there is one, and that it is gone');

-- What the catalogue is made of is told as well.
select tests.flush();
select tests.create_permission('props:view');
update stagedoor.permissions set description = 'Other' where permission_key = 'props:view';
select tests.create_permission('props:edit');
insert into stagedoor.permission_implications values ('props:edit', 'props:view');
delete from stagedoor.permission_implications where permission_key = 'props:edit';
delete from stagedoor.permissions where permission_key = 'props:edit';
select results_eq(
  $$ select event from pg_temp.told() where event not like 'module.%' $$,
  array['permission.created', 'permission.changed', 'permission.created',
    'implication.created', 'implication.deleted', 'permission.deleted'],
  'keys and implications');
select tests.flush();
select tests.create_role('gaffer', 'Alpha', '{"props:view": "allow"}');
insert into stagedoor.role_includes
values (tests.role_id('gaffer', 'Alpha'), tests.role_id('fellow'));
select results_eq(
  $$ select q.event, q.scope_id = tests.scope_id('Alpha'), q.after ->> 'permission',
       q.after ->> 'included_role' from stagedoor.event_queue as q order by q.id $$,
  $$ values ('role.created', true, null, null),
       ('role_link.created', true, 'props:view', null),
       ('role_include.created', true, null, 'fellow') $$,
  'roles of tenants, in their own log, by the keys of what they hold');

-- Bulk changes stay linear: every later firing of the trigger finds its row gone.
select tests.flush();
select pg_temp.tell('test.told', tests.scope_id('Alpha')) from generate_series(1, 500);
select tests.flush();
select is_empty($$ select from stagedoor.event_queue $$,
  'five hundred at once are handed over');

select * from finish();
rollback;
