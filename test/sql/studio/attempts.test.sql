-- Trying the code: what each attempt costs, and what may happen while it is compared.
begin;
select plan(77);

-- The cast: Ann runs Ink and Old, which is archived. Ash, Bo and Cy are at the desk of
-- both.
select tests.create_user(name) from unnest(array['ann', 'ash', 'bo', 'cy', 'dee']) as name;
select tests.create_project(p) from unnest(array['Ink', 'Old']) as p;
select tests.grant_role('ann', p, 'admin') from unnest(array['Ink', 'Old']) as p;
select tests.grant_role(n, p, 'assistant')
from unnest(array['ash', 'bo', 'cy', 'dee']) as n, unnest(array['Ink', 'Old']) as p;

create function pg_temp.session(p_name text) returns uuid
language sql as $$ select tests.start_session(p_name, md5('session ' || p_name)::uuid) $$;
create function pg_temp.try(p_name text, p_code text, p_project text default 'Ink')
returns jsonb
language plpgsql as $$
declare
  v_session uuid := pg_temp.session(p_name);
  v_answer  jsonb;
begin
  perform set_config('response.status', '200', true);
  perform tests.authenticate_as_service();
  v_answer := public.verify_master_code(
    tests.user_id(p_name), v_session, tests.project_id(p_project), p_code, null);
  perform tests.clear_authentication();
  return v_answer || jsonb_build_object('status', current_setting('response.status'));
end;
$$;

-- Cheaper codes, until it is about what they cost.
update stagedoor.settings set value = '10' where key = 'master_code_cost';
select tests.authenticate_as('ann');
select public.set_master_code(tests.project_id('Old'), 'open sesame');
select public.set_master_code(tests.project_id('Ink'), 'open sesame');
select tests.clear_authentication();

-- where and when ------------------------------------------------------------------------
select is(pg_temp.try('ash', 'open sesame', 'Old') ->> 'ok', 'true',
  'F59: the right code is right in a studio that is open');
select tests.create_role('restorer', 'Old', '{"project:delete": "locked"}');
select tests.grant_role('dee', 'Old', 'restorer');
select tests.archive('Old');
select is(pg_temp.try('ash', 'open sesame', 'Old') ->> 'reason', 'wrong_code',
  'P6: the right code of an archived studio is a wrong one');
select is(pg_temp.try('dee', 'open sesame', 'Old') ->> 'reason', 'wrong_code',
  'P6: the right code of an archived studio is a wrong one where restoring it is locked');
select is(pg_temp.try('ash', 'open sesame') ->> 'ok', 'true',
  'P6: the right code of another studio stays right (control)');
select tests.ban_user('bo');
select is(pg_temp.try('bo', 'a wrong code') ->> 'reason', 'no_session',
  'F95: a banned user is told so with a wrong code');
select is(pg_temp.try('bo', 'open sesame') ->> 'status', '401',
  'F95: a banned user is told so with the right code');
select is_empty(
  $$ select from stagedoor.rate_limits as r
     where r.subject like tests.user_id('bo') || ':%' $$,
     'F95: an attempt of a banned user is not counted');
select tests.ban_user('bo', now() - interval '1 minute');

-- The first of five failures decides when the next try is: 15 minutes after it, and not a
-- moment later.
select pg_temp.try('cy', 'wrong ' || n) from generate_series(1, 5) as n;
create temporary table first_failure as
select min(f.at) as at
from stagedoor.rate_limits as r, unnest(r.failed_at) as f (at)
where r.kind = 'master_code_user' and r.subject like tests.user_id('cy') || ':%';
select tests.freeze_time(f.at + interval '15 minutes' - interval '1 microsecond')
from first_failure as f;
select is(pg_temp.try('cy', 'open sesame') ->> 'reason', 'locked_out',
  'P6: a locked-out user is refused up to 15 minutes after the first failure');
select tests.freeze_time(f.at + interval '15 minutes') from first_failure as f;
select is(pg_temp.try('cy', 'open sesame') ->> 'ok', 'true',
  'P6: a user may try again 15 minutes after the first failure');
select tests.unfreeze_time();

-- whatever it looks like ------------------------------------------------------------------
-- What is kept of attempts: how often, at which addresses, and how many events.
create function pg_temp.trace() returns text
language plpgsql as $$
declare
  v_text text;
