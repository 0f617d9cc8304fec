-- Alerts: rules as rows, what sweep_alerts finds in what was counted and logged (F89).
begin;
select plan(57);
select tests.use_fixture_catalogue();

-- The cast: people of North, which has Alpha and Beta. South has Gamma.
select tests.create_user(name)
from unnest(array['ada', 'ben', 'cam', 'dan', 'eve', 'fay', 'gil', 'hal', 'ida']) as name;
select tests.create_project(p, 'North') from unnest(array['Alpha', 'Beta']) as p;
select tests.create_project('Gamma', 'South');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('ada', 'North', 'owner');
select tests.flush();

-- rules -----------------------------------------------------------------------------------
create schema rota;
create function rota.find_gaps(
  p_rule stagedoor.alert_rules, p_since timestamptz, p_until timestamptz)
returns table (scope_id uuid, subject_id uuid, cause text, occurred_at timestamptz, detail jsonb)
language sql as $$
  select tests.scope_id('Alpha'), tests.user_id('ben'), 'gap', p_until,
    jsonb_build_object('threshold', p_rule.threshold, 'hours',
      extract(epoch from p_until - p_since) / 3600)
$$;
create function rota.find_too_little(p_rule stagedoor.alert_rules) returns void
language sql as $$ select $$;
create function rota.find_otherwise(
  p_rule stagedoor.alert_rules, p_since timestamptz, p_until timestamptz)
returns table (scope_id uuid, subject_id uuid, cause text, occurred_at timestamptz)
language sql as $$ select null::uuid, null::uuid, '', now() where false $$;
select throws_ok(format('update stagedoor.alert_rules set %s where rule_key = ''denial_burst''', change),
  '23514', null, format('a rule is refused with %s', change))
from unnest(array['threshold = 0', 'threshold = -1', 'within = ''0''', 'within = ''32 days''',
  'factor = 0', 'factor = ''NaN''', 'factor = 1000001', 'found_by = ''find_gaps''',
  'found_by = ''rota.find_gaps()''', 'found_by = ''rota.find_nothing''',
  'found_by = ''rota.find_too_little''', 'found_by = ''rota.find_otherwise''']) as change;
select throws_ok(
  $$ insert into stagedoor.alert_rules (rule_key, description, found_by)
     values ('gap', 'A gap', 'rota.find_otherwise') $$, '23514', null,
  'a rule is refused with a function that answers something else');
select lives_ok(
  $$ insert into stagedoor.alert_rules (rule_key, description, threshold, within, factor, found_by)
     values ('rota_gap', 'A gap', 3, '1 minute', 0.5, 'rota.find_gaps') $$,
  'a part adds a rule with its function (control)');
update stagedoor.alert_rules set threshold = 4, within = '31 days', factor = 1000000
where rule_key = 'rota_gap';
select results_eq(
  $$ select q.event, q.object_id, q.before ->> 'threshold', q.after ->> 'threshold', q.alters_access
     from stagedoor.event_queue as q
     where q.event = 'alert_rule.changed' order by q.id desc limit 1 $$,
  $$ values ('alert_rule.changed', 'rota_gap', '3', '4', false) $$,
  'F89: a change of a threshold is an event, and alters no decision');

-- once a cause and day -----------------------------------------------------------------------
select tests.freeze_time('2027-03-10 12:00+00');
select is(stagedoor.sweep_alerts(), 1, 'F89: a sweep raises what the function of a rule finds');
select results_eq(
  $$ select a.scope_id, a.subject_id, a.cause, a.raised_on, a.detail from stagedoor.alerts as a $$,
  $$ values (tests.scope_id('Alpha'), tests.user_id('ben'), 'gap', '2027-03-10'::date,
       '{"threshold": 4, "hours": 24}'::jsonb) $$,
  'the first sweep looks a day back');
select is(stagedoor.sweep_alerts(), 0, 'F89: a sweep raises nothing twice a day');
select tests.freeze_time('2027-03-10 23:59+00');
select is(stagedoor.sweep_alerts(), 0, 'F89: a sweep at the end of the day raises nothing again');
update stagedoor.alerts set acknowledged_at = now();
select is(stagedoor.sweep_alerts(), 0, 'F89: an acknowledged alert is not raised again that day');
select tests.freeze_time('2027-03-11 01:59+00');
select is(stagedoor.sweep_alerts(), 1, 'F89: a sweep raises the same on the next day');
select is((select a.detail -> 'hours' from stagedoor.alerts as a order by a.raised_on desc limit 1),
  to_jsonb(2.25), 'a sweep looks at the time since the last one and a quarter of an hour');
