-- What a console shows: accesses, invitations, the menu editor, sessions, alerts and rules
-- (F12, F24, F55, F89, F92, F97, F101).
begin;
select plan(196);
select tests.use_fixture_catalogue();

-- The cast: Pat produces Alpha of North, Ben is crew, Cam heads the camera; Olga runs
-- North, Sid runs South, Max is banned.
select tests.create_user(name)
from unnest(array['pat', 'ben', 'cam', 'olga', 'sid', 'max', 'aud', 'men']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South');
select tests.grant_role('pat', 'Alpha', 'manager');
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('cam', 'Camera', 'head');
select tests.grant_role('olga', 'North', 'manager');
select tests.grant_role('sid', 'South', 'manager');
select tests.grant_role('max', 'Alpha', 'manager');
select tests.ban_user('max');

create function pg_temp.tries(p_who text, p_sql text) returns text language plpgsql as $$
begin
  if p_who = 'anon' then
    perform tests.authenticate_as_anon();
  else
    perform tests.authenticate_as(p_who);
  end if;
  begin
    execute p_sql;
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return 'done';
    when others then return sqlstate;
  end;
end;
$$;

-- who is shown what --------------------------------------------------------------------
select is(pg_temp.tries(who, format('select * from public.%I(%L)', call,
  tests.scope_id('Alpha'))), outcome, format('%s for %s answers %s', call, who, outcome))
from unnest(array['list_accesses', 'list_invitations', 'list_menu_items', 'list_alerts'])
    as call,
  (values ('pat', 'done'), ('olga', 'done'), ('ben', '42501'), ('cam', '42501'),
    ('sid', 'PT404'), ('max', '42501'), ('anon', '42501')) as w (who, outcome);

-- list_accesses ----------------------------------------------------------------------
select tests.authenticate_as('pat');
select results_eq(
  $$ select a.email, a.scope_name, a.grant_type, a.grant_key, a.status, a.state
     from public.list_accesses(tests.scope_id('Alpha')) as a order by a.email $$,
  $$ values ('ben@example.test', 'Alpha', 'role', 'fellow', 'Active', 'live'),
       ('cam@example.test', 'Camera', 'role', 'head', 'Active', 'live'),
       ('max@example.test', 'Alpha', 'role', 'manager', 'Active', 'suspended'),
       ('pat@example.test', 'Alpha', 'role', 'manager', 'Active', 'live') $$,
  'list_accesses has the accesses of a project and its departments (F24)');
select set_eq(
  $$ select a.email from public.list_accesses(tests.scope_id('Camera')) as a $$,
  array['cam@example.test'], 'list_accesses has the accesses of one department');
select tests.authenticate_as('olga');
select set_eq(
  $$ select a.email from public.list_accesses(tests.scope_id('North')) as a $$,
  array['olga@example.test'], 'list_accesses of an organization leaves out its projects');
select tests.authenticate_as('pat');
select is(
  (select array_agg(a.access_id)
  from public.list_accesses(tests.scope_id('Alpha'), 2) as a),
  (select array_agg(p.access_id) from (
     select a.access_id
     from public.list_accesses(tests.scope_id('Alpha')) as a limit 2) as p),
  'a page is as long as it was asked to be');
select is(
  (select array_agg(a.access_id) from public.list_accesses(tests.scope_id('Alpha'), 2, (
     select max(p.access_id::text)::uuid
     from public.list_accesses(tests.scope_id('Alpha'), 2) as p)) as a),
  (select array_agg(p.access_id) from (
     select a.access_id from public.list_accesses(tests.scope_id('Alpha')) as a
     offset 2) as p),
  'the next page begins behind the last one');
select throws_ok(format('select public.list_accesses(tests.scope_id(''Alpha''), %s)', size),
  '22023', null, format('a page does not have %s rows', size))
from unnest(array['0', '-1', '1001', 'null']) as size;
select lives_ok($$ select public.list_accesses(tests.scope_id('Alpha'), 1000) $$,
  'a page may have a thousand rows (control)');

-- list_invitations -------------------------------------------------------------------
select public.invite_user('new@example.test', tests.scope_id('Camera'), 'fellow');
select results_eq(
  $$ select i.email, i.role_key, i.state, i.invited_by = tests.user_id('pat'), i.scope_id
     from public.list_invitations(tests.scope_id('Alpha')) as i $$,
  $$ values ('new@example.test', 'fellow', 'invited', true,
       tests.scope_id('Camera')) $$,
  'list_invitations has the invitations that wait');
select tests.freeze_time(now() + interval '8 days');
select is((select i.state from public.list_invitations(tests.scope_id('Alpha')) as i),
  'expired', 'list_invitations tells an expired invitation');
select tests.clear_authentication();
select tests.freeze_time(i.expires_at)
from stagedoor.invitations as i where i.email = 'new@example.test';
select tests.authenticate_as('pat');
select is((select i.state from public.list_invitations(tests.scope_id('Alpha')) as i),
  'expired', 'an invitation is expired from its very end on');
select tests.unfreeze_time();
select ok(
  (select not (to_jsonb(i)::text ~ 'token') from public.list_invitations(
     tests.scope_id('Alpha')) as i), 'list_invitations shows no token');

-- the menu editor --------------------------------------------------------------------
select tests.clear_authentication();
select tests.grant_key('men', 'Alpha', 'menu:edit');
insert into stagedoor.menu_items (scope_id, item_key, label, path)
values (tests.scope_id('Gamma'), 'of_gamma', 'Gamma', '/gamma');
create temporary table foreign_items as
select m.item_key as key, m.id from stagedoor.menu_items as m
where m.item_key in ('help', 'of_gamma');
grant select on foreign_items to authenticated, anon;
create function pg_temp.saves(p_who text, p_scope text, p_item text)
returns text language plpgsql as $$
begin
  return pg_temp.tries(p_who, format('select public.save_menu_item(%L, %L)',
    tests.scope_id(p_scope), p_item));
end;
$$;
select is(pg_temp.saves(who, scope,
  '{"item_key": "props", "label": "Props", "path": "/props"}'),
  outcome, format('saving an item at %s by %s answers %s', scope, who, outcome))
from (values ('pat', 'Alpha', 'done'), ('men', 'Alpha', 'done'), ('men', 'Camera', 'done'),
  ('men', 'North', '42501'), ('men', 'Beta', 'PT404'), ('ben', 'Alpha', '42501'),
  ('sid', 'Alpha', 'PT404'), ('max', 'Alpha', '42501'), ('anon', 'Alpha', '42501'))
  as s (who, scope, outcome);
select is(pg_temp.saves('men', 'Alpha', item), outcome, why)
from (values
  (null, '22023', 'a null item is refused'),
  ('[]', '22023', 'a list is no item'),
  ('"x"', '22023', 'a word is no item'),
  ('null', '22023', 'a JSON null is no item'),
  ('{}', '22023', 'an item has a key, a label and a path'),
  ('{"item_key": "a", "label": "A"}', '22023', 'an item needs its path'),
  ('{"item_key": "a", "label": "A", "path": "/a", "scope_id": "x"}', '22023',
    'an item has no other field'),
  ('{"item_key": 1, "label": "A", "path": "/a"}', '22023', 'the key of an item is a text'),
  ('{"item_key": "a", "label": null, "path": "/a"}', '22023',
    'the label of an item is not null'),
  ('{"item_key": "a", "label": "A", "path": "/a", "position": "1"}', '22023',
    'the position of an item is a number'),
  ('{"item_key": "A", "label": "A", "path": "/a"}', '23514',
    'the key of an item has the form of a key'),
  ('{"item_key": "a", "label": "A", "path": "https://a"}', '23514',
    'the path of an item stays within the application'),
  ('{"item_key": "a", "label": "A", "path": "/a", "parent_id": "x"}', '22P02',
    'the parent of an item is a uuid'),
  ('{"item_key": "a", "label": "A", "path": "/a",
    "parent_id": "00000000-0000-4000-8000-00000000dead"}', 'PT404',
    'the parent of an item exists'),
  ('{"item_key": "a", "label": "A", "path": "/a", "required_permission_key": "a:b"}',
    'PT404', 'the required key of an item exists'),
  ('{"id": "00000000-0000-4000-8000-00000000dead", "label": "A"}', 'PT404',
    'a changed item exists'),
  ('{"item_key": "a", "label": "A", "path": "/a", "icon": null, "parent_id": null,
    "required_permission_key": "document:create", "position": 5, "is_active": false}', 'done',
    'an item may name all fields (control)')
) as i (item, outcome, why);
select tests.authenticate_as('men');
select throws_ok(
  format('select public.save_menu_item(%L, %L)', tests.scope_id('Alpha'),
    '{"item_key": "a", "label": "A", "path": "/a"}'::jsonb || field),
  '23514', message, format('the editor says what is allowed for %s', left(field::text, 40)))