begin
  perform tests.flush();
  select format('user %s, studio %s, address %s, events %s',
    coalesce(sum(cardinality(r.failed_at)) filter (where r.kind = 'master_code_user'), 0),
    coalesce(sum(cardinality(r.failed_at)) filter (where r.kind = 'master_code_scope'), 0),
    coalesce(sum(cardinality(r.failed_at)) filter (where r.kind = 'master_code_address'), 0),
    (select count(*)
     from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null) as e
     where e.event = 'master_code.refused' and e.seq > current_setting('test.seen')::bigint))
  into v_text
  from stagedoor.rate_limits as r;
  return v_text;
end;
$$;
create function pg_temp.look_away() returns void
language plpgsql as $$
begin
  delete from stagedoor.rate_limits;
  perform tests.flush();
  perform set_config('test.seen', (
    select max(e.seq)::text
    from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null) as e), true);
end;
$$;
create function pg_temp.try_from(p_code text, p_address text, p_minutes integer default 5)
returns text
language plpgsql as $$
declare
  v_answer jsonb;
begin
  perform pg_temp.look_away();
  perform tests.authenticate_as_service();
  v_answer := public.verify_master_code(
    tests.user_id('ash'), pg_temp.session('ash'), tests.project_id('Ink'), p_code, p_address,
    p_minutes);
  perform tests.clear_authentication();
  return format('%s: %s', coalesce(v_answer ->> 'reason', 'ok'), pg_temp.trace());
end;
$$;
grant execute on function pg_temp.session(text) to service_role;
select is(pg_temp.try_from('wrong', a.address),
  format('wrong_code: user 1, studio 1, address %s, events 1', a.counted),
  format('P17: a wrong code from %s is counted and told', left(quote_nullable(a.address), 40)))
from (values
  ('203.0.113.7', 1), ('[2001:db8::1]:443', 1), ('::ffff:203.0.113.7', 1),
  ('fe80::1%eth0', 1), ('', 0), (null, 0), ('unknown', 0), (repeat('x', 10000), 0)
) as a (address, counted);
select is(pg_temp.try_from('open sesame', ''),
  'ok: user 0, studio 0, address 0, events 0',
  'P17: the right code without an address is right');
select is(pg_temp.try_from(c.code, null), 'wrong_code: user 1, studio 1, address 0, events 1',
  format('P17: %s is a wrong code', c.what))
from (values
  ('a null code', null), ('an empty code', ''), ('a code of 10 kB', repeat('x', 10000)),
  ('a code of control characters', E'\x01\x02')
) as c (what, code);
select is(pg_temp.try_from('wrong', '', m.minutes),
  'minutes_out_of_range: user 0, studio 0, address 0, events 0',
  format('P17: an attempt for %L minutes is refused uncounted', m.minutes))
from unnest(array[null, 0, -1, 61, 2147483647, -2147483648]) as m (minutes);

-- whatever goes wrong ----------------------------------------------------------------
-- A part's trigger refuses, at once or at commit, with the SQLSTATE that is its
-- argument.
create function pg_temp.breaks() returns trigger language plpgsql as $$
begin
  raise exception using errcode = tg_argv[0];
end;
$$;
create function pg_temp.broken(p_code text, p_breakage text) returns text
language plpgsql as $$
declare
  v_outcome text;
begin
  begin
    perform tests.flush();
    execute p_breakage;
    v_outcome := pg_temp.try_from(p_code, '203.0.113.7');
    perform tests.flush();
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return v_outcome;
  end;
end;
$$;
select is(pg_temp.broken('wrong', b.breakage), b.outcome,
  format('P17: a wrong code is counted where %s', b.what))
