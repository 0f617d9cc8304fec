-- Reading the log: who may verify, export and page through whose (F24, F47).
begin;
select plan(51);
select tests.use_fixture_catalogue();

-- The cast: Sarah produces Alpha; Pat is its accountant, who reads the audit; Cam is crew
-- and does not; Cora holds audit:view in Alpha's camera department only; Stan is of Beta.
select tests.create_user(name) from unnest(array['sarah', 'pat', 'cam', 'cora', 'stan']) as name;
select tests.create_project('Alpha');
select tests.create_project('Beta');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('sarah', 'Alpha', 'manager');
select tests.grant_role('pat', 'Alpha', 'teller');
select tests.grant_role('cam', 'Alpha', 'fellow');
select tests.grant_key('cora', 'Camera', 'audit:view');
select tests.grant_role('stan', 'Beta', 'manager');
select stagedoor.record_event(
  'test.person', tests.scope_id('Camera'), p_subject_id => tests.user_id('cam'),
  p_personal => '{"email": "cam@example.com"}', p_reason => 'Called in',
  p_override_id => '00000000-0000-4000-8000-000000000001');
select tests.flush();

-- a holder -----------------------------------------------------------------------
select tests.authenticate_as('pat');
select is(
  public.verify_audit(tests.scope_id('Alpha')) - 'events',
  '{"ok": true, "first_bad_seq": null, "reason": null}',
  'the accountant verifies the log of Alpha (F47)'
);
select is(
  (public.verify_audit(tests.scope_id('Alpha')) ->> 'events')::bigint,
  (select max(e.seq) from public.get_audit_events(tests.scope_id('Alpha')) as e),
  'the accountant is told how many events the log holds'
);
select is(
  public.verify_audit(tests.scope_id('Camera')), public.verify_audit(tests.scope_id('Alpha')),
  'a department''s log is its project''s'
);
select isnt_empty(
  $$ select * from public.get_audit_events(tests.scope_id('Alpha')) $$,
  'the accountant pages through the events'
);
select is(
  (select array_agg(e.seq) from public.get_audit_events(tests.scope_id('Alpha'), 2) as e),
  (select array[m.seq, m.seq - 1]
   from (select max(e.seq) as seq from public.get_audit_events(tests.scope_id('Alpha')) as e) as m),
  'a page begins with the newest event'
);
select is(
  (select max(e.seq) from public.get_audit_events(tests.scope_id('Alpha'), 5, 3) as e),
  2::bigint, 'get_audit_events answers page by page'
);
select is(
  (select e.personal from public.get_audit_events(tests.scope_id('Alpha')) as e
   where e.event = 'test.person'),
  '{"email": "cam@example.com"}', 'an event shows its personal values while they are kept'
);
select is(
  (select array_agg(e.event) from public.get_audit_events(
    tests.scope_id('Alpha'), p_override_id => '00000000-0000-4000-8000-000000000001') as e),
  array['test.person'], 'get_audit_events may ask for one override alone'
);
select is(
  (select encode(sha256('\x00'::bytea || decode(replace(line, '\', '\\'), 'escape')), 'hex')
   from regexp_split_to_table(
     convert_from(public.export_audit(tests.scope_id('Alpha')), 'UTF8'), '\n')
     with ordinality as t (line, n)
   where n = 1),
  (select e.leaf_hash from public.get_audit_events(tests.scope_id('Alpha'), 1, 2) as e),
  'an exported line is the very bytes that were hashed'
);
select is(
  (select count(*) from regexp_split_to_table(
    convert_from(public.export_audit(tests.scope_id('Alpha')), 'UTF8'), '\n') as line
   where line <> ''),
  (select count(*) from public.get_audit_events(tests.scope_id('Alpha'), 1000)),
  'the export holds every event'
);
select is(
  public.export_audit(tests.scope_id('Alpha'), p_to => now() - interval '1 day'), '',
  'an export of another period is empty'
);
select is(
  public.export_audit(tests.scope_id('Alpha'), now() - interval '1 day', now() + interval '1 day'),
  public.export_audit(tests.scope_id('Alpha')),
  'an export of a covering period holds every event'
);
select throws_ok(
  $$ select * from public.get_audit_events(tests.scope_id('Alpha'), 0) $$, '22023', null,
  'a page holds at least one event'
);
select throws_ok(
  $$ select * from public.get_audit_events(tests.scope_id('Alpha'), 1001) $$, '22023', null,
  'a page holds at most a thousand events'
);
select throws_ok('select public.verify_audit(null)', '42501', null,
  'the accountant does not verify the installation''s log');
select throws_ok('select public.export_audit(null)', '42501', null,
  'the accountant does not export the installation''s log');
select throws_ok('select * from public.get_audit_events(null)', '42501', null,
  'the accountant does not read the installation''s log');

-- a member without the key -------------------------------------------------------
select tests.authenticate_as('cam');
select throws_ok($$ select public.verify_audit(tests.scope_id('Alpha')) $$, '42501', null,
  'crew do not verify the log');
select throws_ok($$ select public.export_audit(tests.scope_id('Alpha')) $$, '42501', null,
  'crew do not export the log');
select throws_ok($$ select * from public.get_audit_events(tests.scope_id('Alpha')) $$, '42501',
  null, 'crew do not read the log');

select tests.authenticate_as('cora');
select ok(public.can('audit:view', tests.scope_id('Camera')), 'Cora may read the camera''s log');
select throws_ok($$ select public.verify_audit(tests.scope_id('Camera')) $$, '42501', null,
  'a reader of a department does not verify the project''s log');

-- a stranger ---------------------------------------------------------------------
select tests.authenticate_as('stan');
select throws_ok($$ select public.verify_audit(tests.scope_id('Alpha')) $$, 'PT404', null,
  'the log of Alpha is not verified for a manager of Beta');
select throws_ok($$ select public.export_audit(tests.scope_id('Alpha')) $$, 'PT404', null,
  'the log of Alpha is not exported for a manager of Beta');
select throws_ok($$ select * from public.get_audit_events(tests.scope_id('Alpha')) $$, 'PT404',
  null, 'the log of Alpha is not read by a manager of Beta');
select is(
  tests.refusal($$ select public.verify_audit(tests.scope_id('Alpha')) $$),
  tests.refusal($$ select public.verify_audit('00000000-0000-4000-8000-00000000dead') $$),
  'a foreign log is refused like one of an unknown scope'
);
select ok(
  (public.verify_audit(tests.scope_id('Beta')) ->> 'ok')::boolean,
  'a manager of Beta verifies the log of Beta (control)'
);
select throws_ok($$ select * from public.read_audit_heads() $$, '42501', null,
  'a manager does not read what the sealer reads');
select throws_ok($$ select * from public.read_audit_leaves(tests.scope_id('Beta')) $$, '42501',
  null, 'a manager does not read leaves of their own project');

select tests.authenticate_as_anon();
select throws_ok($$ select public.verify_audit(tests.scope_id('Alpha')) $$, '42501', null,
  'anon does not verify a log');
select throws_ok($$ select public.export_audit(tests.scope_id('Alpha')) $$, '42501', null,
  'anon does not export a log');
select throws_ok($$ select * from public.get_audit_events(tests.scope_id('Alpha')) $$, '42501',
  null, 'anon does not read a log');

-- a department in which it is denied ---------------------------------------------
-- Dee reads the log of Beta, but for that of its grips; of a department that is gone the
-- project keeps the events.
select tests.clear_authentication();
select tests.create_user('dee');
select tests.create_department(name, 'Beta') from unnest(array['Grip', 'Props', 'Sound']) as name;
select tests.grant_key('dee', 'Beta', 'audit:view');
select stagedoor.record_event('test.' || lower(s.name), s.id)
from stagedoor.scopes as s where s.name in ('Grip', 'Props', 'Sound');
select tests.flush();
delete from stagedoor.scopes as s where s.name = 'Props';
select tests.archive('Sound');
select tests.flush();
create function pg_temp.tested() returns setof text language sql as $$
  select e.event from public.get_audit_events(tests.scope_id('Beta'), 1000) as e
  where e.event like 'test.%'
$$;
select tests.authenticate_as('dee');
select set_eq('select pg_temp.tested()', array['test.grip', 'test.props', 'test.sound'],
  'a holder reads the events of every department, archived or gone (control)');
select isnt(public.export_audit(tests.scope_id('Beta')), '',
  'a holder exports the events of every department (control)');
select tests.clear_authentication();
select tests.deny('dee', 'Grip', 'audit:view');
select tests.flush();
select tests.authenticate_as('dee');
select set_eq('select pg_temp.tested()', array['test.props', 'test.sound'],
  'events of a department in which the reader is denied are left out (F24)');
select is_empty(
  $$ select from public.get_audit_events(tests.scope_id('Beta'), 1000) as e
     where e.scope_id = tests.scope_id('Grip') $$,
     'no event of a denied department is shown');
select is(
  (select count(*)::integer from public.get_audit_events(tests.scope_id('Beta'), 3) as e), 3,
  'a page is filled with events that are shown');
select throws_ok($$ select public.export_audit(tests.scope_id('Beta')) $$, '42501', null,
  'an export that would have a gap is refused (F47)');
select ok((public.verify_audit(tests.scope_id('Beta')) ->> 'ok')::boolean,
  'a reader with a denial is told that the whole log verifies');
select tests.authenticate_as('stan');
select set_has('select pg_temp.tested()', $$ values ('test.grip') $$,
  'a reader without a denial reads every department (control)');
select isnt(public.export_audit(tests.scope_id('Beta')), '',
  'a reader without a denial exports all (control)');
select tests.authenticate_as_service();
select isnt(public.export_audit(tests.scope_id('Beta')), '',
  'the service exports all (control)');

-- an archived project ------------------------------------------------------------
select tests.clear_authentication();
select tests.archive('Alpha');
select tests.flush();
select tests.authenticate_as('pat');
select ok(
  (public.verify_audit(tests.scope_id('Alpha')) ->> 'ok')::boolean,
  'the log of an archived project is still read'
);

-- the service --------------------------------------------------------------------
select tests.authenticate_as_service();
select ok(
  (public.verify_audit(null) ->> 'ok')::boolean, 'the service verifies the installation''s log'
);
select isnt_empty('select * from public.get_audit_events(null, 5)',
  'the service reads the installation''s log');
select isnt(public.export_audit(null), '', 'the service exports the installation''s log');
select isnt_empty(
  $$ select h.size from public.read_audit_heads() as h where h.sequence = 'installation' $$,
  'the sealer reads the length of a log'
);
select is(
  (select h.size from public.read_audit_heads() as h
   where h.sequence = tests.scope_id('Alpha')::text),
  (select count(*) from public.read_audit_leaves(tests.scope_id('Alpha'), 0, 10000)),
  'the sealer reads as many leaves as the head says'
);
select is(
  (select array_agg(l.seq) from public.read_audit_leaves(tests.scope_id('Alpha'), 1, 2) as l),
  array[2::bigint, 3], 'the sealer reads on from where it stopped'
);
select is(
  (select count(*) from public.read_audit_heads(
    (select h.sequence_id from public.read_audit_heads(p_limit => 1) as h))),
  (select count(*) - 1 from public.read_audit_heads()),
    'read_audit_heads answers page by page'
);

-- the access log -------------------------------------------------------------------------
select tests.clear_authentication();
select set_eq(
  $$ select l.user_id, l.action, l.resource_id, l.scope_id from stagedoor.access_log as l
     where l.resource_type = 'audit_log'
       and ((l.user_id is null and l.scope_id is null) or l.user_id = tests.user_id('pat')) $$,
  $$ values (tests.user_id('pat'), 'read', tests.scope_id('Alpha')::text, tests.scope_id('Alpha')),
       (tests.user_id('pat'), 'export', tests.scope_id('Alpha')::text, tests.scope_id('Alpha')),
       (null, 'read', '00000000-0000-0000-0000-000000000000', null),
       (null, 'export', '00000000-0000-0000-0000-000000000000', null) $$,
  'F88: the access log says who read and who exported the audit log');

select * from finish();
rollback;
