-- stagedoor.account_habits: what is learned from the access log, line by line (F92).
begin;
select plan(40);
select tests.use_fixture_catalogue();

-- The cast: Ben and Cam work in Alpha. It is a Wednesday, 12 o'clock.
select tests.create_user(name) from unnest(array['ben', 'cam']) as name;
select tests.create_project('Alpha', 'North');
select tests.freeze_time('2027-03-10 12:00+00');
update stagedoor.settings set value = '2' where key = 'habit_half_life_days';

create function pg_temp.logs(p_who text, p_times integer default 1, p_at timestamptz default null,
  p_ip inet default '203.0.113.7', p_resource text default 'script', p_action text default 'open',
  p_refused text default null, p_client text default null)
returns void language sql as $$
  with logged as (
    insert into stagedoor.access_log (user_id, resource_type, resource_id, action, timestamp,
      ip_address, scope_id, refused, client_id)
    select tests.id_for(p_who), p_resource, '1', p_action, coalesce(p_at, stagedoor.instant()),
      p_ip, tests.scope_id('Alpha'), p_refused, p_client
    from generate_series(1, p_times)
    returning id, timestamp
  )
  insert into stagedoor.access_log_queue (logged_at, access_log_id)
  select l.timestamp, l.id from logged as l
$$;
create function pg_temp.habits(p_who text default 'ben') returns text language sql as $$
  select coalesce(string_agg(format('%s %s %s', h.trait, h.value, round(h.uses::numeric, 2)), ', '
    order by h.trait, h.value), 'none')
  from stagedoor.account_habits as h where h.user_id = tests.user_id(p_who)
$$;
create function pg_temp.learns(p_lines integer default 100) returns text language sql as $$
  select concat_ws(' ', l.lines_learned, l.alerts_raised) from stagedoor.learn_habits(p_lines) as l
$$;
create function pg_temp.forget() returns void language sql as $$
  delete from stagedoor.account_habits;
  delete from stagedoor.account_scores;
  delete from stagedoor.alerts;
  delete from stagedoor.access_log;
  delete from stagedoor.access_log_queue;
