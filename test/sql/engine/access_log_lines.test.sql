-- stagedoor.access_log: what its hooks make of refusals and lists (F88).
begin;
select plan(34);
select tests.use_fixture_catalogue();

-- The cast: Ben works in Alpha; Eve works elsewhere.
select tests.create_user(name) from unnest(array['ben', 'eve']) as name;
select tests.create_project('Alpha', 'North');
update stagedoor.user_accounts set fullname_first = v.name
from (values ('ben', 'Ben'), ('eve', 'Eve')) as v (who, name)
where id = tests.user_id(v.who);

-- Whoever is null is the service.
create function pg_temp.speak(p_who text, p_claims jsonb default '{}') returns void
language sql as $$
  select set_config('request.jwt.claims', (case when p_who is null
    then '{"role": "service_role"}'
    else jsonb_build_object('sub', tests.id_for(p_who)) end || p_claims)::text, true)
$$;
create function pg_temp.refuses(
  p_who text, p_reason text default 'invalid', p_ip text default null,
  p_scope text default null, p_id text default null, p_claims jsonb default '{}',
  p_outcome jsonb default '{"ok": false}', p_action text default 'accept',
  p_type text default 'invitation', p_agent text default null, p_headers text default '',
  p_for text default null)
returns jsonb language plpgsql as $$
begin
  perform set_config('request.headers', p_headers, true);
  perform pg_temp.speak(p_who, p_claims);
  return stagedoor.note_refusal(
    p_outcome || jsonb_build_object('reason', p_reason), p_action, p_type, p_id,
    case when p_scope is not null then tests.scope_id(p_scope) end,
    tests.id_for(p_for), p_ip, p_agent);
end;
$$;
create function pg_temp.lines() returns text language sql as $$
  select coalesce(string_agg(concat_ws(' ', coalesce(a.fullname_first, host(l.ip_address),
    'nobody'), l.action, l.resource_type, l.resource_id, s.name, l.refused,
    l.client_id, case when l.times > 1 then 'x' || l.times end), ', ' order by l.id), 'none')
  from stagedoor.access_log as l
  left join stagedoor.user_accounts as a on a.id = l.user_id
  left join stagedoor.scopes as s on s.id = l.scope_id
$$;

-- a refusal -------------------------------------------------------------------------------
select is(pg_temp.refuses('ben', p_agent => 'a phone', p_headers => '{
    "cf-connecting-ip": "203.0.113.9", "user-agent": "a browser"}'),
  '{"ok": false, "reason": "invalid"}', 'a refusal is answered as it was made');
select results_eq(
  $$ select l.user_id, l.resource_type, l.resource_id, l.action, l.timestamp, l.ip_address,
       l.user_agent, l.scope_id, l.refused, l.times, l.client_id
     from stagedoor.access_log as l $$,
  $$ values (tests.user_id('ben'), 'invitation', '?', 'accept', stagedoor.instant(),
       '203.0.113.9'::inet, 'a phone', null::uuid, 'invalid', 1, null::text) $$,
  'F88: a refusal that is answered is a line of the log');
select is_empty('select from stagedoor.access_log_queue',
  'habits are learned from no refusal (F92)');
delete from stagedoor.access_log;
select is(pg_temp.refuses('ben', p_outcome => outcome),
  outcome || '{"reason": "invalid"}', format('%s is answered as it is', outcome))
from unnest(array['{"ok": true}', '{}', '{"ok": null}']::jsonb[]) as outcome;
select is(stagedoor.note_refusal(null, 'accept', 'invitation'), null,
  'no outcome is answered as none');
select is(pg_temp.lines(), 'none', 'an outcome that is no refusal is no line (control)');

select pg_temp.refuses('ben', p_headers => '{"user-agent": "a browser"}')
from generate_series(1, 3);
select is(pg_temp.lines(), 'Ben accept invitation ? invalid x3',
  'F88: a refusal that repeats within a minute is one line, with its times');
select is((select l.user_agent from stagedoor.access_log as l), 'a browser',
  'a refusal says with what it was asked');
