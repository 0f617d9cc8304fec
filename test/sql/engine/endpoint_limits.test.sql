-- stagedoor.endpoint_limits: how often one person may do what writes an event (F92).
begin;
select plan(44);
select tests.use_fixture_catalogue();

-- The cast: Pat produces Alpha and invites, Cal and Kit are its crew and delegate what they
-- may, Ida is invited.
select tests.create_user(name) from unnest(array['pat', 'cal', 'kit', 'ida']) as name;
select tests.create_guest('gus', 'pat');
select tests.create_project('Alpha', 'North');
select tests.grant_role('pat', 'Alpha', 'manager');
select tests.grant_key('cal', 'Alpha', 'document:create');
select tests.grant_key('kit', 'Alpha', 'document:create');
select tests.flush();

-- How often an act succeeds, at most p_times; each time is a transaction of its own.
create function pg_temp.times(p_act text, p_times integer) returns integer
language plpgsql as $$
begin
  for v_done in 0 .. p_times - 1 loop
    begin
      execute p_act;
      set constraints all immediate;
      set constraints all deferred;
    exception
      when sqlstate 'PT429' then return v_done;
    end;
  end loop;
  return p_times;
end;
$$;
-- What the act answers instead.
create function pg_temp.refusal(p_act text) returns jsonb
language plpgsql as $$
declare
  v_message text; v_detail text; v_hint text;
begin
  execute p_act;
  set constraints all immediate;
  set constraints all deferred;
  return null;
exception
  when sqlstate 'PT429' then
    get stacked diagnostics
      v_message = message_text, v_detail = pg_exception_detail, v_hint = pg_exception_hint;
    return v_detail::jsonb || jsonb_build_object('message', v_message, 'hint', v_hint);
end;
$$;
create function pg_temp.events(p_event text, p_name text) returns bigint
language sql as $$
  select count(*) from stagedoor_audit.leaves as l
  where l.event = p_event
    and convert_from(l.body, 'UTF8')::jsonb ->> 'actor_id' = tests.user_id(p_name)::text $$;
create function pg_temp.at_most(p_endpoint text) returns integer
language sql as $$
  select l.at_most from stagedoor.endpoint_limits as l where l.endpoint = p_endpoint $$;

-- a person who delegates and takes back ------------------------------------------------
create function pg_temp.delegates(p_to text) returns void language plpgsql as $$
begin
  perform public.revoke_access((public.delegate_access(tests.user_id(p_to),
    tests.project_id('Alpha'), '{document:create}', now() + interval '1 day'))[1]);
end;
$$;
select cmp_ok(pg_temp.at_most('access.delegated'), '<', 200,
  'F92: an installation limits how often one person delegates');
select tests.authenticate_as('cal');
select is(pg_temp.times($$ select pg_temp.delegates('pat') $$, 200), 150,
  'F92: a user delegates and takes back 150 times within an hour, and no more');
select is(
  pg_temp.refusal($$ select pg_temp.delegates('pat') $$) - 'retry_after',
  '{"error_code": "TOO_MANY_REQUESTS", "endpoint": "access.delegated", "at_most": 150,
    "message": "One person may do this at most 150 times within 3600 seconds: access.delegated",
    "hint": "Try again after retry_after seconds."}'::jsonb,
  'F92: a user who does something too often is told how often they may');
select cmp_ok(
  (pg_temp.refusal($$ select pg_temp.delegates('pat') $$) ->> 'retry_after')::integer,
  '<=', 25, 'F92: a user who does something too often is told when to try again');
select tests.clear_authentication();
select is(pg_temp.events('access.delegated', 'cal'), 150::bigint,
  'F92: what is refused leaves no event');
select is_empty(
  $$ select from stagedoor.user_accesses as a
     where a.granted_by = tests.user_id('cal') and a.status = 'Active' $$,
  'F92: what is refused changes nothing');
select tests.authenticate_as('kit');
select is(pg_temp.times($$ select pg_temp.delegates('pat') $$, 3), 3,
  'F92: another user is not refused (control)');
select tests.authenticate_as('cal');
select is(pg_temp.times($$ select public.create_organization('Own') $$, 1), 1,
  'F92: a user who does one thing too often does another (control)');
select tests.clear_authentication();

-- The window slides: an hour ago is an hour ago, and a part of it a part.
update stagedoor.endpoint_uses as u
set free_at = u.free_at - interval '24 seconds'
where u.subject = tests.user_id('cal')::text and u.endpoint = 'access.delegated';
select tests.authenticate_as('cal');
select is(pg_temp.times($$ select pg_temp.delegates('pat') $$, 5), 1,
  'F92: after a part of the hour a user does a part of it');
select tests.clear_authentication();
update stagedoor.endpoint_uses as u set free_at = clock_timestamp() - interval '1 day';
select tests.authenticate_as('cal');
select is(pg_temp.times($$ select pg_temp.delegates('pat') $$, 200), 150,
  'F92: a day without a use is worth no more than one window');