update stagedoor.alert_rules set is_active = false where rule_key = 'rota_gap';
select tests.freeze_time('2027-03-12 01:59+00');
select is(stagedoor.sweep_alerts(), 0, 'a rule that is switched off finds nothing');
update stagedoor.alert_rules set is_active = true where rule_key = 'rota_gap';
create or replace function rota.find_gaps(
  p_rule stagedoor.alert_rules, p_since timestamptz, p_until timestamptz)
returns table (scope_id uuid, subject_id uuid, cause text, occurred_at timestamptz, detail jsonb)
language plpgsql as $$ begin raise 'broken'; end $$;
insert into stagedoor.access_log (user_id, resource_type, resource_id, action, refused, timestamp)
values (tests.user_id('cam'), 'invitation', '?', 'accept', 'too_many_tries', stagedoor.instant());
select is(stagedoor.sweep_alerts(), 1, 'a rule that fails keeps no other rule from finding');
select is((select s.swept_until from stagedoor.alert_sweeps as s where s.rule_key = 'rota_gap'),
  '2027-03-11 01:59+00', 'a rule that fails is looked for again from where it stood');
select is((select s.swept_until from stagedoor.alert_sweeps as s where s.rule_key = 'failed_codes'),
  '2027-03-12 01:59+00', 'a rule that does not fail is not looked for again (control)');
delete from stagedoor.alert_rules where rule_key = 'rota_gap';
delete from stagedoor.access_log;
delete from stagedoor.alerts;

-- what is raised -------------------------------------------------------------------------------
delete from stagedoor.outbox;
select ok(stagedoor.raise_alert(null, 'new_address', tests.user_id('ben'),
  '{"seen": 1, "personal": {"network": "203.0.113.7"}}', 'first'),
  'an alert of no scope is raised');
select ok(stagedoor.raise_alert(null, 'new_address', tests.user_id('ben'), null, null),
  'an alert is raised without a detail and a cause');
select is((select a.detail from stagedoor.alerts as a where a.cause = 'first'),
  '{"seen": 1, "personal": {"network": "203.0.113.7"}}', 'an alert keeps what it found');
select is((select o.payload - 'alert_id' from stagedoor.outbox as o where o.payload ->> 'cause' = 'first'),
  jsonb_build_object('scope_id', null, 'rule_key', 'new_address', 'subject_id',
    tests.user_id('ben'), 'cause', 'first', 'raised_on', '2027-03-12', 'detail', '{"seen": 1}'::jsonb),
  'F89: the outbox has an alert without what is personal');
select results_eq(
  $$ select q.after, q.personal from stagedoor.event_queue as q
     where q.event = 'alert.raised' and q.after ? 'seen' $$,
  $$ values ('{"seen": 1}'::jsonb, '{"network": "203.0.113.7"}'::jsonb) $$,
  'F47: the log has an alert with what is personal apart');
select tests.flush();
select tests.authenticate_as_service();
select public.erase_personal_data(tests.user_id('ben'));
select tests.clear_authentication();
select is((select a.detail from stagedoor.alerts as a where a.cause = 'first'), '{"seen": 1}',
  'F47: an alert forgets what is personal of a person who is erased');
select stagedoor.raise_alert(null, 'new_address', tests.user_id('cam'), '{"personal": {"a": 1}}');
select stagedoor.sweep_access_log();
select is((select a.detail from stagedoor.alerts as a where a.subject_id = tests.user_id('cam')),
  '{"personal": {"a": 1}}', 'an alert keeps what is personal for a while (control)');
update stagedoor.alerts set raised_at = raised_at - interval '401 days';
select stagedoor.sweep_access_log();
select is((select a.detail from stagedoor.alerts as a where a.subject_id = tests.user_id('cam')),
  '{}', 'F47: an alert forgets what is personal after the days that the setting says');
delete from stagedoor.alerts;

