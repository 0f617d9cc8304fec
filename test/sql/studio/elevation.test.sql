-- Trying the code and what it opens: outcomes, limits, unlocking, and every way it ends.
begin;
select plan(89);

-- The cast: Ann runs Ink, Ash and Bo are at its desk, Art tattoos there. Mal runs Bone and
-- works nowhere else; Old has left Ink. Five more assistants share an address.
select tests.create_user(name)
from unnest(array['ann', 'ash', 'bo', 'art', 'mal', 'old', 'a1', 'a2', 'a3', 'a4', 'a5'])
  as name;
select tests.create_project(p) from unnest(array['Ink', 'Bone', 'Bare']) as p;
select tests.grant_role(r.name, r.project, r.role_key)
from (values
  ('ann', 'Ink', 'admin'), ('ash', 'Ink', 'assistant'), ('bo', 'Ink', 'assistant'),
  ('art', 'Ink', 'artist'), ('mal', 'Bone', 'admin'), ('ann', 'Bare', 'admin'),
  ('ash', 'Bare', 'assistant'), ('a1', 'Ink', 'assistant'), ('a2', 'Ink', 'assistant'),
  ('a3', 'Ink', 'assistant'), ('a4', 'Ink', 'assistant'), ('a5', 'Ink', 'assistant')
) as r (name, project, role_key);
select tests.revoke(tests.grant_role('old', 'Ink', 'assistant'));

-- Cheaper codes: the cost is tested elsewhere.
update stagedoor.settings set value = '10' where key = 'master_code_cost';

create function pg_temp.session(p_name text) returns uuid
language sql as $$ select tests.start_session(p_name, md5('session ' || p_name)::uuid) $$;

-- What the edge function does for somebody: one attempt, and the status of the answer.
create function pg_temp.try(
  p_name text, p_code text, p_project text default 'Ink', p_address text default null,
  p_minutes integer default 5
) returns jsonb
language plpgsql as $$
declare
  v_answer  jsonb;
  v_session uuid := pg_temp.session(p_name);
begin
  perform set_config('response.status', '200', true);
  perform tests.authenticate_as_service();
  v_answer := public.verify_master_code(
    tests.user_id(p_name), v_session,
    case when p_project = 'unknown' then md5('unknown')::uuid
      else tests.project_id(p_project) end,
    p_code, p_address, p_minutes);
  perform tests.clear_authentication();
  return v_answer || jsonb_build_object('status', current_setting('response.status'));
end;
$$;
create function pg_temp.forget() returns void
language sql as $$ delete from stagedoor.rate_limits $$;
create function pg_temp.speak(p_name text) returns void
language sql as $$
  select tests.authenticate_as(p_name, 'aal1', md5('session ' || p_name)::uuid)
$$;

select tests.authenticate_as('ann');
select public.set_master_code(tests.project_id('Ink'), 'open sesame');
select tests.clear_authentication();

-- answers ---------------------------------------------------------------------------
select is(pg_temp.try('ash', 'open sesame') - 'elevated_until',
  '{"ok": true, "status": "200"}', 'F59: the right code is right');
select is(
  (select e.ends_at - e.started_at from stagedoor.elevations as e
   where e.user_id = tests.user_id('ash') and e.ended_at is null),
  interval '5 minutes', 'F55: the right code elevates for 5 minutes');
select ok((pg_temp.try('ash', 'open sesame', p_minutes => 60) ->> 'ok')::boolean,
  'F55: the right code elevates for as long as is asked');
select is(
  (select e.ends_at - e.started_at from stagedoor.elevations as e
   where e.user_id = tests.user_id('ash') and e.ended_at is null),
  interval '60 minutes', 'F55: a second elevation replaces the first');