from (values
  ('{"item_key": "A b"}'::jsonb,
    'A menu item''s key is lower case, digits, underscores and dots, at most 80'),
  (jsonb_build_object('item_key', repeat('a', 81)),
    'A menu item''s key is lower case, digits, underscores and dots, at most 80'),
  ('{"label": ""}', 'A menu item''s label has 1 to 80 characters'),
  (jsonb_build_object('label', repeat('x', 81)),
    'A menu item''s label has 1 to 80 characters'),
  ('{"icon": ""}', 'The name of an icon has 1 to 60 characters'),
  ('{"path": "//evil.example"}',
    'A path begins with one slash and stays inside the application'),
  (jsonb_build_object('path', '/' || repeat('a', 300)),
    'A path begins with one slash and stays inside the application')
) as f (field, message);
create temporary table saved as
select public.save_menu_item(tests.scope_id('Alpha'), '{"item_key": "props",
  "label": "Props", "path": "/props", "icon": "hammer", "position": 7}') as id;
grant select on saved to authenticated, anon;
select is(public.save_menu_item(tests.scope_id('Alpha'), jsonb_build_object(
  'id', id, 'label', 'All props')), id, 'an item is changed by its id') from saved;
select results_eq(
  $$ select m.item_key, m.label, m.path, m.icon, m."position", m.is_active
     from public.list_menu_items(tests.scope_id('Alpha')) as m where not m.is_built_in $$,
  $$ values ('props', 'All props', '/props', 'hammer', 7, true) $$,
  'a field that is not named keeps its value');