select tests.clear_authentication();

-- an invitation that is over --------------------------------------------------------------
create temporary table invited (name text, token text, access_id uuid);
grant all on invited to public;
create function pg_temp.invites(p_name text, p_scope text) returns void
language plpgsql as $$
begin
  perform tests.authenticate_as('pat');
  insert into invited
  select p_name, i.answer ->> 'token', (i.answer ->> 'access_id')::uuid
  from public.invite_user('ida@example.test', tests.project_id(p_scope), 'lead') as i (answer);
  perform tests.clear_authentication();
end;
$$;
create function pg_temp.accepts(p_name text) returns text language plpgsql as $$
declare
  v_answer jsonb;
begin
  v_answer := public.accept_invitation((select i.token from invited as i where i.name = p_name));
  return coalesce(v_answer ->> 'reason', 'ok');
end;
$$;
select pg_temp.invites('cancelled', 'Alpha');
select tests.authenticate_as('pat');
select public.cancel_invitation((select access_id from invited where name = 'cancelled'));
select tests.clear_authentication();
select tests.flush();
select tests.authenticate_as('ida');
select results_eq(
  $$ select said, count(*)
     from generate_series(1, 200) as n
     cross join lateral (select pg_temp.accepts('cancelled') where n > 0) as a (said)
     group by said order by count $$,
  $$ values ('withdrawn', 30::bigint), ('too_many_tries', 170::bigint) $$,
  'F92: a user who accepts a cancelled invitation 200 times is answered 30 times');
select is(current_setting('response.status'), '429',
  'F92: an attempt that is made too often answers 429');
select cmp_ok(
  (public.accept_invitation((select token from invited where name = 'cancelled'))
    ->> 'retry_after')::integer, '<=', 121,
  'F92: an attempt that is made too often is answered with the seconds to wait');
select tests.clear_authentication();
select tests.flush();
select is(pg_temp.events('invitation.refused', 'ida'), 30::bigint,
  'F92: an account makes the log grow by 30 events an hour with an invitation that is over');
select pg_temp.invites('new', 'Alpha');
select tests.authenticate_as('ida');
select is(pg_temp.accepts('new'), 'ok',
  'F92: a right token is never refused because of others (control)');
select tests.clear_authentication();
select tests.flush();
select is(pg_temp.events('access.accepted', 'ida'), 1::bigint,
  'F92: an acceptance is an event (control)');

-- many in one request -----------------------------------------------------------------------
update stagedoor.endpoint_uses as u set free_at = clock_timestamp();
select tests.authenticate_as('kit');
select is(
  pg_temp.refusal($$ select count(pg_temp.delegates('pat')::text) from generate_series(1, 151) $$)
    ->> 'hint', 'Ask for less at once.', 'F92: one request does no more than a window of them');
select is(
  pg_temp.refusal($$ select count(pg_temp.delegates('pat')::text) from generate_series(1, 20) $$),
  null, 'F92: one request does several of them (control)');
select tests.clear_authentication();

-- any other event ------------------------------------------------------------------------
update stagedoor.endpoint_limits as l set at_most = 40 where l.endpoint = '*';
create temporary table own as
select s.id from stagedoor.scopes as s where s.name = 'Own';
grant select on own to public;
select tests.authenticate_as('cal');
select cmp_ok(
  pg_temp.times($$ select public.rename_scope((select id from own),
    'Own ' || clock_timestamp()) $$, 1500), '<', 1500,
  'F92: an event without a limit of its own has the one of all others');
select tests.clear_authentication();
update stagedoor.endpoint_uses as u set free_at = clock_timestamp();
-- Counted by chance, and as often as they were all in all: 300 are not taken for 1,500.
update stagedoor.endpoint_limits as l set at_most = 1500 where l.endpoint = '*';
select tests.authenticate_as('cal');
select is(
  pg_temp.times($$ select public.rename_scope((select id from own),
    'Own ' || clock_timestamp()) $$, 300), 300,
  'F92: a sample stands for as many as it leaves out (control)');
select tests.clear_authentication();
update stagedoor.endpoint_uses as u set free_at = clock_timestamp();
delete from stagedoor.endpoint_limits as l where l.endpoint = '*';
select tests.authenticate_as('cal');
select is(
  pg_temp.times($$ select public.rename_scope((select id from own),
    'Own ' || clock_timestamp()) $$, 300), 300,
  'F92: without that limit an event has none (control)');
select tests.clear_authentication();

-- In one transaction every use is counted, and none of it is left to chance.
insert into stagedoor.endpoint_limits (endpoint, at_most, within) values ('*', 40, '1 hour');
select is(pg_temp.refusal($$ select stagedoor.count_use('ann', 'thing.done', 40) $$), null,
  'F92: 40 uses at once are within a limit of 40 (control)');
select is(pg_temp.refusal($$ select stagedoor.count_use('bob', 'thing.done', 41) $$) ->> 'at_most',
  '40', 'F92: 41 uses at once are beyond a limit of 40');