select is(pg_temp.try('ash', 'open sesame', p_minutes => 61),
  '{"ok": false, "reason": "minutes_out_of_range", "error_code": "MINUTES_OUT_OF_RANGE",
    "code": "PT400", "message": "An elevation lasts from 1 to 60 minutes",
    "details": "{\"at_most\": 60, \"error_code\": \"MINUTES_OUT_OF_RANGE\"}",
    "hint": null, "retry_after": null, "at_most": 60, "status": "400"}',
  'F55: an elevation lasts no longer than the maximum, which is data');
select is(pg_temp.try('ash', 'open sesame', p_minutes => 0) ->> 'status', '400',
  'F55: an elevation lasts a minute at least');
select is(pg_temp.try('ash', 'wrong code'),
  '{"ok": false, "reason": "wrong_code", "error_code": "WRONG_CODE", "code": "PT403",
    "message": "The code is wrong", "details": "{\"error_code\": \"WRONG_CODE\"}",
    "hint": null, "retry_after": null, "status": "403"}',
  'F56: a wrong code is wrong');
select is(pg_temp.try('ash', null), pg_temp.try('ash', 'wrong code'),
  'F56: a null code is a wrong code');
select pg_temp.forget();
select is(pg_temp.try('ash', 'wrong code', 'Bare'), pg_temp.try('ash', 'wrong code'),
  'P6: a studio without a code answers like one with a code');
select is(pg_temp.try('ash', 'wrong code', 'unknown'), pg_temp.try('ash', 'wrong code'),
  'P6: an unknown studio answers like one with a code');
select pg_temp.forget();
select is(pg_temp.try('ash', 'wrong code', 'Bone'), pg_temp.try('ash', 'wrong code'),
  'P6: a foreign studio answers like one''s own');
select pg_temp.forget();
select is(pg_temp.try('mal', 'open sesame') ->> 'reason', 'wrong_code',
  'P6: the right code of a stranger is a wrong one');
select is(pg_temp.try('old', 'open sesame') ->> 'reason', 'wrong_code',
  'P6: the right code of a former member is a wrong one');
select is_empty(
  $$ select from stagedoor.elevations as e
     where e.user_id in (tests.user_id('mal'), tests.user_id('old')) $$,
  'P6: a stranger and a former member are not elevated'
);

-- who asks --------------------------------------------------------------------------
select tests.authenticate_as_service();
select is(
  public.verify_master_code(tests.user_id('ash'), md5('session bo')::uuid,
    tests.project_id('Ink'), 'open sesame', null) ->> 'reason',
  'no_session', 'F55: the session of another user is no session');
select is(current_setting('response.status'), '401',
  'F55: an attempt without a session answers 401');
select is(
  public.verify_master_code(tests.user_id('ash'), md5('session bo')::uuid,
    tests.project_id('Ink'), 'wrong code', null) ->> 'reason',
  'no_session', 'P6: the session of another user is refused with a wrong code too');
select is(
  public.verify_master_code(tests.user_id('ash'), null, tests.project_id('Ink'),
    'open sesame', null) ->> 'reason', 'no_session', 'F55: a null session is no session');
select is(
  public.verify_master_code(null, null, null, null, null) ->> 'reason', 'no_session',
  'P6: an attempt of nothing but nulls raises no error');
select is(
  public.verify_master_code(tests.user_id('bo'), md5('session bo')::uuid, null,
    'open sesame', 'not an address') ->> 'ok', 'false',
    'P6: an attempt at a null studio from a broken address raises no error')
from (select tests.clear_authentication(), pg_temp.session('bo'),
        tests.authenticate_as_service()) as bo;
select tests.clear_authentication();
select tests.ban_user('bo');
select is(pg_temp.try('bo', 'open sesame') ->> 'reason', 'no_session',
  'F95: a banned user tries nothing');
select tests.ban_user('bo', now() - interval '1 minute');
select pg_temp.speak('ash');
select throws_ok(
  $$ select public.verify_master_code(tests.user_id('ash'), md5('session ash')::uuid,
       tests.project_id('Ink'), 'open sesame', null) $$, '42501', null,
  'P6: a user does not try the code without the service'
);
select throws_ok(
  $$ select stagedoor.elevate_for(tests.user_id('ash'), md5('session ash')::uuid,
       tests.project_id('Ink'), 5) $$, '42501', null,
  'F55: a user does not elevate themselves'
);
select tests.clear_authentication();

