-- stagedoor.elevations and window_uses: power for some minutes, and nothing that commits
-- after them (F55, F60, F118).
begin;
select plan(73);
select tests.use_fixture_catalogue();

-- The cast: Ann is an assistant at the Ink studio, her clients locked; Cy is another.
select tests.create_user(name) from unnest(array['ann', 'cy']) as name;
select tests.create_project('Ink');
select tests.create_department('Desk', 'Ink');
select tests.create_project('Other');
select tests.create_permission('vault:edit');
select tests.create_role('desk', null,
  '{"vault:edit": "locked", "project:view:assigned": "allow"}');
select tests.grant_role(name, scope, 'desk')
from unnest(array['ann', 'cy']) as name, unnest(array['Ink', 'Other']) as scope;
create function pg_temp.first() returns uuid language sql as $$
  select '00000000-0000-4000-8000-000000000001'::uuid
$$;
create function pg_temp.second() returns uuid language sql as $$
  select '00000000-0000-4000-8000-000000000002'::uuid
$$;
select tests.start_session('ann', pg_temp.first());
select tests.start_session('ann', pg_temp.second());

-- opening ------------------------------------------------------------------------
select throws_ok(
  format($$ select stagedoor.elevate_for(
    tests.user_id('ann'), pg_temp.first(), tests.scope_id('Ink'), %s) $$, minutes),
  '22023', null, format('an elevation does not last %s minutes', minutes))
from unnest(array['0', '-5', '61', 'null']) as minutes;
select throws_ok(
  $$ select stagedoor.elevate_for(tests.user_id('ann'),
       '00000000-0000-4000-8000-00000000dead', tests.scope_id('Ink'), 5) $$,
  '22023', null, 'an elevation needs a session that exists'
);
select throws_ok(
  $$ select stagedoor.elevate_for(tests.user_id('cy'), pg_temp.first(),
       tests.scope_id('Ink'), 5) $$,
  '22023', null, 'an elevation does not begin in the session of another user'
);
update stagedoor.settings set value = '90' where key = 'elevation_max_minutes';
select lives_ok(
  $$ select stagedoor.elevate_for(tests.user_id('ann'), pg_temp.first(),
       tests.scope_id('Other'), 90) $$,
  'a setting holds the longest duration of an elevation (control)'
);
update stagedoor.settings set value = '60' where key = 'elevation_max_minutes';
delete from stagedoor.elevations;

select tests.freeze_time('2027-03-01 12:00:00+00');
select is(
  stagedoor.elevate_for(tests.user_id('ann'), pg_temp.first(), tests.scope_id('Ink'), 5),
  '2027-03-01 12:05:00+00'::timestamptz, 'an elevation tells when it ends');