-- a burst of denials ----------------------------------------------------------------------------
-- Speaks of minutes before noon.
select tests.freeze_time('2027-03-12 12:00+00');
update stagedoor.alert_sweeps set swept_until = stagedoor.instant() - interval '5 minutes';
create function pg_temp.denied(p_who text, p_scope text, p_ago interval, p_times integer,
  p_key text default 'document:create') returns void language sql as $$
  insert into stagedoor.access_denials (user_id, permission_key, scope_id, minute, reason, denials)
  values (tests.user_id(p_who), p_key,
    case when p_scope is null then '00000000-0000-0000-0000-000000000000'
      else tests.scope_id(p_scope) end,
    stagedoor.instant() - p_ago, 'no_permission', p_times)
$$;
create function pg_temp.raised() returns text language sql as $$
  select coalesce(string_agg(format('%s %s in %s: %s', a.rule_key,
    coalesce((select p.who from unnest(array['ada', 'ben', 'cam', 'dan', 'eve', 'fay', 'gil',
      'hal', 'ida']) as p (who) where tests.id_for(p.who) = a.subject_id), 'nobody'),
    coalesce(s.name, 'no scope'),
    concat_ws(' ', nullif(a.cause, ''), a.detail::text)), E'\n'
    order by a.rule_key collate "C", a.subject_id, s.name, a.cause), 'nothing')
  from stagedoor.alerts as a left join stagedoor.scopes as s on s.id = a.scope_id
$$;
create function pg_temp.sweeps() returns text language plpgsql as $$
declare
  v_raised text;
begin
  delete from stagedoor.alerts;
  perform stagedoor.sweep_alerts();
  v_raised := pg_temp.raised();
  delete from stagedoor.access_denials;
  delete from stagedoor.access_log;
  update stagedoor.alert_sweeps set swept_until = stagedoor.instant() - interval '5 minutes';
  return v_raised;
end;
$$;
select pg_temp.denied('ben', 'Alpha', '9 minutes', 11), pg_temp.denied('ben', 'Alpha', '0', 10);
select is(pg_temp.sweeps(),
  'denial_burst ben in Alpha: {"denials": 21, "usual_a_day": 0}',
  'F89: a user who is refused 21 times within ten minutes raises an alert');
select pg_temp.denied('ben', 'Alpha', '9 minutes', 10), pg_temp.denied('ben', 'Alpha', '0', 10);
select is(pg_temp.sweeps(), 'nothing', 'a user who is refused 20 times raises no alert');
select pg_temp.denied('ben', 'Alpha', '10 minutes', 11), pg_temp.denied('ben', 'Alpha', '0', 10);
select is(pg_temp.sweeps(), 'nothing', 'refusals ten minutes apart are no burst');
select pg_temp.denied('ben', 'Alpha', '0', 11), pg_temp.denied('ben', 'Camera', '0', 11);
select is(pg_temp.sweeps(), 'denial_burst ben in Alpha: {"denials": 22, "usual_a_day": 0}',
  'refusals in a department are its project''s');
select pg_temp.denied('ben', 'Alpha', '0', 11), pg_temp.denied('ben', 'Beta', '3 minutes', 11);
select is(pg_temp.sweeps(), 'denial_burst ben in North: {"denials": 22, "usual_a_day": 0}',
  'refusals in several projects are their organization''s');
select pg_temp.denied('ben', 'Alpha', '0', 15), pg_temp.denied('ben', 'Gamma', '0', 15),
  pg_temp.denied('ben', null, '0', 15), pg_temp.denied('cam', 'Alpha', '0', 15);
select is(pg_temp.sweeps(), 'nothing',
  'refusals of other organizations, of no scope and of other users are not added up');
select pg_temp.denied('ben', null, '0', 30);
select is(pg_temp.sweeps(), 'denial_burst ben in no scope: {"denials": 30, "usual_a_day": 0}',
  'refusals of what a user may not know of are an alert of no scope');
select pg_temp.denied('ben', 'Alpha', '21 minutes', 30);
select is(pg_temp.sweeps(), 'nothing', 'a burst that was looked at before is no new one');
select pg_temp.denied('ben', 'Alpha', '20 minutes', 30);
select is(pg_temp.sweeps(), 'denial_burst ben in Alpha: {"denials": 30, "usual_a_day": 0}',
  'a burst that committed late is found');
select pg_temp.denied('ben', 'Alpha', '-1 minute', 30);
select is(pg_temp.sweeps(), 'nothing', 'a burst after the sweep is for the next one');

