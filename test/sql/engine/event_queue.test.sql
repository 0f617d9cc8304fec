-- stagedoor.event_queue: what happened in a transaction, told at its commit (F24, F47).
begin;
select plan(58);
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
  'an event of a department joins the sequence of its project');
select is((pg_temp.last()).scope_id, tests.scope_id('Camera'),
  'an event of a department names the department');
select pg_temp.tell('test.told', tests.scope_id('North'));
select is((pg_temp.last()).sequence_id, tests.scope_id('North'),
  'an event of an organization joins the organization''s own sequence');
select pg_temp.tell('test.told');
select is((pg_temp.last()).sequence_id, null,
  'an event without a scope joins the installation''s sequence');
select pg_temp.tell('test.told', '00000000-0000-4000-8000-00000000dead');
select is((pg_temp.last()).sequence_id, '00000000-0000-4000-8000-00000000dead'::uuid,
  'an event of a deleted scope keeps its sequence');
select pg_temp.tell('test.told', tests.scope_id('Camera'), tests.scope_id('North'));
select is((pg_temp.last()).sequence_id, tests.scope_id('North'),
  'an event joins the sequence that it names');

-- who ----------------------------------------------------------------------------
select is((pg_temp.last()).intermediary, 'postgres',
  'an event from a console names its database role');
select is((pg_temp.last()).actor_id, null, 'an event from a console has no actor');
select tests.authenticate_as('ada', p_session => '00000000-0000-4000-8000-000000000001');
select pg_temp.tell('test.told');
select is((pg_temp.last()).actor_id, tests.user_id('ada'),
  'the actor of an event is taken from the request');
select is((pg_temp.last()).session_id, '00000000-0000-4000-8000-000000000001'::uuid,
  'an event names the session of the request');
select is((pg_temp.last()).actor_role, 'authenticated',
  'an event names the role of the request');
select tests.authenticate_as_service();
select pg_temp.tell('test.told');
select is((pg_temp.last()).actor_role, 'service_role',
  'an event of the service names service_role');
select pg_temp.tell('access.delegated');
select is((pg_temp.last()).uses, 0, 'F92: an event of the service counts for no use');
select tests.authenticate_as('ada');
select pg_temp.tell('access.delegated');
select is((pg_temp.last()).uses, 1,
  'F92: an event of a user counts for a use of its limit (control)');
select pg_temp.tell('test.sampled') from generate_series(1, 2000);
select tests.clear_authentication();
select results_eq(
  $$ select distinct q.uses from stagedoor.event_queue as q
     where q.event = 'test.sampled' order by q.uses $$,
  array[0, 16], 'F92: of events without a limit of their own some count for sixteen');
select cmp_ok(abs((
  select sum(q.uses) from stagedoor.event_queue as q where q.event = 'test.sampled') - 2000),
  '<', 1000::bigint, 'F92: those that count stand for those that do not');

-- whose it is ----------------------------------------------------------------------
select tests.authenticate_as('ada');
select throws_ok($$ select stagedoor.record_event('test.told', null) $$, '42501', null,
  'no request role may record an event');
select throws_ok($$ select from stagedoor.event_queue $$, '42501', null,
  'no request role reads the queue');
select tests.clear_authentication();
select throws_ok(
  format('select pg_temp.tell(%L)', event), '23514', null,
  format('%L is not the name of an event', event))
from unnest(array['told', 'Test.told', 'test.', 'test.told.twice', 'test told']) as event;
select lives_ok($$ select pg_temp.tell('test_kit.was_told') $$,
  'an event is named noun.verb (control)');

select throws_ok(sql, '42501', null, why)
from (values
  ('delete from stagedoor.event_queue', 'the owner of the database deletes no event'),
  ('update stagedoor.event_queue set actor_id = null',
    'the owner of the database changes no event')
) as q (sql, why);

-- flushing -----------------------------------------------------------------------
savepoint tried;
select pg_temp.tell('test.undone', tests.scope_id('Alpha'));
rollback to savepoint tried;
select is_empty($$ select from stagedoor.event_queue as q where q.event = 'test.undone' $$,
  'a rolled-back event is not in the queue');
select lives_ok($$ select tests.flush() $$, 'a commit hands the queued events over');
select throws_ok('truncate stagedoor.event_queue', '42501', null,
  'the owner of the database does not truncate the queue');
select is_empty($$ select from stagedoor.event_queue $$, 'a commit leaves the queue empty');
create temporary table before as
select stagedoor.access_version(array[tests.scope_id('Alpha')]) as version;
select pg_temp.tell('test.told', tests.scope_id('Alpha'));
select tests.flush();
select is(stagedoor.access_version(array[tests.scope_id('Alpha')]),
  (select version from before), 'an event that alters no access keeps the version');