$$;
create function pg_temp.alerts() returns text language sql as $$
  select coalesce(string_agg(concat_ws(' ', a.rule_key,
    case a.subject_id when tests.user_id('ben') then 'ben' else 'cam' end,
    a.detail #>> '{personal,network}', case when a.rule_key = 'unusual_activity' then a.cause end),
    ', ' order by a.rule_key, a.cause), 'none')
  from stagedoor.alerts as a
$$;

-- learning ------------------------------------------------------------------------------------
select is(pg_temp.learns(), '0 0', 'nothing is learned where nothing is new');
select pg_temp.logs('ben', 2), pg_temp.logs('ben', 1, p_ip => '2001:db8::1', p_action => 'export'),
  pg_temp.logs('ben', 1, p_ip => null, p_resource => 'staff');
select is(pg_temp.learns(), '4 0', 'each new line is learned');
select is(pg_temp.habits(),
  'action export 1.00, action open 3.00, hour 60 4.00, network 2001:db8::/64 1.00, '
    || 'network 203.0.113.7 2.00, network unknown 1.00, resource script 3.00, resource staff 1.00',
  'F92: of each line the hour of the week, the network, the kind of thing and the act are counted');
select is(pg_temp.habits('cam'), 'none', 'nobody learns from the lines of others');
select is(pg_temp.learns(), '0 0', 'a line is learned once');
select pg_temp.logs('ben', 1, stagedoor.instant() + interval '2 days');
select pg_temp.learns();
select is(pg_temp.habits(),
  'action export 1.00, action open 2.50, hour 108 1.00, hour 60 4.00, network 2001:db8::/64 1.00, '
    || 'network 203.0.113.7 2.00, network unknown 1.00, resource script 2.50, resource staff 1.00',
  'a habit counts half after the days that the setting says');
select pg_temp.logs('ben');
select pg_temp.learns();
select matches(pg_temp.habits(), 'network 203.0.113.7 3.00',
  'a line that comes late makes no habit older');
select pg_temp.forget();
select pg_temp.logs('ben', 1, '2027-03-08 00:00+00'), pg_temp.logs('ben', 1, '2027-03-14 23:59+00');
select is(pg_temp.learns(), '1 0', 'one batch holds what four hours hold');
select is(pg_temp.learns(), '1 0', 'the next batch holds the rest');
select matches(pg_temp.habits(), 'hour 0 .*hour 167', 'a week begins on Monday and has 168 hours');
select pg_temp.forget();
select pg_temp.logs('ben', 1, '2027-03-08 00:00+00'), pg_temp.logs('ben', 1, '2027-03-08 03:59+00'),
  pg_temp.logs('ben', 1, '2027-03-08 04:00+00');
select is(pg_temp.learns(1), '1 0', 'one batch holds as many lines as it may');
select is(pg_temp.learns(), '2 0', 'four hours begin with the oldest line that is left');
select pg_temp.forget();
select pg_temp.logs(null), pg_temp.logs('ben', p_refused => 'invalid'),
  pg_temp.logs('ben', p_client => 'robot'), pg_temp.logs('cam');
delete from stagedoor.access_log as l where l.user_id = tests.user_id('cam');
select is(pg_temp.learns(), '4 0', 'lines leave the queue that teach nothing');
select is_empty('select from stagedoor.account_habits',
  'nothing is learned from refusals, apps, nobody, and lines that are gone');

-- a new address -------------------------------------------------------------------------------------
select pg_temp.forget();
update stagedoor.alert_rules set threshold = 3 where rule_key = 'new_address';
select pg_temp.logs('ben', 2);
select pg_temp.learns();
select pg_temp.logs('ben', 1, p_ip => '203.0.113.8');
select is(pg_temp.learns(), '1 0', 'a new address of an account with few lines is no alert');
select pg_temp.logs('ben', 1, p_ip => '203.0.113.8'), pg_temp.logs('ben', 1, p_ip => null),
  pg_temp.logs('cam', 1, p_ip => '203.0.113.9');
select is(pg_temp.learns(), '3 0', 'known and unknown addresses and those of a new account are no alert');
select pg_temp.logs('ben', 2, p_ip => '203.0.113.9'), pg_temp.logs('ben', 1, p_ip => '2001:db8::1');
select is(pg_temp.learns(), '3 2', 'F89: an account that is used from a new address raises an alert');
select set_eq($$ select unnest(string_to_array(pg_temp.alerts(), ', ')) $$,
  array['new_address ben 203.0.113.9', 'new_address ben 2001:db8::/64'],
  'F89: an alert names the address that is new');
select unalike(
  (select string_agg(a.cause || o.payload::text, ' ') from stagedoor.alerts as a, stagedoor.outbox as o),
  '%203.0.113.9%', 'F47: the address stands where it can be erased alone');
select set_eq(
  $$ select a.cause from stagedoor.alerts as a $$,
  $$ select format('line %s', min(l.id)) from stagedoor.access_log as l
     where l.ip_address in ('203.0.113.9', '2001:db8::1') and l.user_id = tests.user_id('ben')
     group by l.ip_address $$,
  'F47: the cause of an alert is nothing that an address could be guessed from');
select pg_temp.logs('ben', 2, p_ip => '2001:db8::7');
select is(pg_temp.learns(), '2 0', 'another address of the same /64 is none that is new');
select pg_temp.logs('ben', 2, p_ip => '198.51.100.2');
update stagedoor.access_log set scope_id = null
where id = (select max(l.id) from stagedoor.access_log as l);
select is(pg_temp.learns(), '2 2', 'F89: a new address is an alert in each scope of its lines');
select pg_temp.logs('ben', 2, '2027-03-11 23:59+00', '198.51.100.3'),
  pg_temp.logs('ben', 2, '2027-03-12 00:01+00', '198.51.100.3');
select is(pg_temp.learns(), '4 2', 'F89: a new address is an alert on each day of its lines');
update stagedoor.alert_rules set is_active = false where rule_key = 'new_address';
select pg_temp.logs('ben', 1, p_ip => '198.51.100.1');
select is(pg_temp.learns(), '1 0', 'a rule that is switched off raises nothing');

-- what is unusual -------------------------------------------------------------------------------------
select pg_temp.forget();
update stagedoor.alert_rules set threshold = 20, factor = 90 where rule_key = 'unusual_activity';
select pg_temp.logs('ben', 19);
select pg_temp.learns();
select pg_temp.logs('ben', 1, p_action => 'export');
select pg_temp.learns();
select is_empty('select from stagedoor.account_scores', 'a line is not scored before enough are known');
select pg_temp.logs('ben', 18), pg_temp.logs('ben', 1, p_ip => '203.0.113.8');
select is(pg_temp.learns(), '19 0', 'an outlier is no alert before enough were scored');
select set_eq($$ select s.score, s.lines from stagedoor.account_scores as s $$,
  $$ values (0::smallint, 18::bigint), (22, 1) $$,
  'F92: a line is scored by how seldom its account did the like, in quarters of a bit');
select pg_temp.logs('ben', 1);
select is(pg_temp.learns(), '1 0', 'a usual line is no alert (control)');
select pg_temp.logs('ben', 1, p_action => 'export', p_ip => '203.0.113.9');
select is(pg_temp.learns(), '1 1', 'F92: a line beyond the percentile of its account''s own raises an alert');
select is(pg_temp.alerts(), 'unusual_activity ben 203.0.113.9 script.export',
  'F92: an alert names what is unusual');
select results_eq(
  $$ select (a.detail ->> 'score')::numeric > (a.detail ->> 'usual')::numeric, a.detail -> 'usual',
       a.detail -> 'access_log_id' from stagedoor.alerts as a $$,
  $$ select true, to_jsonb(0.00), to_jsonb(max(l.id)) from stagedoor.access_log as l $$,
  'an alert says how surprising the line is, and how surprising lines usually are');
select is((select s.lines from stagedoor.account_scores as s where s.score = 4), 1::bigint,
  'an outlier moves the measure by a bit at most');
select pg_temp.logs('ben', 1, p_action => 'export', p_ip => '203.0.113.10');
select is(pg_temp.learns(), '1 0', 'F89: an outlier of the same kind is one alert a day');
select pg_temp.logs('ben', 1, p_resource => 'staff', p_ip => '203.0.113.11');
select is(pg_temp.learns(), '1 1', 'F89: an outlier of another kind is an alert of its own');
update stagedoor.alert_rules set factor = 100 where rule_key = 'unusual_activity';
select pg_temp.logs('ben', 1, p_resource => 'venue', p_ip => '203.0.113.12', p_action => 'open');
select is(pg_temp.learns(), '1 1', 'a percentile of 100 is all that there was so far');
select pg_temp.logs('cam', 1, p_resource => 'venue', p_ip => '203.0.113.12', p_action => 'export');
select is(pg_temp.learns(), '1 0', 'nobody is measured by others');

-- forgetting ----------------------------------------------------------------------------------------
select tests.flush();
select tests.authenticate_as_service();
select public.erase_personal_data(tests.user_id('cam'));
select tests.clear_authentication();
select is(pg_temp.habits('cam'), 'none', 'F47: habits of a person who is erased go');
select isnt(pg_temp.habits('ben'), 'none', 'habits of others stay (control)');
select tests.authenticate_as_service();
select public.erase_personal_data(tests.user_id('ben'));
select tests.clear_authentication();
select is_empty('select from stagedoor.account_scores', 'F47: scores of a person who is erased go');
select pg_temp.logs('ben', 1, stagedoor.instant() - interval '399 days'),
  pg_temp.logs('ben', 1, stagedoor.instant() - interval '401 days', p_action => 'export');
select pg_temp.learns(), pg_temp.learns();
select stagedoor.sweep_access_log();
select unalike(pg_temp.habits(), '%export%', 'F47: habits go with the lines that they are from');

select * from finish();
rollback;