select pg_temp.refuses('ben', 'expired');
select pg_temp.refuses('ben', p_action => 'open');
select pg_temp.refuses('ben', p_type => 'script_share');
select pg_temp.refuses('ben', p_id => 'one');
select pg_temp.refuses('ben', p_scope => 'Alpha');
select pg_temp.refuses('ben', p_claims => '{"client_id": "robot"}');
select pg_temp.refuses('eve');
select pg_temp.refuses(null);
select pg_temp.refuses(null, p_ip => '203.0.113.1');
select pg_temp.refuses(null, p_for => 'eve');
select pg_temp.refuses(null, p_ip => '203.0.113.2') from generate_series(1, 2);
select pg_temp.refuses('ben', p_scope => 'Alpha');
select pg_temp.refuses('ben', p_claims => '{"client_id": "robot"}');
select is(pg_temp.lines(), concat_ws(', ',
  'Ben accept invitation ? invalid x3', 'Ben accept invitation ? expired',
  'Ben open invitation ? invalid', 'Ben accept script_share ? invalid',
  'Ben accept invitation one invalid', 'Ben accept invitation ? Alpha invalid x2',
  'Ben accept invitation ? invalid robot x2', 'Eve accept invitation ? invalid x2',
  'nobody accept invitation ? invalid', '203.0.113.1 accept invitation ? invalid',
  '203.0.113.2 accept invitation ? invalid x2'),
  'F88, F131: a refusal has a line for each reason, act, thing, scope, app, person and address');

delete from stagedoor.access_log;
select pg_temp.refuses(null, p_ip => ip)
from unnest(array['2001:db8::1', '2001:db8::2', '2001:db8:0:1::1']) as ip;
select is((select array_agg(l.times order by l.id) from stagedoor.access_log as l), array[2, 1],
  'a refusal of another address in the same /64 is the same refusal');
delete from stagedoor.access_log;
select pg_temp.refuses('ben');
update stagedoor.access_log set timestamp = timestamp - interval '61 seconds';
select pg_temp.refuses('ben');
select is((select array_agg(l.times order by l.id) from stagedoor.access_log as l), array[1, 1],
  'a refusal after a minute is a line of its own');
delete from stagedoor.access_log;

-- Nothing that a refusal carries keeps it from being answered.
select is(pg_temp.refuses('ben', r.reason, r.ip, null, r.id, p_agent => r.agent,
    p_action => r.action) ->> 'reason', r.reason,
  format('a refusal is answered although its %s', why))
from (values
  ('Not A Word', null, 'accept', null, null, 'reason is no word'),
  (null, null, 'accept', null, null, 'reason is missing'),
  ('invalid', repeat('x', 100000), 'accept', repeat('y', 100000), 'nowhere', 'values are long'),
  ('invalid', '', 'accept', '', '', 'values are empty'),
  ('invalid', null, 'Not a word', null, null, 'act is no word')
) as r (reason, id, action, agent, ip, why);
select results_eq(
  $$ select char_length(l.resource_id), char_length(l.user_agent)
     from stagedoor.access_log as l where l.refused is not null $$,
  $$ values (200, 400) $$, 'a refusal is cut to what a line holds');
delete from stagedoor.access_log;
select pg_temp.refuses('ben', p_ip => '2001:db8::9', p_headers => '{"user-agent": "x"}');
select pg_temp.refuses('nobody');
select results_eq(
  $$ select l.user_id, l.ip_address from stagedoor.access_log as l order by l.id $$,
  $$ values (tests.user_id('ben'), '2001:db8::9'::inet), (null, null) $$,
  'a refusal has the address that the service says, and no account that is not there');
delete from stagedoor.access_log;

select throws_ok(format(
  $$ insert into stagedoor.access_log (action, resource_type, resource_id, times, refused)
     values ('open', 'script', '1', %s, %L) $$, times, refused), '23514', null,
  format('a line %s times%s is refused', times, ', refused for ' || refused))
from (values (0, 'invalid'), (2, null)) as t (times, refused);

-- what a list shows -----------------------------------------------------------------------
create function pg_temp.shows(p_who text, p_what text[], p_scope text default null,
  p_action text default 'read', p_type text default 'profile') returns void