-- the limit of a person ---------------------------------------------------------------
select pg_temp.forget();
select is(
  array(select pg_temp.try('ash', 'wrong ' || n) ->> 'status' from generate_series(1, 7) as n),
  array['403', '403', '403', '403', '403', '423', '423'],
  'P6: a user has five wrong attempts');
select is(pg_temp.try('ash', 'open sesame') ->> 'reason', 'locked_out',
  'P6: a locked-out user is refused the right code');
select cmp_ok((pg_temp.try('ash', 'open sesame') ->> 'retry_after')::integer, '<=', 900,
  'P6: a lock-out lasts a quarter of an hour');
select is(pg_temp.try('ash', 'wrong', 'Bare') ->> 'status', '423',
  'P6: a locked-out user is refused in every studio');
select is(pg_temp.try('bo', 'open sesame') ->> 'ok', 'true',
  'P6: another user at the desk is not locked out');
select is(
  (select a.rule_key from stagedoor.alerts as a where a.subject_id = tests.user_id('ash')),
  'secret_lockout', 'F89: a lock-out raises an alert for the studio');
select tests.freeze_time(now() + interval '14 minutes');
select is(pg_temp.try('ash', 'open sesame') ->> 'status', '423',
  'P6: a user is locked out after 14 minutes');
select tests.freeze_time(now() + interval '16 minutes');
select is(pg_temp.try('ash', 'open sesame') ->> 'ok', 'true',
  'P6: a user is not locked out after 16 minutes');
select tests.unfreeze_time();

-- unlocking -------------------------------------------------------------------------
select is(pg_temp.try('ash', 'open sesame') ->> 'status', '423',
  'P6: Ash is locked out before the unlocking');
select pg_temp.speak('ash');
select throws_ok(
  $$ select public.unlock_master_code(tests.project_id('Ink'), tests.user_id('ash')) $$,
  '42501', null, 'P6: an assistant unlocks nobody'
);
select tests.authenticate_as('mal');
select throws_ok(
  $$ select public.unlock_master_code(tests.project_id('Ink'), tests.user_id('ash')) $$,
  'PT404', null, 'P6: the admin of another studio does not find this one'
);
select lives_ok(
  $$ select public.unlock_master_code(tests.project_id('Bone'), tests.user_id('ash')) $$,
  'P6: the admin of another studio unlocks there'
);
select tests.clear_authentication();
select is(pg_temp.try('ash', 'open sesame') ->> 'status', '423',
  'P6: unlocking in another studio does not help here');
select tests.authenticate_as('ann');
select lives_ok(
  $$ select public.unlock_master_code(tests.project_id('Ink'), tests.user_id('ash')) $$,
  'P6: an admin unlocks a user'
);
select tests.clear_authentication();
select is(pg_temp.try('ash', 'open sesame') ->> 'ok', 'true',
  'P6: an unlocked user may try again');

-- the limit of a studio ---------------------------------------------------------------
select pg_temp.forget();
select is(
  (select count(*) filter (where pg_temp.try(n.name, 'wrong') ->> 'status' = '403')
   from unnest(array['a1', 'a2', 'a3', 'a4']) as n (name), generate_series(1, 5)),
  20::bigint,
  'P6: a studio has twenty wrong attempts');
select is(pg_temp.try('a5', 'open sesame') ->> 'ok', 'true',
  'P6: a right code of a user under their own limit opens in a busy studio');
select is(pg_temp.try('a5', 'wrong') ->> 'reason', 'locked_out',
  'P6: a wrong code is locked out in a busy studio');
select cmp_ok((pg_temp.try('a5', 'wrong') ->> 'retry_after')::integer, '>', 3000,
  'P6: a studio stays busy for an hour');