select is(pg_temp.refusal($$ select stagedoor.count_use(null, 'thing.done', 41) $$), null,
  'F92: a request that nobody can be told from another is not counted as somebody');

-- whom it binds ------------------------------------------------------------------------------
update stagedoor.endpoint_limits as l set at_most = 2 where l.endpoint = 'access.delegated';
insert into stagedoor.endpoint_limits (endpoint, at_most, within) values
  ('access.granted', 2, '1 hour'), ('scope.renamed', 2, '1 hour');
create function pg_temp.grants() returns void language plpgsql as $$
begin
  perform public.revoke_access(public.grant_access(tests.user_id('ida'),
    tests.project_id('Alpha'), 'permission', 'document:create'));
end;
$$;
select tests.authenticate_as_service();
select is(pg_temp.times($$ select pg_temp.grants() $$, 5), 5,
  'F92: the service has no limit');
select tests.clear_authentication();
create temporary table alpha as select tests.project_id('Alpha') as id;
grant select on alpha to public;
select is(
  pg_temp.times($$ update stagedoor.scopes set name = 'Alpha ' || clock_timestamp()
    where id = (select id from alpha) $$, 5), 5,
  'F92: the owner of the database has no limit');
select tests.authenticate_as('pat');
select is(
  pg_temp.times($$ select public.rename_scope((select id from alpha),
    'Alpha ' || clock_timestamp()) $$, 5), 2,
  'F92: a user with every key has the limit of everybody');
select tests.clear_authentication();

-- Somebody without a session is told from others by whom their token is for.
select tests.authenticate_as_anon();
set local role postgres;
select lives_ok(
  format($$ select stagedoor.count_use(%L, 'account.changed', 100) $$, tests.user_id('gus')),
  'F92: a guest changes their account within the limit (control)');
select throws_ok(
  format($$ select stagedoor.count_use(%L, 'account.changed', 1) $$, tests.user_id('gus')),
  'PT429', null, 'F92: a guest changes their account no more often');
select tests.clear_authentication();

-- attempts that must not raise ---------------------------------------------------------------
select is(stagedoor.unfinished_attempt('PT429') - array['details', 'hint', 'ok'],
  '{"reason": "too_many_tries", "error_code": "TOO_MANY_TRIES", "code": "PT429",
    "message": "Too many attempts", "retry_after": 60}'::jsonb,
  'F92: an attempt that could not be recorded any more is answered with 429');
select is(stagedoor.endpoint_retry_at('access.delegated', 'nobody'), null,
  'F92: somebody who has done nothing may (control)');
select isnt(stagedoor.endpoint_retry_at('account.changed', tests.user_id('gus')::text), null,
  'F92: somebody at the limit is told when they may');
delete from stagedoor.endpoint_limits;
select is(stagedoor.endpoint_retry_at('account.changed', tests.user_id('gus')::text), null,
  'F92: without limits everybody may');

-- the access log -----------------------------------------------------------------------------
insert into stagedoor.endpoint_limits (endpoint, at_most, within) values
  ('script.open', 3, '1 minute');
create function pg_temp.opens() returns void language sql security definer as $$
  select stagedoor.log_access('open', 'script', '1') $$;
select tests.authenticate_as('cal');
select is(pg_temp.times($$ select pg_temp.opens() $$, 5), 3,
  'F92: a user opens no more than the limit of what leaves a line in the access log');
select tests.clear_authentication();
select is((select count(*) from stagedoor.access_log as l where l.resource_type = 'script'),
  3::bigint, 'F92: what is opened beyond the limit leaves no line');
select is(pg_temp.times($$ select pg_temp.opens() $$, 5), 5,
  'F92: the owner of the database opens what they like (control)');

-- rows -----------------------------------------------------------------------------------------
select throws_ok(
  format($$ insert into stagedoor.endpoint_limits (endpoint, at_most, within)
    values (%L, %s, %L) $$, endpoint, at_most, within), '23514', null,
  format('a limit is not %s within %s for %s', at_most, within, endpoint))
from (values
  ('grant_access', 5, '1 hour'), ('a.b', 0, '1 hour'), ('a.b', 5, '0'),
  ('a.b', 5, '-1 hour'), ('a.b', 5, '2 years'), ('a.*', 5, '1 hour')
) as t (endpoint, at_most, within);
select lives_ok(
  $$ insert into stagedoor.endpoint_limits (endpoint, at_most, within)
     values ('a.b', 5, '1 hour') $$, 'a part adds a limit (control)');
select tests.flush();
select is(
  (select max(convert_from(l.body, 'UTF8')::jsonb ->> 'object_id') from stagedoor_audit.leaves as l
   where l.event = 'endpoint_limit.created'
     and convert_from(l.body, 'UTF8')::jsonb ->> 'object_id' = 'a.b'),
  'a.b', 'F47: a change of a limit is an event');

select * from finish();
rollback;
