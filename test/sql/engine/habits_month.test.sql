-- The learned detector on a month of made-up traffic, with outliers planted in its last week
-- (F92): ten accounts with hours, networks, things and acts of their own, some 15,000 lines.
begin;
select plan(6);
select tests.use_fixture_catalogue();
select tests.create_user('user ' || n) from generate_series(1, 10) as n;
select tests.create_project('Alpha', 'North');

-- The same month in every run and version: a number from 0 to 1 by what it is for.
create function pg_temp.dice(variadic p_for text[]) returns double precision
language sql immutable as $$
  select ('x' || left(md5('a month ' || array_to_string(p_for, ' ')), 8))::bit(32)::bigint
    / 4294967296.0
$$;
-- One of several, the first most often.
create function pg_temp.one_of(p_dice double precision, variadic p_values text[]) returns text
language sql immutable as $$
  select p_values[least(1 + floor(p_dice * p_dice * cardinality(p_values))::integer,
    cardinality(p_values))]
$$;

-- Four Mondays to Sundays. People begin between 7 and 11, work for nine hours, mostly on five
-- days, mostly from one of their networks, and now and then at any time, from a new one.
create temporary table month as
select
  tests.user_id('user ' || p.n) as user_id,
  (timestamptz '2027-03-01 00:00+00' + d.n * interval '1 day'
    + case when pg_temp.dice(p.n::text, d.n::text, l.n::text, 'late') < 0.03
        then pg_temp.dice(p.n::text, d.n::text, l.n::text, 'hour') * interval '24 hours'
        else ((7 + p.n % 5) + 9 * pg_temp.dice(p.n::text, d.n::text, l.n::text, 'hour'))
          * interval '1 hour' end) as at,
  case when pg_temp.dice(p.n::text, d.n::text, l.n::text, 'away') < 0.001
    then format('192.0.2.%s', 1 + floor(200 * pg_temp.dice(p.n::text, d.n::text, l.n::text, 'net')))
    else format('203.0.113.%s', p.n * 10 + pg_temp.one_of(
      pg_temp.dice(p.n::text, d.n::text, l.n::text, 'net'), '1', '2', '3')::integer)
  end::inet as address,
  pg_temp.one_of(pg_temp.dice(p.n::text, d.n::text, l.n::text, 'thing'),
    'script', 'staff', 'script_share', 'crew_profile', 'studio') as resource,
  pg_temp.one_of(pg_temp.dice(p.n::text, d.n::text, l.n::text, 'act'),
    'open', 'read', 'download', 'export') as act,
  false as is_planted
from generate_series(1, 10) as p (n)
cross join generate_series(0, 27) as d (n)
cross join generate_series(1, 75) as l (n)
where pg_temp.dice(p.n::text, d.n::text, l.n::text, 'at all') < case
  when d.n % 7 >= 5 then 0.06 else 0.9 end;
-- Two outliers of each account in the last week: at night, from elsewhere, all exports of what
-- it never exports; and one at night from the usual network.
insert into month
select tests.user_id('user ' || p.n),
  timestamptz '2027-03-22 03:10+00' + (p.n % 6 + k.n) * interval '1 day',
  '198.51.100.7', case k.n when 0 then 'audit_log' else 'studio' end, 'export', true
from generate_series(1, 10) as p (n) cross join generate_series(0, 1) as k (n);
insert into month
select tests.user_id('user ' || p.n), timestamptz '2027-03-28 02:20+00',
  format('203.0.113.%s', p.n * 10 + 1)::inet, 'personal_values', 'export', true
from generate_series(1, 10) as p (n);

insert into stagedoor.access_log
  (user_id, resource_type, resource_id, action, timestamp, ip_address, user_agent, scope_id)
select m.user_id, m.resource, case when m.is_planted then 'planted' else 'usual' end, m.act, m.at,
  m.address, 'a browser', tests.scope_id('Alpha')
from month as m order by m.at, m.user_id;
insert into stagedoor.access_log_queue (logged_at, access_log_id)
select l.timestamp, l.id from stagedoor.access_log as l;

select tests.freeze_time('2027-03-29 00:00+00');
create temporary table found as select stagedoor.sweep_alerts() as alerts;
create temporary table judged as
select a.rule_key, l.resource_id = 'planted' as is_planted, a.subject_id, l.timestamp,
  (a.detail ->> 'score')::numeric as score, (a.detail ->> 'usual')::numeric as usual
from stagedoor.alerts as a
join stagedoor.access_log as l on l.id = (a.detail ->> 'access_log_id')::bigint;

select is((select count(*) from judged as j where j.rule_key = 'unusual_activity' and j.is_planted),
  (select count(*) from month as m where m.is_planted),
  'F92: the detector finds each of 30 outliers that are planted in a month');
-- 11 of 9,831, by the measure of a percentile of 99.9 and a little more, because an outlier
-- moves it by a bit at most.
select cmp_ok(
  (select count(*) from judged as j where j.rule_key = 'unusual_activity' and not j.is_planted),
  '<=', (select sum(s.lines) * 0.0015 from stagedoor.account_scores as s)::bigint,
  'F92: the detector is wrong about at most 1.5 of a thousand lines that it judges');
select cmp_ok(
  (select sum(s.lines) from stagedoor.account_scores as s)::bigint, '>', 9000::bigint,
  'the detector judges most lines of a month (control)');
select bag_eq(
  $$ select j.subject_id from judged as j where j.rule_key = 'new_address' and j.is_planted $$,
  $$ select distinct m.user_id from month as m
     where m.is_planted and m.address = '198.51.100.7' $$,
  'F89: an account that is used from a new address raises one alert');
-- Those who are away have an address that is nobody's, each time.
select is(
  (select count(*) from judged as j where j.rule_key = 'new_address' and not j.is_planted),
  (select count(distinct (m.user_id, m.address)) from month as m
   where m.address <<= '192.0.2.0/24'
     and m.at > (select min(n.at) from month as n) + interval '1 day'),
  'F89: a known address raises no alert');
select is(stagedoor.sweep_alerts(), 0, 'a second sweep finds nothing that the first found');

select * from finish();
rollback;