select is(pg_temp.try('a1', 'open sesame') ->> 'reason', 'locked_out',
  'P6: a right code of a user beyond their own limit opens nothing');
select is(pg_temp.try('mal', 'wrong') ->> 'reason', 'wrong_code',
  'P13: a stranger does not notice the lock-out of a studio');
select tests.authenticate_as('ann');
select public.unlock_master_code(tests.project_id('Ink'));
select tests.clear_authentication();
select is(pg_temp.try('a5', 'wrong') ->> 'reason', 'wrong_code',
  'P6: an admin ends the alarm of a studio');
select pg_temp.forget();
-- Nothing is locked for an artist, nor for who reads one department.
select tests.create_department('Desk', 'Ink');
select tests.create_user('reader');
select tests.grant_key('reader', 'Desk', 'agenda:view');
select is(
  (select count(*) filter (where pg_temp.try(n.name, 'wrong') ->> 'status' = '403')
   from unnest(array['mal', 'old', 'art', 'reader']) as n (name), generate_series(1, 5)),
  20::bigint, 'P6: attempts of users for whom nothing is locked are answered');
select is_empty(
  $$ select from stagedoor.rate_limits as r where r.kind = 'master_code_scope' $$,
  'P6: attempts of users for whom nothing is locked raise no alarm');
select is(pg_temp.try('art', 'open sesame') ->> 'reason', 'locked_out',
  'P6: attempts of users for whom nothing is locked count for themselves');
select pg_temp.forget();
select is(pg_temp.try('art', 'open sesame') ->> 'reason', 'wrong_code',
  'P6: a right code is wrong for an artist, for whom nothing is locked');
select tests.grant_role('reader', 'Desk', 'assistant');
select is(pg_temp.try('reader', 'open sesame') ->> 'ok', 'true',
  'P6: a right code opens what is locked in a department (control)');
select pg_temp.forget();

-- the limit of an address -------------------------------------------------------------
select pg_temp.forget();
update stagedoor.settings set value = '3' where key = 'secret_max_failures_per_address';
select is(
  array(select pg_temp.try('a1', 'wrong', 'Ink', '203.0.113.7') ->> 'status'
        from generate_series(1, 4)),
  array['403', '403', '429', '429'],
  'P6: an address that is often wrong is slowed down');
select is(pg_temp.try('a2', 'open sesame', 'Ink', '203.0.113.7') ->> 'ok', 'true',
  'P6: a slow address never keeps the right code of another user out');
select is(pg_temp.try('a2', 'wrong', 'Ink', '203.0.113.8') ->> 'status', '403',
  'P6: another address is counted by itself');
select is(
  array(select pg_temp.try('a3', 'wrong', 'Ink', '2001:db8::' || n) ->> 'status'
        from generate_series(1, 3) as n),
  array['403', '403', '429'], 'P6: a /64 of addresses is counted as one');
select is(
  array(select distinct r.subject from stagedoor.rate_limits as r
        where r.kind = 'master_code_address' order by 1),
  array['2001:db8::/64', '203.0.113.7', '203.0.113.8'],
  'P6: addresses are counted by their subject');
select pg_temp.forget();

-- what it opens -----------------------------------------------------------------------
insert into public.clients (project_id, full_name) values (tests.project_id('Ink'), 'Cleo');
select pg_temp.try('ash', 'open sesame');
select pg_temp.speak('ash');
select is(public.is_elevated_now(tests.project_id('Ink')), true,
  'F55: the right code elevates in its session');
select is(public.is_elevated_now(tests.project_id('Bare')), false,
  'F55: an elevation counts in one studio only');
select is(
  (public.authorize('clients:edit', tests.project_id('Ink'))) ->> 'reason', 'elevated',
  'F59: an elevation opens what was locked');
select isnt_empty($$ update public.clients set remarks = 'Regular' returning id $$,
  'F59: an elevated assistant edits a client');
select isnt((select elevation_id from public.clients), null,
  'F60: a row names the elevation by which it was written');