from (values
  ('nothing is broken (control)', 'select 1',
    'wrong_code: user 1, studio 1, address 1, events 1'),
  ('its event cannot be queued', $$ create trigger broken before insert
      on stagedoor.event_queue for each row when (new.event = 'master_code.refused')
      execute function pg_temp.breaks('P0001') $$,
    'wrong_code: user 1, studio 1, address 1, events 0'),
  ('its event cannot be appended', $$ create constraint trigger broken after insert
      on stagedoor.event_queue deferrable initially deferred for each row
      when (new.event = 'master_code.refused') execute function pg_temp.breaks('40001') $$,
    'wrong_code: user 1, studio 1, address 1, events 0'),
  ('the address is lost to a deadlock', $$ create trigger broken before insert
      on stagedoor.rate_limits for each row when (new.kind = 'master_code_address')
      execute function pg_temp.breaks('40P01') $$,
    'busy: user 1, studio 0, address 0, events 1'),
  ('the studio is lost to a race', $$ create trigger broken before insert
      on stagedoor.rate_limits for each row when (new.kind = 'master_code_scope')
      execute function pg_temp.breaks('40001') $$,
    'busy: user 1, studio 0, address 0, events 1'),
  ('a lock is not to be had', $$ create trigger broken before insert
      on stagedoor.rate_limits for each row when (new.kind = 'master_code_scope')
      execute function pg_temp.breaks('55P03') $$,
    'busy: user 1, studio 0, address 0, events 1'),
  ('counting takes too long', $$ create trigger broken before insert
      on stagedoor.rate_limits for each row when (new.kind = 'master_code_scope')
      execute function pg_temp.breaks('57014') $$,
    'busy: user 1, studio 0, address 0, events 1'),
  ('something else is wrong', $$ create trigger broken before insert
      on stagedoor.rate_limits for each row when (new.kind = 'master_code_scope')
      execute function pg_temp.breaks('P0004') $$,
    'failed: user 1, studio 0, address 0, events 1'),
  ('nothing can be compared', $$ create or replace function
      stagedoor_studio.bcrypt(p_code text, p_salt text) returns text language plpgsql
      set search_path = '' as 'begin return 1 / 0; end' $$,
    'failed: user 1, studio 0, address 0, events 1'),
  ('the limit of a user is no number', $$ update stagedoor.settings set value = '"five"'
      where key = 'secret_max_failures_per_user' $$,
    'wrong_code: user 1, studio 1, address 1, events 1'),
  ('the limit of a studio is no number', $$ update stagedoor.settings set value = 'null'
      where key = 'secret_max_failures_per_scope' $$,
    'wrong_code: user 1, studio 1, address 1, events 1'),
  ('the limit of an address is no number', $$ update stagedoor.settings set value = '[]'
      where key = 'secret_max_failures_per_address' $$,
    'wrong_code: user 1, studio 1, address 1, events 1'),
  ('there is no cost', $$ delete from stagedoor.settings
      where key = 'master_code_cost' $$,
    'wrong_code: user 1, studio 1, address 1, events 1'),
  ('the longest elevation is no number', $$ update stagedoor.settings set value = '"long"'
      where key = 'elevation_max_minutes' $$,
    'wrong_code: user 1, studio 1, address 1, events 1')
) as b (what, breakage, outcome);
select is(pg_temp.broken('open sesame', b.breakage), b.outcome,
  format('P17: the right code is refused and counted where %s', b.what))
from (values
  ('a part refuses the elevation', $$ create trigger broken before insert
      on stagedoor.elevations for each row execute function pg_temp.breaks('P0001') $$,
    'failed: user 1, studio 0, address 0, events 1'),
  ('a part refuses that at commit', $$ create constraint trigger broken after insert
      on stagedoor.elevations deferrable initially deferred for each row
      execute function pg_temp.breaks('23514') $$,
    'failed: user 1, studio 0, address 0, events 1'),
  ('a race is lost', $$ create trigger broken before insert
      on stagedoor.elevations for each row execute function pg_temp.breaks('40001') $$,
    'busy: user 1, studio 0, address 0, events 1')
) as b (what, breakage, outcome);
create function pg_temp.lockout(p_breakage text) returns text
language plpgsql as $$
declare
  v_text text;
begin
  begin
    perform pg_temp.look_away();
    execute p_breakage;
    perform pg_temp.try('ash', 'wrong ' || n) from generate_series(1, 5) as n;
    v_text := format('%s, alerts %s, locked out %s', pg_temp.trace(),
      (select count(*) from stagedoor.alerts),
      (select count(*)
       from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null) as e
       where e.event = 'master_code.locked_out'
         and e.seq > current_setting('test.seen')::bigint));
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return v_text;
  end;
end;
$$;
delete from stagedoor.alerts;
select is(pg_temp.lockout('select 1'),
  'user 5, studio 5, address 0, events 5, alerts 1, locked out 1',
  'F89: five wrong codes are five events, a lockout and an alert (control)');
select is(pg_temp.lockout(b.breakage),
  'user 5, studio 5, address 0, events 5, alerts 0, locked out 1',
  format('P17: five wrong codes are recorded where the alert cannot be %s', b.what))
