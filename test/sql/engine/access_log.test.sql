-- stagedoor.access_log: who opened, exported or was shown what (F88).
begin;
select plan(36);
select tests.use_fixture_catalogue();

-- The cast: Ada runs Alpha, whose department Vault denies her the log; Ben works in Alpha;
-- Eve works elsewhere.
select tests.create_user(name) from unnest(array['ada', 'ben', 'eve']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_department('Camera', 'Alpha');
select tests.create_department('Vault', 'Alpha');
select tests.grant_role('ada', 'Alpha', 'owner');
select tests.grant_policy('ada', 'Vault', 'audit:view', 'deny');
select tests.grant_key('ben', 'Alpha', 'document:view:all');
select tests.grant_role('eve', 'Gamma', 'owner');

-- What a part does: it decides, answers, and notes it.
create function pg_temp.opens(
  p_who text, p_what text, p_scope text, p_refused text default null,
  p_headers text default '', p_ip text default null, p_agent text default null)
returns void language plpgsql as $$
begin
  perform set_config('request.jwt.claims',
    jsonb_build_object('sub', tests.id_for(p_who))::text, true);
  perform set_config('request.headers', p_headers, true);
  perform stagedoor.log_access('open', 'script', p_what, tests.scope_id(p_scope), p_refused,
    p_ip, p_agent);
  perform set_config('request.headers', '', true);
  perform tests.clear_authentication();
end;
$$;

-- what is noted ---------------------------------------------------------------------------
select has_column('stagedoor', 'access_log', name, format('F88: the log has its %s', name))
from unnest(array['user_id', 'resource_type', 'resource_id', 'action', 'timestamp',
  'ip_address', 'user_agent']) as name;
select pg_temp.opens('ben', 'one', 'Alpha', p_headers => '{
  "cf-connecting-ip": "203.0.113.7", "user-agent": "a browser", "x-forwarded-for": "1.2.3.4"}');
select results_eq(
  $$ select l.user_id, l.resource_type, l.resource_id, l.action, l.timestamp, l.ip_address,
       l.user_agent, l.scope_id, l.refused
     from stagedoor.access_log as l $$,
  $$ values (tests.user_id('ben'), 'script', 'one', 'open', stagedoor.instant(),
       '203.0.113.7'::inet, 'a browser', tests.scope_id('Alpha'), null::text) $$,
  'F88: the log holds who opened what, when, from where and with what');
delete from stagedoor.access_log;

select pg_temp.opens('ben', what, 'Alpha', null, headers, ip, agent)
from (values
  ('none', '', null, null),
  ('rude', '{"cf-connecting-ip": "''; drop table x", "user-agent": "' || repeat('x', 10000)
    || '"}', null, null),
  ('mapped', '{"cf-connecting-ip": "[::ffff:192.0.2.1]:443"}', null, null),
  ('said', '{"cf-connecting-ip": "203.0.113.7", "user-agent": "a server"}', '2001:db8::1',
    'a phone')
) as t (what, headers, ip, agent);
select results_eq(
  $$ select l.resource_id, l.ip_address, char_length(l.user_agent)
     from stagedoor.access_log as l order by l.id $$,
  $$ values ('none', null::inet, null::integer), ('rude', null, 400),
       ('mapped', '192.0.2.1', null), ('said', '2001:db8::1', 7) $$,
  'an address is parsed and an agent cut, whatever a client sends');
delete from stagedoor.access_log;

select throws_ok(format($$ select stagedoor.log_access(%L, %L, %L) $$, action, type, id),
  '23514', null, format('%s of %s %s is no line of the log', action, type, left(id, 9)))
from (values ('Open', 'script', '1'), ('open', 'Script', '1'), ('open', 'script', ''),
  ('open', 'script', repeat('x', 201))) as t (action, type, id);

select throws_ok($$ select stagedoor.log_access('open', 'script', '1', null, 'Too late') $$,
  '23514', null, 'a reason for a refusal is a word, not a sentence');
select throws_ok(
  $$ insert into stagedoor.access_log (action, resource_type, resource_id, user_agent)
     values ('open', 'script', '1', repeat('x', 401)) $$,
  '23514', null, 'the owner of the database stores no longer agent either');
select lives_ok(
  $$ insert into stagedoor.access_log
       (action, resource_type, resource_id, user_agent, refused)
     values ('open', 'script', '1', repeat('x', 400), 'too_late') $$,
  'a line of the log has an agent of 400 characters and a reason (control)');
delete from stagedoor.access_log;

-- who reads it ------------------------------------------------------------------------
select pg_temp.opens('ben', 'one', 'Alpha');
select pg_temp.opens('ben', 'two', 'Camera', 'share_expired');
select pg_temp.opens('ben', 'three', 'Vault');
select pg_temp.opens('eve', 'four', 'Gamma');
select tests.clear_authentication();
select stagedoor.log_access('open', 'script', 'five', tests.scope_id('Alpha'));
create function pg_temp.reads(p_scope text default null, p_limit integer default 100,
  p_after bigint default null) returns text language sql as
$$ select string_agg(l.resource_id || coalesce(' ' || l.refused, ''), ', ')
   from public.list_access_log(
     case when p_scope is not null then tests.scope_id(p_scope) end,
     p_limit, p_after) as l $$;

select tests.authenticate_as('ada');
select is(pg_temp.reads('Alpha'), 'five, two share_expired, one',
  'F88: a holder of audit:view reads a project with the departments that are open to them');
select is(pg_temp.reads('Camera'), 'two share_expired',
  'a department has a log of its own');
select throws_ok($$ select pg_temp.reads('Vault') $$, '42501', 'Access denied',
  'a denial of audit:view hides the log of a department');
select is(pg_temp.reads('Alpha', 1), 'five', 'a page ends after p_limit lines');
select is(pg_temp.reads('Alpha', 1, (
    select max(l.id) from public.list_access_log(tests.scope_id('Alpha')) as l)),
  'two share_expired', 'the next page begins after the last line');
select throws_ok($$ select pg_temp.reads('Alpha', 0) $$, '22023', null,
  'a page has at least one line');
select is(pg_temp.reads(), null, 'a user who did nothing has no line of their own');
select set_eq($$ select l.resource_id from stagedoor.access_log as l $$,
  $$ values ('five'), ('two'), ('one') $$,
  'the policy shows the log of a scope to holders of audit:view');
select tests.authenticate_as('ben');
select is(pg_temp.reads(), 'three, two share_expired, one',
  'F88: a user reads what they did themselves');
select throws_ok($$ select pg_temp.reads('Alpha') $$, '42501', 'Access denied',
  'a member without audit:view reads no log of a scope');
select set_eq($$ select l.resource_id from stagedoor.access_log as l $$,
  $$ values ('three'), ('two'), ('one') $$, 'the policy shows users what they did');
select throws_ok(
  $$ insert into stagedoor.access_log (resource_type, resource_id, action)
     values ('script', '1', 'open') $$, '42501', null, 'no user writes the log by hand');
select throws_ok($$ delete from stagedoor.access_log $$, '42501', null,
  'no user takes a line out of the log');
select throws_ok($$ select stagedoor.log_access('open', 'script', '1') $$, '42501', null,
  'no request role writes the log by its hook');
select tests.authenticate_as('eve');
select throws_ok($$ select pg_temp.reads('Alpha') $$, 'PT404', null,
  'a stranger reads no log of a foreign scope');
select tests.clear_authentication();
update auth.users set banned_until = 'infinity' where id = tests.user_id('ben');
select tests.authenticate_as('ben');
select is(pg_temp.reads(), null,
  'a banned user reads nothing, their own lines included (F95)');
select is_empty($$ select from stagedoor.access_log $$,
  'the policy shows a banned user nothing (F95)');
select tests.clear_authentication();

-- how long it stays -------------------------------------------------------------------
update stagedoor.access_log set timestamp = now() - interval '401 days'
where resource_id = 'one';
update stagedoor.access_log set timestamp = now() - interval '399 days'
where resource_id = 'two';
select is(stagedoor.sweep_access_log(), 1::bigint,
  'F88: a line goes after the days that the setting says');
select is(stagedoor.sweep_access_log(), 0::bigint, 'a line goes once');
select tests.authenticate_as_service();
select public.erase_personal_data(tests.user_id('ben'));
select tests.clear_authentication();
select set_eq($$ select l.resource_id from stagedoor.access_log as l $$,
  $$ values ('four'), ('five') $$, 'the log forgets a person who is erased (F47)');

select * from finish();
rollback;