select tests.authenticate_as('ash', 'aal1', md5('at home')::uuid);
select is(public.is_elevated_now(tests.project_id('Ink')), false,
  'F55: another session of Ash is not elevated');
select is_empty($$ update public.clients set remarks = 'x' returning id $$,
  'F55: another session of Ash changes nothing');
select tests.authenticate_as('ash');
select is(public.is_elevated_now(tests.project_id('Ink')), false,
  'F55: a token without a session is not elevated');
select tests.authenticate_as('ann');
select is(public.is_elevated_now(tests.project_id('Ink'), tests.user_id('ash')), true,
  'F55: an admin sees who is elevated');
select is(public.is_elevated_now(tests.project_id('Ink'), tests.user_id('art')), false,
  'F55: an admin sees who is not elevated');
select pg_temp.speak('bo');
select throws_ok(
  $$ select public.is_elevated_now(tests.project_id('Ink'), tests.user_id('ash')) $$,
  '42501', null, 'F55: an assistant does not see who is elevated'
);
select throws_ok(
  $$ select public.clear_elevation(tests.project_id('Ink'), tests.user_id('ash')) $$,
  '42501', null, 'F55: an assistant does not end the elevation of another user'
);
select tests.clear_authentication();
select tests.flush();
select is(
  (select array_agg(distinct e.object_id) from stagedoor.get_audit_events(
     tests.project_id('Ink'), 1000, null, null) as e
   where e.event = 'elevation.used' and e.elevation_id is not null),
  array['clients:edit'], 'F60: the log knows what was done by an elevation');
select ok(
  (select count(*) >= 25 from stagedoor.get_audit_events(
     tests.project_id('Ink'), 1000, null, null) as e
   where e.event = 'master_code.refused' and e.subject_id is not null),
  'F60: the log knows each wrong attempt of a member');
select is_empty(
  $$ select from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null) as e
     where e.subject_id in (tests.user_id('mal')) and e.event like 'master_code%' $$,
  'P6: attempts of strangers are in the log of the installation'
);

-- every way it ends -------------------------------------------------------------------
select pg_temp.speak('ash');
select is(public.clear_elevation(tests.project_id('Ink')), true,
  'F55: a user ends their elevation');
select is(public.clear_elevation(tests.project_id('Ink')), false,
  'F55: ending an elevation twice answers false');
select is_empty($$ update public.clients set remarks = 'x' returning id $$,
  'F55: an ended elevation opens nothing');
select tests.clear_authentication();
select pg_temp.try('ash', 'open sesame');
select pg_temp.speak('ash');
select is(public.clear_elevation(), true, 'F55: a logout ends every elevation');
select tests.clear_authentication();
select pg_temp.try('ash', 'open sesame');
select tests.authenticate_as('ann');
select is(public.clear_elevation(tests.project_id('Ink'), tests.user_id('ash')), true,
  'F55: an admin ends the elevation of a user');
select tests.clear_authentication();

select pg_temp.try('ash', 'open sesame');
select tests.freeze_time(now() + interval '5 minutes 1 second');
select pg_temp.speak('ash');
select is_empty($$ update public.clients set remarks = 'x' returning id $$,
  'F55: an elevation ends by its time');
select tests.clear_authentication();
select tests.unfreeze_time();

select pg_temp.speak('ash');
select is(public.is_elevated_now(tests.project_id('Ink')), true,
  'F55: Ash is elevated again');
select tests.clear_authentication();
delete from auth.sessions where user_id = tests.user_id('ash');
select set_config('request.jwt.claims', json_build_object('sub', tests.user_id('ash'),
  'role', 'authenticated', 'session_id', md5('session ash')::uuid)::text, true);
set local role authenticated;
select is(public.is_elevated_now(tests.project_id('Ink')), false,
  'F55: an elevation is gone with its session');
select is_empty($$ update public.clients set remarks = 'x' returning id $$,
  'F55: an elevation without its session opens nothing');