language plpgsql as $$
begin
  perform pg_temp.speak(p_who, case when p_what = '{robot}' then '{"client_id": "robot"}'::jsonb
    else '{}' end);
  perform stagedoor.log_shown(p_action, p_type, p_what,
    case when p_scope is not null then tests.scope_id(p_scope) end);
end;
$$;
select pg_temp.shows('ben', '{two,one}');
select pg_temp.shows('ben', '{one,three}');
select is(pg_temp.lines(), 'Ben read profile one, Ben read profile two, Ben read profile three',
  'F88: a list is one line an hour for each that it shows');
select set_eq('select q.access_log_id from stagedoor.access_log_queue as q',
  'select l.id from stagedoor.access_log as l',
  'habits are learned from what a list shows (F92)');
select pg_temp.shows('eve', '{one}');
select pg_temp.shows('ben', '{one}', 'Alpha');
select pg_temp.shows('ben', '{one}', null, 'export');
select pg_temp.shows('ben', '{one}', null, 'read', 'contract');
select pg_temp.shows('ben', '{}');
select pg_temp.shows('ben', null);
select is((select count(*) from stagedoor.access_log), 7::bigint,
  'a list is a line for another person, scope, act and kind');
update stagedoor.access_log set timestamp = timestamp - interval '61 minutes'
where resource_id = 'two';
select pg_temp.shows('ben', '{one,two,three}');
select is((select count(*) from stagedoor.access_log), 8::bigint,
  'a list is a line again after an hour');
select pg_temp.shows('ben', '{robot}');
select is((select l.client_id from stagedoor.access_log as l order by l.id desc limit 1), 'robot',
  'F131: a line says which app it was shown to');
delete from stagedoor.access_log;
select pg_temp.shows('ben', '{robot}');
select pg_temp.shows('ben', '{robot}');
select pg_temp.speak('ben', '{}'), stagedoor.log_shown('read', 'profile', '{robot}');
select pg_temp.speak('ben', '{}'), stagedoor.log_shown('read', 'profile', '{robot}');
select is(pg_temp.lines(), 'Ben read profile robot robot, Ben read profile robot',
  'F131: a list that was shown to an app is a line again for the user, once');
delete from stagedoor.access_log;
select pg_temp.shows(null, '{one}') from generate_series(1, 2);
select is(pg_temp.lines(), 'nobody read profile one',
  'a list that is shown to the service is one line an hour, too');
delete from stagedoor.access_log;
create function pg_temp.only_reads() returns text language plpgsql as $$
begin
  perform set_config('transaction_read_only', 'on', true);
  perform pg_temp.shows('ben', '{one}');
  raise sqlstate 'XDONE';
exception
  when others then return sqlstate;
end;
$$;
select is(pg_temp.only_reads(), 'XDONE',
  'a list is shown in a transaction that only reads, such as a GET');

-- what is left to look at -------------------------------------------------------------------
delete from stagedoor.access_log_queue;
insert into stagedoor.access_log_queue (logged_at, access_log_id)
select now() - age, 1 from unnest(array['401 days', '399 days']::interval[]) as age;
select stagedoor.sweep_access_log();
select results_eq('select q.logged_at from stagedoor.access_log_queue as q',
  $$ select now() - interval '399 days' $$,
  'a line that nobody swept for alerts leaves the queue when it leaves the log (F88)');

-- how long counts stay ----------------------------------------------------------------------
insert into stagedoor.access_denials (user_id, permission_key, scope_id, minute, reason)
select tests.user_id('ben'), 'a:b', tests.scope_id('Alpha'), now() - age, 'no_permission'
from unnest(array['91 days', '89 days']::interval[]) as age;
select is(stagedoor.sweep_access_log(), 0::bigint, 'the sweep counts lines of the access log alone');
select is((select count(*) from stagedoor.access_denials), 1::bigint,
  'F89: a count of refused questions goes after the days that the setting says');
update stagedoor.settings set value = '80' where key = 'access_denials_retention_days';
select stagedoor.sweep_access_log();
select is((select count(*) from stagedoor.access_denials), 0::bigint,
  'F89: the setting says how long counts of refused questions stay');

select * from finish();
rollback;