select is(pg_temp.saves('men', 'Alpha',
  '{"item_key": "props", "label": "Props", "path": "/props"}'), '23505',
  'a key stands for one item of a scope');
select throws_ok(
  format($$ select public.save_menu_item(%L,
    '{"item_key": "props", "label": "Props", "path": "/props"}') $$, tests.scope_id('Alpha')),
  '23505', 'There is a menu item of that key here already',
  'F86: a key that is taken is named as one');
select is(pg_temp.saves('men', 'Alpha', format('{"id": "%s", "label": "Mine"}', m.id)),
  'PT404', 'a built-in item is not changed') from foreign_items as m where m.key = 'help';
select is(pg_temp.saves('men', 'Alpha', format('{"id": "%s", "parent_id": "%1$s"}', id)),
  '23514', 'an item does not hang below itself') from saved;
select is(pg_temp.saves('men', 'Camera', format('{"id": "%s", "label": "Mine"}', id)),
  'PT404', 'an item is not changed from another scope') from saved;
select is(pg_temp.saves('men', 'Alpha', format(
  '{"item_key": "a", "label": "A", "path": "/a", "parent_id": "%s"}', m.id)), 'PT404',
  'an item does not hang below one of another tenant')
from foreign_items as m where m.key = 'of_gamma';
select is(pg_temp.tries(who, format('select public.remove_menu_item(%L)', id)), outcome,
  format('removing an item by %s answers %s', who, outcome))
from saved, (values ('men', 'done'), ('pat', 'done'), ('ben', '42501'), ('sid', 'PT404'),
  ('max', '42501'), ('anon', '42501')) as r (who, outcome);
select is(pg_temp.tries('men', format('select public.remove_menu_item(%L)', m.id)), '42501',
  'a built-in item is not removed') from foreign_items as m where m.key = 'help';
select tests.authenticate_as('men');
select throws_ok(format('select public.remove_menu_item(%L)', id), 'PT404',
  'Menu item not found', why)
from (select m.id, 'an item of another tenant is not found'
      from foreign_items as m where m.key = 'of_gamma'
      union all select gen_random_uuid(), 'an unknown item is not found') as i (id, why);
select tests.authenticate_as('men');
select is(public.remove_menu_item(id), true, 'removing an item answers true') from saved;
select throws_ok(format('select public.remove_menu_item(%L)', id), 'PT404', null,
  'a removed item is not found')