-- where it counts --------------------------------------------------------------------
select tests.authenticate_as('ann', p_session => pg_temp.first());
select ok(public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation opens a locked key at its scope');
select ok(public.can('vault:edit', tests.scope_id('Desk')),
  'an elevation opens a locked key below its scope');
select ok(not public.can('vault:edit', tests.scope_id('Other')),
  'an elevation opens nothing in another project');
select is(stagedoor.scopes_with('vault:edit'), array[tests.scope_id('Ink')],
  'policies see the scope of an elevation');
select is(
  (public.authorize('vault:edit', tests.scope_id('Ink')) ->> 'valid_until')::timestamptz,
  '2027-03-01 12:05:00+00'::timestamptz, 'authorize() tells when an elevation ends (F114)');
select is(
  (public.get_my_session(tests.scope_id('Ink')) ->> 'elevated_until')::timestamptz,
  '2027-03-01 12:05:00+00'::timestamptz, 'get_my_session tells when an elevation ends');
select results_eq(
  $$ select l.policy, l.valid_until from public.get_user_permissions(
       tests.user_id('ann'), tests.scope_id('Ink')) as l
     where l.permission_key = 'vault:edit' $$,
  $$ values ('locked', '2027-03-01 12:05:00+00'::timestamptz) $$,
  'get_user_permissions tells when an elevation ends'
);
select tests.authenticate_as('ann', p_session => pg_temp.second());
select ok(not public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation does not count in another session');
select is(
  public.get_my_session(tests.scope_id('Ink')) -> 'permissions'
    @> '[{"key": "vault:edit", "policy": "locked"}]', true,
  'another session still shows what a code would open (F62)');
select is(
  public.get_my_session(tests.scope_id('Ink')) ->> 'elevated_until', null,
  'another session has no elevated_until');
select tests.authenticate_as('ann');
select ok(not public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation does not count for a token without a session');
select tests.authenticate_as('ann', p_claims => '{"session_id": "no uuid"}');
select ok(not public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation does not count for a token with a malformed session');
select tests.authenticate_as('ann',
  p_claims => jsonb_build_object('session_id', pg_temp.first(), 'aal', 'aal9'));
select ok(public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation counts whatever else the token says (control)');
select tests.authenticate_as('cy',
  p_claims => jsonb_build_object('session_id', pg_temp.first()));
select ok(not public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation does not count for another user who names its session');

-- when it ends -----------------------------------------------------------------------
select tests.authenticate_as('ann', p_session => pg_temp.first());
select tests.freeze_time('2027-03-01 12:04:59.999999+00');
select ok(public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation counts to its last moment');
select tests.freeze_time('2027-03-01 12:05:00+00');
select ok(not public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation is over at its end');
select is(
  public.authorize('vault:edit', tests.scope_id('Ink')) ->> 'reason',
  'needs_master_code', 'a code is needed again after an elevation');
select tests.freeze_time('2027-03-01 11:59:59+00');
select ok(not public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation does not count before it begins');
select tests.freeze_time('2027-03-01 12:01:00+00');
select ok(public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation counts again within its window (control)');

select tests.clear_authentication();
update auth.sessions set not_after = '2027-03-01 12:01:00+00' where id = pg_temp.first();
select tests.authenticate_as('ann', p_session => pg_temp.first());
select ok(not public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation is over with its session');
select tests.clear_authentication();
update auth.sessions set not_after = '2027-03-01 12:01:00.000001+00'
where id = pg_temp.first();
select tests.authenticate_as('ann', p_session => pg_temp.first());
select ok(public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation counts while its session lasts (control)');
select tests.clear_authentication();
update auth.sessions set not_after = null where id = pg_temp.first();

-- renewing, and one at a time ----------------------------------------------------------
select is(
  stagedoor.elevate_for(tests.user_id('ann'), pg_temp.first(), tests.scope_id('Ink'), 10),
  '2027-03-01 12:11:00+00'::timestamptz, 'a second right code begins an elevation anew');
select results_eq(
  $$ select e.ended_reason, count(*)::integer from stagedoor.elevations as e
     where e.user_id = tests.user_id('ann') group by 1 order by 1 nulls last $$,
  $$ values ('renewed', 1), (null, 1) $$,
  'a renewed elevation ends the one before'
);
select throws_ok(
  $$ insert into stagedoor.elevations (user_id, scope_id, session_id, ends_at)
     values (tests.user_id('ann'), tests.scope_id('Ink'), pg_temp.first(),
       '2027-03-01 12:30:00+00') $$,
  '23505', null, 'a session has one open elevation at a scope'
);
select throws_ok(
  $$ insert into stagedoor.elevations (user_id, scope_id, session_id, started_at, ends_at)
     values (tests.user_id('ann'), tests.scope_id('Ink'), pg_temp.second(),
       '2027-03-01 12:30:00+00', '2027-03-01 12:30:00+00') $$,
  '23514', null, 'an elevation ends after it begins'
);
select throws_ok(
  $$ insert into stagedoor.elevations (user_id, scope_id, session_id, ends_at)
     values (tests.user_id('ann'), tests.scope_id('Ink'), pg_temp.second(), 'infinity') $$,
  '23514', null, 'an elevation does not end at infinity'
);
select throws_ok(
  $$ update stagedoor.elevations set ended_at = now() where ended_at is null $$,
  '23514', null, 'an elevation that ends early has a reason'
);

-- never rewritten ------------------------------------------------------------------
select throws_ok(
  format('update stagedoor.elevations set %s where ended_at is null', change), '23514',
  null, why)
from (values
  ('ends_at = ends_at + interval ''1 minute''', 'the end of an elevation is not put off'),
  ('started_at = started_at - interval ''1 minute''',
    'the beginning of an elevation is not put back'),
  ('user_id = tests.user_id(''cy'')', 'the user of an elevation does not change'),
  ('session_id = pg_temp.second()', 'the session of an elevation does not change'),
  ('scope_id = tests.scope_id(''Other'')', 'the scope of an elevation does not change')
) as u (change, why);
select throws_ok(
  $$ update stagedoor.elevations set ended_at = null, ended_reason = null
     where ended_at is not null $$,
  '23514', null, 'an ended elevation does not go on'
);

-- ending -------------------------------------------------------------------------
select is(
  stagedoor.end_elevations(tests.user_id('cy'), tests.scope_id('Ink'), 'test'), 0,
  'end_elevations of another user ends nothing');
select is(
  stagedoor.end_elevations(tests.user_id('ann'), tests.scope_id('Other'), 'test'), 0,
  'end_elevations at another scope ends nothing');
select is(
  stagedoor.end_elevations(tests.user_id('ann'), tests.scope_id('Desk'), 'test'), 0,
  'end_elevations at a scope below ends nothing');
select is(
  stagedoor.end_elevations(
    tests.user_id('ann'), null, 'test', pg_temp.second()), 0,
  'end_elevations of another session ends nothing');
select is(
  stagedoor.end_elevations(null, tests.scope_id('The company'), 'test'), 1,
  'end_elevations of an organization ends those below it');
select tests.authenticate_as('ann', p_session => pg_temp.first());
select ok(not public.can('vault:edit', tests.scope_id('Ink')),
  'an elevation that was ended does not count');

-- Whoever changes roles starts without the power that the former role was delegated.
select tests.clear_authentication();
select tests.elevate('ann', pg_temp.first(), 'Ink');
select tests.elevate('ann', pg_temp.second(), 'Other');
select tests.elevate('cy', '00000000-0000-4000-8000-000000000003', 'Ink');
select tests.grant_role('ann', 'Desk', 'fellow');
select set_eq(
  $$ select a.email from stagedoor.elevations as e
     join stagedoor.user_accounts as a on a.id = e.user_id where e.ended_at is null $$,
  array['ann@example.test', 'cy@example.test'],
  'a role granted in a department ends the user''s elevation in its project'
);
select is(
  (select s.name from stagedoor.elevations as e
   join stagedoor.scopes as s on s.id = e.scope_id
   where e.user_id = tests.user_id('ann') and e.ended_at is null),
  'Other', 'a granted role keeps the user''s elevation in another project'
);
select tests.elevate('ann', pg_temp.first(), 'Ink');
select tests.grant_role('ann', 'Ink', 'clerk', p_status => 'Invited');
select tests.grant_key('ann', 'Ink', 'document:create');
select ok(
  exists (select from stagedoor.elevations as e
          where e.user_id = tests.user_id('ann') and e.scope_id = tests.scope_id('Ink')
            and e.ended_at is null),
  'an invitation and a single permission end no elevation (control)'
);
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('ann') and a.scope_id = tests.scope_id('Desk')
  and a.status = 'Active';
select ok(
  not exists (select from stagedoor.elevations as e
              where e.user_id = tests.user_id('ann') and e.scope_id = tests.scope_id('Ink')
                and e.ended_at is null),
  'a revoked role ends the user''s elevation'
);

-- events -------------------------------------------------------------------------
select tests.flush();
select tests.elevate('ann', pg_temp.first(), 'Ink', 7);
select stagedoor.end_elevations(tests.user_id('ann'), tests.scope_id('Ink'), 'test');
select results_eq(
  $$ select q.event, q.subject_id = tests.user_id('ann'), q.elevation_id is not null,
       q.window_until - q.window_from
     from stagedoor.event_queue as q order by q.id $$,
  $$ values ('elevation.started', true, true, interval '7 minutes'),
       ('elevation.ended', true, true, interval '0') $$,
  'the beginning and the end of an elevation are events (F60)'
);

-- stamping ------------------------------------------------------------------------
-- A table as a part makes one: what is written by an elevation names it.
select tests.unfreeze_time();
create table public.stamped (
  id integer primary key, project_id uuid not null, owner_id uuid, elevation_id uuid);
create trigger _200_stamp_elevation
  before insert or update or delete on public.stamped
  for each row execute function stagedoor.tg_any__stamp_elevation(
    'vault:edit', 'vault:edit', '');
grant select, insert, update, delete on public.stamped to authenticated;
select tests.elevate('ann', pg_temp.first(), 'Ink');
select tests.authenticate_as('ann', p_session => pg_temp.first());
insert into public.stamped (id, project_id) select 1, tests.scope_id('Ink');
select tests.authenticate_as('ann', p_session => pg_temp.second());
insert into public.stamped (id, project_id, elevation_id)
select 2, tests.scope_id('Ink'), gen_random_uuid();
select results_eq(
  $$ select s.id, s.elevation_id is not null from public.stamped as s order by 1 $$,
  $$ values (1, true), (2, false) $$,
  'a row names the elevation that it was written by, and no other (F60)');
update public.stamped set owner_id = null where id = 1;
select ok((select s.elevation_id is null from public.stamped as s where s.id = 1),
  'a change outside an elevation clears the row''s elevation');
select tests.authenticate_as('ann', p_session => pg_temp.first());
update public.stamped set owner_id = null where id = 2;
select ok((select s.elevation_id is not null from public.stamped as s where s.id = 2),
  'a change by an elevation names it');
select results_eq($$ delete from public.stamped where id = 2 returning id $$, array[2],
  'a row is deleted by an elevation');
select tests.clear_authentication();
insert into public.stamped (id, project_id) select 3, tests.scope_id('Ink');
select ok((select s.elevation_id is null from public.stamped as s where s.id = 3),
  'the owner of the database writes without an elevation');
select isnt_empty($$ select from stagedoor.window_uses $$,
  'a write by an elevation is bound to its window (F118)');
select tests.flush();
select stagedoor.end_elevations(tests.user_id('ann'), null, 'test');
select tests.flush();

-- using one ----------------------------------------------------------------------
create function pg_temp.use(p_key text, p_owner uuid default null) returns uuid
language sql security definer as
$$ select stagedoor.use_elevation(p_key, tests.scope_id('Ink'), p_owner) $$;
select tests.unfreeze_time();
select tests.flush();
select tests.elevate('ann', pg_temp.first(), 'Ink');
select tests.flush();
select tests.authenticate_as('ann', p_session => pg_temp.first());
select isnt(pg_temp.use('vault:edit'), null,
  'an act by an elevation names the elevation (F60)');
select is(pg_temp.use('project:view:assigned'), null,
  'an allowed act names no elevation');
select is(pg_temp.use('document:create'), null, 'a refused act names no elevation');
select tests.clear_authentication();
select is(
  (select count(*)::integer from stagedoor.event_queue as q
   where q.event = 'elevation.used' and q.object_id = 'vault:edit'), 1,
  'the use of an elevation is an event (F60)');
select results_eq(
  $$ select w.window_kind, w.ends_at = e.ends_at from stagedoor.window_uses as w
     join stagedoor.elevations as e on e.id = w.window_id $$,
  $$ values ('elevation', true) $$,
  'a transaction is bound to the window of the elevation that it uses (F118)'
);
select lives_ok($$ select tests.flush() $$, 'a use commits while its window is open');
select is_empty($$ select from stagedoor.window_uses $$, 'a committed use leaves no trace');

-- at commit ------------------------------------------------------------------------
create function pg_temp.bind(p_id uuid, p_kind text, p_ends_at timestamptz) returns void
language sql as $$ select stagedoor.use_window(p_kind, p_id, p_ends_at) $$;
select throws_ok(
  $$ select pg_temp.bind(gen_random_uuid(), 'elevation',
       clock_timestamp() - interval '1 second'), tests.flush() $$,
  '42501', 'Access denied',
  'a transaction does not commit after its window has closed (F118)'
);
select tests.freeze_time('2020-01-01');
select throws_ok(
  $$ select pg_temp.bind(gen_random_uuid(), 'other',
       clock_timestamp() - interval '1 second'), tests.flush() $$,
  '42501', null, 'a window of every kind is measured by the real clock'
);
select tests.unfreeze_time();
select lives_ok(
  $$ select pg_temp.bind(gen_random_uuid(), 'elevation',
       clock_timestamp() + interval '1 hour'), tests.flush() $$,
  'a transaction commits within its window (control)'
);
select throws_ok(
  $$ select pg_temp.bind(e.id, 'elevation', e.ends_at),
       stagedoor.end_elevations(e.user_id, e.scope_id, 'test'), tests.flush()
     from stagedoor.elevations as e where e.ended_at is null and e.ends_at > now() $$,
  '42501', null, 'a transaction does not commit after its elevation was ended early (F118)'
);
select pg_temp.bind(gen_random_uuid(), 'elevation', now() + interval '10 seconds');
select ok(
  current_setting('server_version_num')::integer < 170000
  or (select s.setting::integer between 1 and 10000 from pg_settings as s
      where s.name = 'transaction_timeout'),
  'the server ends the transaction at the window, where it can (F118)'
);
select pg_temp.bind(gen_random_uuid(), 'elevation', now() + interval '5 minutes');
select ok(
  current_setting('server_version_num')::integer < 170000
  or (select s.setting::integer between 1 and 10000 from pg_settings as s
      where s.name = 'transaction_timeout'),
  'a later window does not put off the end of the transaction'
);
select lives_ok(
  format($$ select pg_temp.bind(gen_random_uuid(), 'elevation', %L) $$, ends),
  format('a window may last until %s (F118)', ends))
from unnest(array['9999-12-31', 'infinity']) as ends;

select * from finish();
rollback;