from (values
  ('raised', $$ create trigger broken before insert on stagedoor.alerts
    for each row execute function pg_temp.breaks('P0001') $$),
  ('kept', $$ create constraint trigger broken after insert on stagedoor.alerts
    deferrable initially deferred for each row
    execute function pg_temp.breaks('55P03') $$)
) as b (what, breakage);
delete from stagedoor.rate_limits;

-- apps -------------------------------------------------------------------------------
-- The platform's OAuth server gives an app a session of the person's own.
update auth.sessions set oauth_client_id = gen_random_uuid()
where id = pg_temp.session('bo');
select is(pg_temp.try('bo', code) ->> 'reason', 'no_session',
  format('F131: an app is not elevated with %s', what))
from (values ('the right code', 'open sesame'), (
  'a wrong code', 'wrong')) as c (what, code);
select is_empty(
  $$ select from stagedoor.rate_limits as r
     where r.subject like tests.user_id('bo') || ':%' $$,
  'F131: a try of an app is neither compared nor counted as its user''s');
update auth.sessions set oauth_client_id = null where id = pg_temp.session('bo');
select is(pg_temp.try('bo', 'open sesame') ->> 'ok', 'true',
  'F131: a session of the user''s own is elevated (control)');
select isnt_empty(
  $$ select from stagedoor.elevated_scopes(tests.user_id('bo'), pg_temp.session('bo')) $$,
  'F131: a session of the user''s own stays elevated (control)');
update auth.sessions set oauth_client_id = gen_random_uuid()
where id = pg_temp.session('bo');
select is_empty(
  $$ select from stagedoor.elevated_scopes(tests.user_id('bo'), pg_temp.session('bo')) $$,
  'F131: an elevation that an app''s session had counts for nothing');
select throws_ok(
  $$ select stagedoor.elevate_for(
       tests.user_id('bo'), pg_temp.session('bo'), tests.project_id('Ink'), 5) $$,
  '22023', null, 'F131: an app''s session is not elevated by another definer');
update auth.sessions set oauth_client_id = null where id = pg_temp.session('bo');

-- what it costs ---------------------------------------------------------------------------
update stagedoor.settings set value = '12' where key = 'master_code_cost';
-- bcrypt is replaced by one that notes its cost: the time of an attempt doubles with each.
create temporary table work (cost integer);
grant all on work to public;
create or replace function stagedoor_studio.bcrypt(p_code text, p_salt text) returns text
language plpgsql volatile set search_path = '' as $$
begin
  insert into pg_temp.work values (pg_catalog.substr(p_salt, 5, 2)::integer);
  return p_salt || p_code;
end;
$$;
create function pg_temp.work_of(p_code text, p_hash text) returns numeric
language plpgsql as $$
begin
  delete from work;
  perform stagedoor_studio.bcrypt_matches(p_code, p_hash);
  return (select sum(2 ^ w.cost) from work as w);
end;
$$;
select is(pg_temp.work_of('open sesame', h.hash), 2 ^ 12::numeric,
  format('P6: an attempt takes the time of cost 12, compared with %s', h.what))
from (values
  ('a hash of cost 10', '$2a$10$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'),
  ('a hash of cost 11', '$2a$11$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'),
  ('a hash of cost 12', '$2a$12$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'),
  ('no hash', null)
) as h (what, hash);
select is(pg_temp.work_of(null, null), 2 ^ 12::numeric,
  'P6: an attempt without code and hash takes the time of cost 12');
delete from work;
select is(pg_temp.try('bo', 'wrong') ->> 'reason', 'wrong_code',
  'P6: a wrong attempt is answered as wrong');
select is((select sum(2 ^ w.cost)::numeric from work as w), 2 ^ 12::numeric,
  'P6: a wrong attempt takes the time of cost 12');
select pg_temp.try('bo', 'wrong') from generate_series(1, 4);
delete from work;
select is(pg_temp.try('bo', 'wrong') ->> 'reason', 'locked_out',
  'P6: a locked-out attempt is refused');
select is_empty($$ select from work $$, 'P6: a locked-out attempt takes no time');
delete from stagedoor.rate_limits;