from saved;

-- sessions -----------------------------------------------------------------------
select tests.start_session('ben', '00000000-0000-4000-8000-000000000001');
select tests.start_session('ben', '00000000-0000-4000-8000-000000000002', 'aal2');
select tests.start_session('pat', '00000000-0000-4000-8000-000000000003');
select tests.elevate('ben', '00000000-0000-4000-8000-000000000002', 'Alpha', 9);
select tests.authenticate_as('ben', p_session => '00000000-0000-4000-8000-000000000001');
select results_eq(
  $$ select s.session_id, s.aal, s.is_current, s.elevated_until is not null
     from public.list_my_sessions() as s order by 1 $$,
  $$ values ('00000000-0000-4000-8000-000000000001'::uuid, 'aal1', true, false),
       ('00000000-0000-4000-8000-000000000002', 'aal2', false, true) $$,
  'a user sees where they are signed in (F92)');
select throws_ok(
  $$ select public.end_session('00000000-0000-4000-8000-000000000003') $$, 'PT404',
  'Session not found', 'a session of another user is not found');
select throws_ok($$ select public.end_session(gen_random_uuid()) $$, 'PT404',
  'Session not found', 'an unknown session is not found');
select is(public.end_session('00000000-0000-4000-8000-000000000002'), true,
  'a user ends one of their sessions (F92)');
select throws_ok(
  $$ select public.end_session('00000000-0000-4000-8000-000000000002') $$, 'PT404',
  'Session not found', 'an ended session is not found');
select tests.clear_authentication();
select is_empty(
  $$ select from auth.sessions as s where s.id = '00000000-0000-4000-8000-000000000002' $$,
  'an ended session is gone');
select is_empty(
  $$ select from stagedoor.elevations as e where e.ended_at is null $$,
  'an ended session takes its elevation along');
select isnt_empty(
  $$ select from stagedoor.event_queue as q where q.event = 'session.ended'
     and q.subject_id = tests.user_id('ben') $$, 'the end of a session is an event');
select tests.authenticate_as('max', p_session => '00000000-0000-4000-8000-000000000009');
select is_empty($$ select from public.list_my_sessions() $$,
  'a banned user is told of no session');
select tests.ban_user('max', now() - interval '1 second');
select isnt_empty($$ select from public.list_my_sessions() $$,
  'a user whose ban is over is told of their sessions (control)');
select tests.ban_user('max');
select is(pg_temp.tries('max', 'select public.end_session(gen_random_uuid())'), '42501',
  'a banned user ends no session');
select is(pg_temp.tries('anon', call), '42501', format('anon is refused: %s', call))
from unnest(array['select public.list_my_sessions()',
  'select public.end_session(gen_random_uuid())',
  'select public.end_member_elevations(null, null)']) as call;

-- end_member_elevations ----------------------------------------------------------------
select tests.clear_authentication();
select tests.elevate('ben', '00000000-0000-4000-8000-000000000001', scope, 9)
from unnest(array['Alpha', 'Camera', 'Gamma']) as scope;
create function pg_temp.ends(p_who text, p_user text, p_scope text)
returns text language plpgsql as $$
declare
  v_ended integer;
begin
  perform tests.authenticate_as(p_who);
  begin
    v_ended := public.end_member_elevations(tests.user_id(p_user), tests.scope_id(p_scope));
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return v_ended;
    when others then return sqlstate;
  end;
end;
$$;
select is(pg_temp.ends(who, 'ben', scope), outcome, why)
from (values
  ('pat', 'Alpha', '2', 'a manager ends elevations of the project and below (F55)'),
  ('pat', 'Camera', '1', 'a manager ends elevations of a department'),
  ('olga', 'North', '2', 'a manager of an organization ends elevations of that one only'),
  ('ben', 'Alpha', '2', 'a user ends their own elevations'),
  ('cam', 'Camera', '42501', 'a head of department ends no elevation'),
  ('sid', 'Alpha', 'PT404', 'another tenant ends no elevation'),
  ('max', 'Alpha', '42501', 'a banned user ends no elevation')
) as e (who, scope, outcome, why);
select is(pg_temp.ends('ben', 'ben', 'Beta'), 'PT404',
  'a scope is not found by a user outside it');