select pg_temp.tell('test.told', tests.scope_id('Alpha'), p_alters => true);
select pg_temp.tell('test.told', tests.scope_id('Alpha'), p_alters => true);
select tests.flush();
select is(stagedoor.access_version(array[tests.scope_id('Alpha')]),
  (select version + 1 from before),
    'events that alter access raise the version once a commit');

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
  -1, 'a transaction hands over the events that name another transaction');

select is(
  (select count(*)::integer from pg_index as i
   where i.indrelid = 'stagedoor.event_queue'::regclass), 1,
  'the queue has one index, so that its empty statistics decide nothing');

-- A failing log fails the operation.
select ok(
  (select t.tgdeferrable and t.tginitdeferred and t.tgenabled = 'A'
   from pg_trigger as t
   where t.tgrelid = 'stagedoor.event_queue'::regclass and t.tgname = '_900_flush'),
  'the hand-over waits for the commit and fires under every replication role'
);

-- record_events ----------------------------------------------------------------------
create function pg_temp.tell_many(p_events jsonb)
returns void language sql security definer as $$
  select stagedoor.record_events((
    select array_agg(jsonb_populate_record(null::stagedoor.event_queue, e.value)
      order by e.ordinality)
    from jsonb_array_elements(p_events) with ordinality as e
  ))
$$;
select tests.flush();
select tests.authenticate_as('ada', p_session => '00000000-0000-4000-8000-000000000001');
select pg_temp.tell_many(jsonb_build_array(
  jsonb_build_object('event', 'many.first', 'scope_id', tests.scope_id('Camera'),
    'subject_id', tests.user_id('ben'), 'object_type', 'things', 'object_id', 'one',
    'before', '{"a": 1}'::jsonb, 'after', '{"a": 2}'::jsonb, 'personal', '{"name": "B"}'::jsonb,
    'reason', 'Why', 'window_from', '2030-05-01', 'window_until', '2030-05-02',
    'override_id', tests.user_id('ada'), 'elevation_id', tests.user_id('ben'),
    'alters_access', true, 'is_first', false,
    -- Not for the caller to say.
    'actor_id', tests.user_id('ben'), 'actor_role', 'nobody', 'intermediary', 'x',
    'client_id', 'app', 'session_id', tests.user_id('ben'), 'occurred_at', '2001-01-01',
    'xact_id', '7'),
  jsonb_build_object('event', 'many.second', 'scope_id', tests.scope_id('North'),
    'alters_access', false),
  jsonb_build_object('event', 'many.third', 'scope_id', tests.scope_id('Camera'),
    'sequence_id', tests.scope_id('North'), 'alters_access', false),
  jsonb_build_object('event', 'many.fourth', 'alters_access', false),
  jsonb_build_object('event', 'many.fifth', 'scope_id', '00000000-0000-4000-8000-00000000dead',
    'alters_access', false)));
select tests.clear_authentication();
select results_eq(
  $$ select q.event, q.sequence_id, q.scope_id, q.is_first
     from stagedoor.event_queue as q order by q.id $$,
  $$ values
       ('many.first', tests.scope_id('Alpha'), tests.scope_id('Camera'), true),
       ('many.second', tests.scope_id('North'), tests.scope_id('North'), false),
       ('many.third', tests.scope_id('North'), tests.scope_id('Camera'), false),
       ('many.fourth', null, null, false),
       ('many.fifth', '00000000-0000-4000-8000-00000000dead',
         '00000000-0000-4000-8000-00000000dead', false) $$,
  'many events join their sequences in the order of telling');
select results_eq(
  $$ select q.subject_id, q.object_type, q.object_id, q.before, q.after, q.personal, q.reason,
       q.window_from, q.window_until, q.override_id, q.elevation_id, q.alters_access
     from stagedoor.event_queue as q where q.event = 'many.first' $$,
  $$ values (tests.user_id('ben'), 'things', 'one', '{"a": 1}'::jsonb, '{"a": 2}'::jsonb,
       '{"name": "B"}'::jsonb, 'Why', '2030-05-01'::timestamptz, '2030-05-02'::timestamptz,
       tests.user_id('ada'), tests.user_id('ben'), true) $$,
  'each of many events says what it was given');
select results_eq(
  $$ select distinct q.actor_id, q.session_id, q.client_id, q.actor_role, q.intermediary,
       q.xact_id = pg_current_xact_id(), q.occurred_at > now() - interval '1 day'
     from stagedoor.event_queue as q $$,
  $$ values (tests.user_id('ada'), '00000000-0000-4000-8000-000000000001'::uuid, null::text,
       'authenticated', 'postgres', true, true) $$,
  'who acted is taken from the request for many events, too');