-- Dan is refused seven times a day, Eve on every other day, Fay on one more.
select pg_temp.denied('dan', 'Alpha', d * interval '1 day', 7),
  pg_temp.denied('eve', 'Gamma', d * interval '1 day', case when d <= 7 then 8 else 0 end),
  pg_temp.denied('fay', 'Alpha', d * interval '1 day', case when d <= 8 then 8 else 0 end),
  pg_temp.denied('gil', 'Alpha', (d + 14) * interval '1 day', 100)
from generate_series(1, 14) as d;
select pg_temp.denied('dan', 'Alpha', '0', 21), pg_temp.denied('eve', 'Alpha', '0', 21),
  pg_temp.denied('fay', 'Alpha', '0', 24), pg_temp.denied('gil', 'Alpha', '0', 21);
select set_eq($$ select unnest(string_to_array(pg_temp.sweeps(), E'\n')) $$, array[
  'denial_burst eve in Alpha: {"denials": 21, "usual_a_day": 4}',
  'denial_burst gil in Alpha: {"denials": 21, "usual_a_day": 0}'],
  'F89: a burst is more than three times the median of the user''s own last 14 days, quiet ones included');
select pg_temp.denied('dan', 'Alpha', d * interval '1 day', 7) from generate_series(1, 14) as d;
select pg_temp.denied('dan', 'Alpha', '0', 22);
select is(pg_temp.sweeps(), 'denial_burst dan in Alpha: {"denials": 22, "usual_a_day": 7}',
  'F89: one refusal more than three times the median raises an alert');
update stagedoor.alert_rules set threshold = 3, within = '2 minutes', factor = 2
where rule_key = 'denial_burst';
select pg_temp.denied('ben', 'Alpha', '1 minute', 2), pg_temp.denied('ben', 'Alpha', '0', 2),
  pg_temp.denied('cam', 'Alpha', '2 minutes', 2), pg_temp.denied('cam', 'Alpha', '0', 2);
select is(pg_temp.sweeps(), 'denial_burst ben in Alpha: {"denials": 4, "usual_a_day": 0}',
  'the thresholds of a burst are those of its row');

-- failed codes and lockouts -----------------------------------------------------------------------
create function pg_temp.fails(p_who text, p_times integer default 1, p_ago interval default '0',
  p_scope text default null, p_reason text default 'wrong_code', p_ip inet default null,
  p_type text default 'master_code', p_client text default null)
returns void language sql as $$
  insert into stagedoor.access_log (user_id, resource_type, resource_id, action, refused, times,
    timestamp, scope_id, ip_address, client_id)
  values (tests.id_for(p_who), p_type, '?', 'unlock', p_reason, p_times,
    stagedoor.instant() - p_ago, case when p_scope is not null then tests.scope_id(p_scope) end,
    p_ip, p_client)
$$;
select pg_temp.fails('ben', 6, '60 minutes', 'Alpha'), pg_temp.fails('ben', 4, '0', 'Alpha');
select is(pg_temp.sweeps(), 'failed_codes ben in Alpha: master_code {"failures": 10}',
  'F89: a user who fails at a secret ten times within an hour raises an alert');
select pg_temp.fails('ben', 6, '61 minutes', 'Alpha'), pg_temp.fails('ben', 4, '0', 'Alpha'),
  pg_temp.fails('cam', 9), pg_temp.fails('cam', 9, '0', 'Alpha'),
  pg_temp.fails('cam', 9, p_type => 'invitation'), pg_temp.fails('dan', 9),
  pg_temp.fails('eve', 30, p_reason => 'client_not_allowed'), pg_temp.fails('fay', 30, '21 minutes'),
  pg_temp.fails('gil', 30, '-1 minute');
select is(pg_temp.sweeps(), 'nothing',
  'failures of other times, scopes, secrets, users and apps are not added up');
select pg_temp.fails(null, 5, p_ip => '2001:db8::1'), pg_temp.fails(null, 5, p_ip => '2001:db8::2'),
  pg_temp.fails(null, 9, p_ip => '203.0.113.7');
select is(pg_temp.sweeps(),
  'failed_codes nobody in no scope: master_code '
    || '{"failures": 10, "personal": {"network": "2001:db8::/64"}}',
  'F89: an address that fails at a secret raises an alert of no scope');