select is(pg_temp.ends('pat', 'cam', 'Alpha'), '0',
  'ending the elevations of a user keeps those of others');

-- alerts -------------------------------------------------------------------------
select tests.clear_authentication();
select ok(stagedoor.raise_alert(tests.scope_id('Alpha'), 'repeated_denials',
  tests.user_id('ben'), '{"key": "document:create"}'), 'an alert is raised (F89)');
select ok(not stagedoor.raise_alert(tests.scope_id('Alpha'), 'repeated_denials',
  tests.user_id('ben')), 'an open alert is not raised again');
select ok(stagedoor.raise_alert(tests.scope_id('Alpha'), 'repeated_denials',
  tests.user_id('cam')), 'an alert about another user is raised (control)');
select ok(stagedoor.raise_alert(tests.scope_id('Camera'), 'repeated_denials', null),
  'an alert is raised in a department');
select ok(not stagedoor.raise_alert(gen_random_uuid(), 'repeated_denials', null),
  'an alert is not raised in an unknown scope');
select ok(not stagedoor.raise_alert(tests.scope_id('Alpha'), 'no_such_rule', null),
  'an alert is not raised by an unknown rule');
update stagedoor.alert_rules set is_active = false where rule_key = 'secret_lockout';
select ok(not stagedoor.raise_alert(tests.scope_id('Alpha'), 'secret_lockout', null),
  'an alert is not raised by a rule that is switched off');
select is((select count(*)::integer
from stagedoor.outbox as o where o.topic = 'alert.raised'),
  3, 'the mailer hears of each alert');
select results_eq(
  $$ select q.subject_id, q.object_id, q.after from stagedoor.event_queue as q
     where q.event = 'alert.raised' and q.scope_id = tests.scope_id('Alpha')
     order by q.id $$,
  $$ values
       (tests.user_id('ben'), 'repeated_denials', '{"key": "document:create"}'::jsonb),
       (tests.user_id('cam'), 'repeated_denials', '{}') $$, 'each alert is in the log');
select tests.authenticate_as('pat');
select results_eq(
  $$ select a.rule_key, a.subject_id, a.acknowledged_at is null
     from public.list_alerts(tests.scope_id('Alpha')) as a
     order by a.subject_id nulls last $$,
  $$ select 'repeated_denials', s.id, true
     from unnest(array[tests.user_id('ben'), tests.user_id('cam'), null]) as s (id)
     order by s.id nulls last $$,
  'a manager reads the alerts of a project and its departments');
select is((select count(*)::integer from public.list_alerts(tests.scope_id('Alpha'), 1)), 1,
  'list_alerts answers page by page');
select throws_ok($$ select public.list_alerts(tests.scope_id('Alpha'), 0) $$, '22023', null,
  'a page of alerts has a row at least');
create temporary table open_alert as
select a.alert_id as id from public.list_alerts(tests.scope_id('Alpha')) as a
where a.subject_id = tests.user_id('ben');
grant select on open_alert to authenticated, anon;
select is(pg_temp.tries(who, format('select public.acknowledge_alert(%L, ''seen'')', id)),
  outcome, format('acknowledging an alert by %s answers %s', who, outcome))
from open_alert, (values ('pat', 'done'), ('olga', 'done'), ('ben', 'PT404'),
  ('sid', 'PT404'), ('max', 'PT404'), ('anon', '42501')) as w (who, outcome);
select is(pg_temp.tries('pat', 'select public.acknowledge_alert(gen_random_uuid())'),
  'PT404', 'an unknown alert is not found');
select is(pg_temp.tries('pat', format('select public.acknowledge_alert(%L, %L)', id,
  repeat('x', 1001))), '22023',
  'the note of an alert is at most 1000 characters') from open_alert;
select tests.authenticate_as('pat');
select is(public.acknowledge_alert(id, 'talked to him'), true,
  'acknowledging an alert answers true')
from open_alert;
select is(public.acknowledge_alert(id, 'again'), false,
  'acknowledging an alert twice answers false') from open_alert;
select results_eq(
  $$ select a.acknowledged_by, a.note from public.list_alerts(tests.scope_id('Alpha')) as a
     where a.alert_id in (select id from open_alert) $$,
  $$ values (tests.user_id('pat'), 'talked to him') $$,
  'an acknowledgement keeps who and why');