-- the access log -------------------------------------------------------------------------
select tests.clear_authentication();
delete from stagedoor.access_log;
select tests.create_user(name) from unnest(array['out', 'eli']) as name;
select tests.grant_role('eli', 'Ink', 'assistant');
select pg_temp.try('out', 'open sesame');
select pg_temp.try('eli', 'not it');
select results_eq(
  $$ select l.user_id, l.resource_type, l.resource_id, l.action, l.scope_id, l.refused
     from stagedoor.access_log as l where l.user_id in (tests.user_id('out'), tests.user_id('eli'))
     order by l.id $$,
  $$ values
       (tests.user_id('out'), 'master_code', tests.project_id('Ink')::text, 'unlock', null::uuid,
         'wrong_code'),
       (tests.user_id('eli'), 'master_code', tests.project_id('Ink')::text, 'unlock',
         tests.project_id('Ink'), 'wrong_code') $$,
  'F88: a wrong code is a line of the studio where it could open something, else of its user');
alter table stagedoor.access_log rename to gone;
select is(pg_temp.try('eli', 'wrong') ->> 'reason', 'wrong_code',
  'F59: a wrong code is answered although the access log cannot be written');
alter table stagedoor.gone rename to access_log;

-- meanwhile -------------------------------------------------------------------------------
-- Comparing takes long enough for much to happen. Here it always finds the code right, and
-- does meanwhile what the note says.
create temporary table meanwhile (happens text);
grant all on meanwhile to public;
create or replace function stagedoor_studio.bcrypt_matches(p_code text, p_hash text)
returns boolean language plpgsql security definer set search_path = '' as $$
begin
  execute (select m.happens from pg_temp.meanwhile as m);
  return true;
end;
$$;
create function pg_temp.try_while(p_name text, p_happens text) returns text
language plpgsql as $$
begin
  delete from meanwhile;
  insert into meanwhile values (p_happens);
  return pg_temp.try(p_name, 'open sesame') ->> 'reason';
end;
$$;
create function pg_temp.elevations_of(p_name text) returns bigint
language sql as $$
  select count(*) from stagedoor.elevations as e
  where e.user_id = tests.user_id(p_name) and e.ended_at is null
$$;
select is(pg_temp.try_while('dee', 'select 1'), null,
  'F59: the right code is accepted where nothing happens meanwhile (control)');
select is(pg_temp.elevations_of('dee'), 1::bigint, 'F59: an accepted code elevates');
delete from stagedoor.elevations;
select is(
  pg_temp.try_while('dee', $$ update stagedoor.secrets
    set value = '$2a$12$k87L/MF28Q673VKh8/cPi.SUl7MU/rWuSiIDDFayrKk/1tBsSQu4u'
    where scope_id = tests.project_id('Ink') and name = 'MASTER_CODE_HASH' $$),
  'busy', 'F61: a code that is changed while it is compared opens nothing');
select is(pg_temp.elevations_of('dee'), 0::bigint,
  'F61: a code that is changed meanwhile elevates nobody');
select is(
  pg_temp.try_while('dee', $$ insert into stagedoor.rate_limits (kind, subject, failed_at)
    select 'master_code_user', tests.user_id('dee') || ':' || tests.project_id('Old'),
      array_agg(clock_timestamp()) from generate_series(1, 5) $$),
  'locked_out', 'P6: a user who has failed too often meanwhile is locked out');
select is(pg_temp.elevations_of('dee'), 0::bigint,
  'P6: a user who is locked out meanwhile is not elevated');
delete from stagedoor.rate_limits;
select is(
  pg_temp.try_while('dee', $$ insert into stagedoor.rate_limits (kind, subject, failed_at)
    select 'master_code_scope', tests.project_id('Ink')::text,
      array_agg(clock_timestamp()) from generate_series(1, 20) $$),
  null, 'P6: a right code opens at a studio where others have failed meanwhile');
delete from stagedoor.elevations;
delete from stagedoor.rate_limits;
select is(
  pg_temp.try_while('dee', $$ select tests.ban_user('dee') $$), 'no_session',
  'F95: a user who is banned meanwhile is told so');
select is(pg_temp.elevations_of('dee'), 0::bigint,
  'F95: a user who is banned meanwhile is not elevated');
select tests.ban_user('dee', now() - interval '1 minute');
select is(
  pg_temp.try_while('dee', $$ select tests.revoke(a.id) from stagedoor.user_accesses as a
    where a.user_id = tests.user_id('dee') and a.status = 'Active' $$),
  'busy', 'F95: a user who leaves meanwhile is refused');
select is(pg_temp.elevations_of('dee'), 0::bigint,
  'F95: a user who leaves meanwhile is not elevated');

select * from finish();
rollback;