select tests.clear_authentication();

select pg_temp.try('ash', 'open sesame');
select tests.authenticate_as('ann');
select public.set_staff_role(tests.project_id('Ink'), tests.user_id('ash'), 'artist');
select public.set_staff_role(tests.project_id('Ink'), tests.user_id('ash'), 'assistant');
select pg_temp.speak('ash');
select is(public.is_elevated_now(tests.project_id('Ink')), false,
  'F55: a changed role ends the elevation');
select tests.clear_authentication();

select pg_temp.try('art', 'open sesame');
select pg_temp.speak('art');
select is(public.is_elevated_now(tests.project_id('Ink')), false,
  'F55: an artist who knows the code is not elevated');
select is_empty($$ update public.clients set remarks = 'x' returning id $$,
  'F53: an artist who knows the code is denied what assistants have locked');

-- in an archived studio -------------------------------------------------------------
select tests.clear_authentication();
select tests.elevate('a2', pg_temp.session('a2'), 'Ink');
update stagedoor.scopes set archived_at = stagedoor.instant()
where id = tests.project_id('Ink');
select pg_temp.speak('a2');
select is(
  (select d ->> 'reason'
   from public.authorize('clients:edit', tests.project_id('Ink')) as d),
  'archived', 'F55: an elevation opens nothing while its studio is archived');
select tests.clear_authentication();
update stagedoor.scopes set archived_at = null where id = tests.project_id('Ink');
select pg_temp.speak('a2');
select is(public.can('clients:edit', tests.project_id('Ink')), false,
  'F55: an elevation ended with the archiving of its studio stays ended');
select tests.clear_authentication();
select tests.elevate('a2', pg_temp.session('a2'), 'Ink');
select pg_temp.speak('a2');
select is(public.can('clients:edit', tests.project_id('Ink')), true,
  'F55: a new elevation counts in a studio that was restored (control)');
select tests.clear_authentication();

-- whose it was ----------------------------------------------------------------------
select tests.clear_authentication();
insert into public.clients (id, project_id, full_name)
values (md5('cleo')::uuid, tests.project_id('Ink'), 'Cleo');
select tests.elevate('a1', pg_temp.session('a1'), 'Ink');
select pg_temp.speak('a1');
update public.clients set full_name = 'Clio' where id = md5('cleo')::uuid;
select isnt(
  (select c.elevation_id from public.clients as c where c.id = md5('cleo')::uuid), null,
  'F60: a row says by which elevation it was changed');
select tests.authenticate_as('ann');
update public.clients set full_name = 'Cleo' where id = md5('cleo')::uuid;
select is(
  (select c.elevation_id from public.clients as c where c.id = md5('cleo')::uuid), null,
  'F60: a row changed without an elevation names none');
select tests.clear_authentication();
select tests.flush();
select results_eq(
  $$ select e.elevation_id is not null
     from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null) as e
     where e.event = 'client.changed' and e.object_id = md5('cleo')::uuid::text
     order by e.seq $$, array[true, false],
     'F60: a change without an elevation is in the log without one');

-- gone meanwhile --------------------------------------------------------------------
-- Comparing takes long enough to sign out.
select tests.clear_authentication();
select pg_temp.forget();
create or replace function stagedoor_studio.bcrypt_matches(p_code text, p_hash text)
returns boolean language plpgsql set search_path = '' as $$
begin
  delete from auth.sessions where id = pg_catalog.md5('session ash')::pg_catalog.uuid;
  return true;
end;
$$;
select is(
  pg_temp.try('ash', 'open sesame'),
  '{"ok": false, "reason": "no_session", "error_code": "NO_SESSION", "code": "PT401",
    "message": "The account or the session is not alive",
    "details": "{\"error_code\": \"NO_SESSION\"}", "hint": "sign_in",
    "retry_after": null, "status": "401"}',
  'F55: a user who signs out while the code is compared is not elevated');

select * from finish();
rollback;