select tests.clear_authentication();
select isnt_empty(
  $$ select from stagedoor.event_queue as q where q.event = 'alert.acknowledged'
     and q.actor_id = tests.user_id('pat') and q.reason = 'talked to him'
     and q.scope_id = tests.scope_id('Alpha') $$, 'an acknowledgement is an event');
select ok(not stagedoor.raise_alert(tests.scope_id('Alpha'), 'repeated_denials',
  tests.user_id('ben')), 'F89: an acknowledged alert is not raised again on that day');
select ok(stagedoor.raise_alert(tests.scope_id('Alpha'), 'repeated_denials',
  tests.user_id('ben'), p_occurred_at => now() + interval '1 day'),
  'F89: an acknowledged alert is raised anew on another day');
select ok(stagedoor.raise_alert(tests.scope_id('Alpha'), 'repeated_denials',
  tests.user_id('ben'), p_cause => 'another'),
  'F89: an acknowledged alert is raised anew for another cause');

-- Deleting the login of the last who can give access cannot be refused: it is told.
select tests.create_project('Solo', 'Lonely');
select tests.create_user('one');
select tests.grant_role('one', 'Solo', 'manager');
select tests.delete_user('one');
select results_eq(
  $$ select s.name, a.rule_key from stagedoor.alerts as a
     join stagedoor.scopes as s on s.id = a.scope_id
       where a.rule_key = 'last_holder_lost' $$,
  $$ values ('Solo', 'last_holder_lost') $$,
  'a project that loses its last grant holder raises an alert');

select tests.clear_authentication();
select tests.create_project('Brief', 'Lonely');
select tests.create_user(name) from unnest(array['short', 'delegate']) as name;
select tests.grant_role('short', 'Brief', 'manager', null, now() + interval '1 day');
select tests.delegate('short', 'delegate', 'Brief', 'access:grant');
select tests.delete_user('delegate');
select is_empty(
  $$ select from stagedoor.alerts as a where a.scope_id = tests.scope_id('Brief') $$,
  'a deleted delegate of access:grant raises no alert');

-- set_separation_rule ------------------------------------------------------------------
insert into stagedoor.separation_rules
  (id, rule_key, kind, first_grant_id, second_grant_id, description, scope_id)
values
  ('00000000-0000-4000-8000-0000000000a1', 'kit_apart', 'static',
    tests.role_id('fellow'), tests.role_id('clerk'), 'For a test', null),
  ('00000000-0000-4000-8000-0000000000a2', 'kit_gamma', 'static',
    tests.role_id('fellow'), tests.role_id('clerk'), 'For a test',
    tests.scope_id('Gamma'));
select is(pg_temp.tries(who, format('select public.set_separation_rule(%L, %L, %L, %L)',
  tests.scope_id(scope), '00000000-0000-4000-8000-0000000000a' || rule, enforced, reason)),
  outcome, why)
from (values
  ('pat', 'Alpha', 1, 'false', 'small', 'done', 'a manager drops a rule for the project'),
  ('pat', 'Camera', 1, 'true', 'union', 'done', 'a manager takes a rule up below'),
  ('pat', 'Alpha', 1, null, 'small', '22023',
    'a setting says whether the rule is enforced'),
  ('pat', 'Alpha', 1, 'false', '  ', '22023', 'a blank reason is refused'),
  ('pat', 'Alpha', 1, 'false', null, '22023', 'a missing reason is refused'),
  ('pat', 'Alpha', 1, 'false', repeat('x', 1001), '22023',
    'a reason of more than 1000 characters is refused'),
  ('pat', 'Alpha', 2, 'false', 'small', 'PT404', 'a rule of another tenant is not found'),
  ('pat', 'Alpha', 3, 'false', 'small', 'PT404', 'an unknown rule is not found'),
  ('pat', 'North', 1, 'false', 'small', '42501',
    'a manager does not set a rule above their scope'),
  ('ben', 'Alpha', 1, 'false', 'small', '42501', 'crew set no rule'),
  ('sid', 'Alpha', 1, 'false', 'small', 'PT404', 'another tenant sets no rule'),
  ('max', 'Alpha', 1, 'false', 'small', '42501', 'a banned user sets no rule'),
  ('anon', 'Alpha', 1, 'false', 'small', '42501', 'anon sets no rule')
) as r (who, scope, rule, enforced, reason, outcome, why);
select tests.authenticate_as('pat');
select is(public.set_separation_rule(tests.scope_id('Alpha'),
  '00000000-0000-4000-8000-0000000000a1', false, ' small '), 0,
  'dropping a rule answers zero');