select results_eq('select distinct q.uses from stagedoor.event_queue as q', array[1],
  'F92: one of many events of a user is asked about its limit');
create temporary table before_many as
select stagedoor.access_version(array[tests.scope_id('Alpha')]) as version;
select tests.flush();
select is_empty('select from stagedoor.event_queue', 'the first of many events hands all over');
select results_eq(
  $$ select l.event from stagedoor_audit.leaves as l where l.event like 'many.%'
     order by array_position(array['first', 'second', 'third', 'fourth', 'fifth'],
       split_part(l.event, '.', 2)) $$,
  array['many.first', 'many.second', 'many.third', 'many.fourth', 'many.fifth'],
  'each of many events is a leaf');
select is((select version + 1 from before_many),
  stagedoor.access_version(array[tests.scope_id('Alpha')]),
  'one of many events that alters access raises the version');
select pg_temp.tell_many(jsonb_build_array(
  jsonb_build_object('event', 'many.small', 'alters_access', false),
  jsonb_build_object('event', 'many.deep', 'alters_access', false,
    'before', (repeat('[', 33) || repeat(']', 33))::jsonb, 'object_id', repeat('x', 1001))));
select results_eq(
  $$ select q.event, q.before ? 'sha256', q.object_id like 'sha256:%'
     from stagedoor.event_queue as q order by q.id $$,
  $$ values ('many.small', null::boolean, null::boolean), ('many.deep', true, true) $$,
  'what is too large among many events is recorded as its digest');
select throws_ok(
  format('select pg_temp.tell_many(%L)', jsonb_build_array(jsonb_build_object(
    'event', 'many.deep', 'alters_access', false, c.field, c.value))), '22023', null,
  format('many events with one that has too large a %s are refused', c.field))
from (values
  ('after', (repeat('[', 33) || repeat(']', 33))::jsonb),
  ('personal', jsonb_build_object('name', repeat('x', 262144))),
  ('reason', to_jsonb(repeat('x', 8001)))
) as c (field, value);
select results_eq(
  $$ select distinct q.uses from stagedoor.event_queue as q where q.event like 'many.%' $$,
  array[0], 'F92: many events of the owner are asked about no limit (control)');
select lives_ok('select stagedoor.record_events(null)', 'no events are recorded as none');
select tests.flush();

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
  'the event of a change holds the changed columns only'
);
select tests.flush();
update stagedoor.settings set value = value;
select is_empty($$ select * from pg_temp.told() $$,
  'an update that changes nothing records no event');
update stagedoor.user_accounts
set fullname_first = 'Ada', phone_number = '+1 555', notes = 'likes tea'
where id = tests.user_id('ada');
select results_eq(
  $$ select event, after, personal from pg_temp.told() $$,
  $$ values ('account.changed', '{}'::jsonb,
    '{"fullname_first": "Ada", "phone_number": "+1 555", "notes": "likes tea"}'::jsonb) $$,
  'personal values of an event stand apart, where they can be erased'
);
select tests.flush();
insert into stagedoor.permission_modules values ('props', 'Props', 900);
delete from stagedoor.permission_modules where module = 'props';
select results_eq(
  $$ select event from pg_temp.told() $$,
  array['module.created', 'module.deleted'], 'creation and deletion of a row are events');
insert into stagedoor.secrets (scope_id, name, value)
values (tests.scope_id('Alpha'), 'TEST_SECRET', 'hush');
select is_empty(
  $$ select * from pg_temp.told() as t where t::text like '%hush%' $$,
  'the value of a secret is in no event');
delete from stagedoor.secrets where name = 'TEST_SECRET';
select results_eq(
  $$ select q.event, q.object_id from stagedoor.event_queue as q
     where q.object_type = 'secrets' and q.scope_id = tests.scope_id('Alpha')
     order by q.id $$,
  $$ values ('secret.set', 'TEST_SECRET'), ('secret.removed', 'TEST_SECRET') $$,
  'setting and removing a secret are events');

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
  'changes of keys and implications are events');
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
  'changes of a tenant''s role are events of its scope and name keys');

-- Bulk changes stay linear: every later firing of the trigger finds its row gone.
select tests.flush();
select pg_temp.tell('test.told', tests.scope_id('Alpha')) from generate_series(1, 500);
select tests.flush();
select is_empty($$ select from stagedoor.event_queue $$,
  'five hundred events are handed over at once');

select * from finish();
rollback;