select pg_temp.fails('ben', 1, '0', 'Alpha', 'locked_out'), pg_temp.fails('ben', 2, '0', 'Alpha', 'locked_out'),
  pg_temp.fails('cam', 1, '0', null, 'too_many_tries', null, 'invitation'),
  pg_temp.fails('dan', 9, '21 minutes', null, 'locked_out'),
  pg_temp.fails('eve', 9, '-1 minute', null, 'locked_out'), pg_temp.fails('fay', 9);
select set_eq($$ select unnest(string_to_array(pg_temp.sweeps(), E'\n')) $$, array[
  'secret_lockout ben in Alpha: master_code {"secret": "MASTER_CODE", "refusals": 3}',
  'secret_lockout cam in no scope: invitation {"secret": "INVITATION", "refusals": 1}'],
  'F89: a user who is locked out raises an alert');
update stagedoor.alert_rules set threshold = 3 where rule_key = 'secret_lockout';
select pg_temp.fails('ben', 3, '0', 'Alpha', 'locked_out'), pg_temp.fails('cam', 2, '0', 'Alpha', 'locked_out');
select is(pg_temp.sweeps(),
  'secret_lockout ben in Alpha: master_code {"secret": "MASTER_CODE", "refusals": 3}',
  'the threshold of a lockout is that of its row');

-- an app's token -------------------------------------------------------------------------------------
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('ben', 'Camera', 'fellow');
select tests.grant_role('ben', 'Gamma', 'fellow');
select pg_temp.fails('ben', 2, p_reason => 'client_not_allowed', p_client => 'robot');
select set_eq($$ select unnest(string_to_array(pg_temp.sweeps(), E'\n')) $$, array[
  'app_token_used ben in North: robot {"uses": 2, "client_id": "robot"}',
  'app_token_used ben in South: robot {"uses": 2, "client_id": "robot"}'],
  'F131: an app that uses a user''s token raises an alert in each organization where they work');
insert into stagedoor.access_denials (user_id, permission_key, scope_id, minute, reason)
values (tests.user_id('hal'), '?', gen_random_uuid(), stagedoor.instant(), 'client_not_allowed'),
  (tests.user_id('ida'), '?', gen_random_uuid(), stagedoor.instant(), 'unknown_scope'),
  (tests.user_id('ida'), '?', gen_random_uuid(), stagedoor.instant() - interval '21 minutes',
    'client_not_allowed'),
  (tests.user_id('ida'), '?', gen_random_uuid(), stagedoor.instant() + interval '1 minute',
    'client_not_allowed');
select pg_temp.fails(null, p_client => 'robot'), pg_temp.fails('ida', 1, '21 minutes', p_client => 'robot'),
  pg_temp.fails('ida', 1, '-1 minute', p_client => 'robot');
select is(pg_temp.sweeps(), 'app_token_used hal in no scope: {"uses": 1, "client_id": null}',
  'F131: an app that asks with the token of a user who works nowhere raises an alert of no scope');
update stagedoor.alert_rules set threshold = 2 where rule_key = 'app_token_used';
select pg_temp.fails('hal', 1, p_client => 'robot');
select is(pg_temp.sweeps(), 'nothing', 'the threshold of an app''s uses is that of its row');

-- asking ---------------------------------------------------------------------------------------------
-- Eve asks about Ben, in every way that there is.
select tests.unfreeze_time();
update stagedoor.alert_rules set threshold = 1;
select tests.grant_role('eve', 'South', 'owner');
select tests.authenticate_as('eve');
select public.get_user_permissions(tests.user_id('ben'), tests.scope_id('Gamma')),
  public.get_user_project_menu(tests.user_id('ben'), tests.scope_id('Gamma')),
  public.authorize('document:create', tests.scope_id('Alpha'), tests.user_id('ben'))
from generate_series(1, 50);
select public.list_alerts(tests.scope_id('South')), public.list_access_log(tests.scope_id('South'));
select tests.clear_authentication();
delete from stagedoor.alerts;
select stagedoor.sweep_alerts();
select is_empty(
  $$ select from stagedoor.alerts as a where a.subject_id is distinct from tests.user_id('eve') $$,
  'F89: a user who asks about another raises no alert about them');
select is_empty(
  $$ select from stagedoor.alerts as a where a.scope_id = tests.scope_id('Alpha') $$,
  'F89: a stranger who asks raises no alert in a scope of others');

select * from finish();
rollback;