select tests.grant_role('ben', 'Alpha', 'clerk');
select is(public.set_separation_rule(tests.scope_id('Alpha'),
  '00000000-0000-4000-8000-0000000000a1', true, 'grown'), 1,
  'taking a rule up answers how many users hold both duties');
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('ben') and a.grant_id = tests.role_id('clerk');
select is(public.set_separation_rule(tests.scope_id('Alpha'),
  '00000000-0000-4000-8000-0000000000a1', true, 'grown'), 0,
  'a revoked duty is not counted when a rule is taken up');
select tests.clear_authentication();
select results_eq(
  $$ select t.is_enforced, t.reason, t.set_by from stagedoor.separation_settings as t $$,
  $$ values (true, 'grown', tests.user_id('pat')) $$,
  'a setting records who made it and why');
select is((select count(*)::integer from stagedoor.event_queue as q
  where q.event like 'separation_setting.%'), 2,
  'both changes of a setting are events (F101)');

-- what a list leaves out -------------------------------------------------------------
-- Lena looks after Alpha: in Grip she is denied, Props is archived, Sound is open to her,
-- and in a unit of Sound she is denied again.
select tests.clear_authentication();
insert into stagedoor.scope_types (scope_type, parent_type, label, position)
values ('unit', 'department', 'Unit', 40) on conflict do nothing;
select tests.create_user(name) from unnest(array['lena', 'gus', 'pia', 'sol', 'una']) as name;
select tests.create_project('Delta', 'North');
select tests.create_department(name, 'Delta') from unnest(array['Grip', 'Props', 'Sound']) as name;
insert into stagedoor.scopes (scope_type, parent_id, name)
values ('unit', tests.scope_id('Sound'), 'Boom');
select tests.grant_key('lena', 'Delta', key)
from unnest(array['access:view', 'audit:view']) as key;
select tests.grant_role(name, scope, 'fellow')
from (values ('gus', 'Grip'), ('pia', 'Props'), ('sol', 'Sound'), ('una', 'Boom'))
  as c (name, scope);
select tests.grant_role('olga', 'Delta', 'manager');
select tests.authenticate_as('olga');
select public.invite_user(lower(s.name) || '@invited.test', s.id, 'fellow')
from stagedoor.scopes as s where s.name in ('Grip', 'Props', 'Sound', 'Boom');
select tests.clear_authentication();
select stagedoor.raise_alert(s.id, 'repeated_denials', null)
from stagedoor.scopes as s where s.name in ('Delta', 'Grip', 'Props', 'Sound', 'Boom');
create function pg_temp.places(p_call text, p_scope text default 'Delta')
returns text language plpgsql as $$
declare
  v_places text;
begin
  execute format(
    'select string_agg(distinct s.name, '', '' order by s.name) from public.%I(%L) as l
     join stagedoor.scopes as s on s.id = l.scope_id', p_call, tests.scope_id(p_scope))
  into v_places;
  return v_places;
end;
$$;
select tests.authenticate_as('lena');
select is(pg_temp.places(call), places, format('%s has every department (control)', call))
from (values
  ('list_accesses', 'Boom, Delta, Grip, Props, Sound'),
  ('list_invitations', 'Boom, Grip, Props, Sound'),
  ('list_alerts', 'Boom, Delta, Grip, Props, Sound')) as l (call, places);
select is((select bool_or(m.can_access) from public.get_user_project_menu(
    tests.user_id('gus'), tests.scope_id('Delta')) as m
  where m.required_permission_key = 'rota:view'), true,
  'a department opens the page of its project (control)');
select tests.clear_authentication();
select tests.archive('Props');
select tests.deny('lena', scope, key)
from unnest(array['Grip', 'Boom']) as scope, unnest(array['access:view', 'audit:view']) as key;
select tests.authenticate_as('lena');
select is(pg_temp.places(call), places,
  format('%s leaves out the departments in which can() says no (F24, F93)', call))
from (values
  ('list_accesses', 'Delta, Sound'),
  ('list_invitations', 'Sound'),
  ('list_alerts', 'Delta, Props, Sound')) as l (call, places);
select is(pg_temp.places('list_accesses', 'Sound'), 'Sound',
  'a department that is asked about is listed');
select throws_ok($$ select public.list_accesses(tests.scope_id('Grip')) $$, '42501', null,
  'a department in which the reader is denied is refused');
select is((select array_agg(a.email) from public.list_accesses(tests.scope_id('Delta'), 1, (
    select max(p.access_id::text)::uuid from public.list_accesses(tests.scope_id('Delta'), 2) as p
  )) as a),
  (select array_agg(p.email) from (
     select a.email from public.list_accesses(tests.scope_id('Delta')) as a
     offset 2 limit 1) as p),
  'a page is filled with rows that are shown');
select is((select bool_or(m.can_access) from public.get_user_project_menu(
    tests.user_id('gus'), tests.scope_id('Delta')) as m
  where m.required_permission_key = 'rota:view'), false,
  'a menu does not tell what a user holds in a denied department (F13)');
select is((select bool_or(m.can_access) from public.get_user_project_menu(
    tests.user_id('sol'), tests.scope_id('Delta')) as m
  where m.required_permission_key = 'rota:view'), true,
  'a menu tells what a user holds in other departments (control)');
select tests.authenticate_as('gus');
select is((select bool_or(m.can_access) from public.get_user_project_menu(
    tests.user_id('gus'), tests.scope_id('Delta')) as m
  where m.required_permission_key = 'rota:view'), true,
  'a user''s own menu does not depend on access:view (control)');
select tests.authenticate_as('olga');
select is(pg_temp.places('list_accesses'), 'Boom, Delta, Grip, Sound',
  'a user without a denial sees all but the archived department (control)');
select tests.clear_authentication();
update stagedoor.scopes set archived_at = null where name = 'Props';
select tests.authenticate_as('olga');
select is(pg_temp.places('list_accesses'), 'Boom, Delta, Grip, Props, Sound',
  'a restored department is listed again (control)');

-- an app with somebody's token -----------------------------------------------------
create temporary table list_calls as
select call, tests.scope_id('Delta') as scope_id
from unnest(array[
  'select count(*)::integer from public.list_permissions()',
  'select count(*)::integer from public.list_roles(%1$L)',
  'select jsonb_array_length(public.get_my_session(%1$L) -> ''menu'')',
  'select jsonb_array_length(public.get_my_session(%1$L) -> ''permissions'')',
  'select count(*)::integer from public.get_my_projects()']) as call;
grant select on list_calls to authenticated;
create function pg_temp.counts(p_call text, p_scope_id uuid)
returns integer language plpgsql as $$
declare
  v_count integer;
begin
  execute format(p_call, p_scope_id) into v_count;
  return v_count;
exception
  -- Refused, an app is told nothing either.
  when insufficient_privilege or sqlstate 'PT404' then return 0;
end;
$$;
select tests.authenticate_as('olga');
select cmp_ok(pg_temp.counts(call, scope_id), '>', 0,
  format('a user is told: %s (control)', call))
from list_calls;
select set_config('request.jwt.claims',
  (current_setting('request.jwt.claims')::jsonb || '{"client_id": "app"}')::text, true);
select is(pg_temp.counts(call, scope_id), 0, format('an app is told nothing: %s (F131)', call))
from list_calls;
select throws_ok(format('select public.get_user_project_menu(%s, %L)', who, scope_id), '42501',
  null, format('an app is refused the menu of %s (F131)', who))
from (select distinct l.scope_id from list_calls as l) as l,
  unnest(array['auth.uid()', 'null']) as who;
select tests.authenticate_as('olga');
select isnt_empty(
  $$ select from public.get_user_project_menu(auth.uid(), tests.scope_id('Delta')) $$,
  'the user of the app has a menu (control)');
select tests.clear_authentication();
select tests.ban_user('olga');
select tests.authenticate_as('olga');
select is(pg_temp.counts(call, scope_id), 0,
  format('a user who is banned is told nothing: %s', call))
from list_calls where call !~ 'menu';

select * from finish();
rollback;
