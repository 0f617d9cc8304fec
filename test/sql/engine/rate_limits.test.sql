-- stagedoor.rate_limits: a sliding window over failures, per kind and subject.
begin;
select plan(82);

create function pg_temp.fail(p_subject text, p_kind text default 'code')
returns timestamptz language sql as
$$ select stagedoor.count_failure(p_kind, p_subject, 3, interval '15 minutes') $$;
create function pg_temp.retry(p_subject text, p_kind text default 'code')
returns timestamptz language sql as
$$ select stagedoor.retry_at(p_kind, p_subject, 3, interval '15 minutes') $$;

-- counting ---------------------------------------------------------------------------
select is(pg_temp.retry('ann'), null, 'a subject without failures may try');
select is(pg_temp.fail('ann'), null, 'the first failure locks nobody out');
select is(pg_temp.fail('ann'), null, 'the second failure locks nobody out');
select ok(
  pg_temp.fail('ann') between clock_timestamp() + interval '14 minutes'
    and clock_timestamp() + interval '15 minutes',
  'the third failure locks out until the first is 15 minutes old'
);
select isnt(pg_temp.retry('ann'), null, 'a locked-out subject is told when to retry');
select is(pg_temp.retry('cy'), null, 'another subject is not locked out');
select is(pg_temp.retry('ann', 'invitation'), null,
  'a locked-out subject may try another secret');
select is(pg_temp.fail('ann', 'invitation'), null,
  'failures at another secret count by themselves');

-- the window -------------------------------------------------------------------------
-- Failures as if they lay some time back: the window slides, no boundary doubles it.
create function pg_temp.ago(p_subject text, variadic p_minutes numeric[]) returns void
language sql as $$
  insert into stagedoor.rate_limits (kind, subject, failed_at)
  select 'code', p_subject, array_agg(now() - make_interval(secs => m::float8 * 60))
  from unnest(p_minutes) as m
$$;
select pg_temp.ago('old', 16, 15.1, 15.01);
select is(pg_temp.retry('old'), null, 'failures beyond the window are forgiven');
select pg_temp.ago('edge', 14.9, 14, 1);
select isnt(pg_temp.retry('edge'), null, 'failures within the window lock out');
select is(pg_temp.retry('edge'), now() + interval '6 seconds',
  'the oldest failure within the window says when to retry');
select pg_temp.ago('both', 16, 14, 1);
select is(pg_temp.retry('both'), null, 'failures before the window do not count');
select isnt(pg_temp.fail('both'), null, 'one more failure fills the window');
select is(
  (select cardinality(r.failed_at) from stagedoor.rate_limits as r
   where r.subject = 'both'),
  3, 'a subject keeps no more failures than the limit');
select pg_temp.ago('more', 5, 4, 3, 2, 1);
select is(pg_temp.retry('more'), now() + interval '12 minutes',
  'the newest three failures decide');

select tests.freeze_time('2027-03-01 12:00:00+00');
insert into stagedoor.rate_limits (kind, subject, failed_at)
select 'code', s.subject, array[s.first, '2027-03-01 11:59+00', '2027-03-01 11:59+00']
from (values ('on_edge', '2027-03-01 11:45:00+00'::timestamptz),
  ('in_edge', '2027-03-01 11:45:00.000001+00')) as s (subject, first);
select is(pg_temp.retry('on_edge'), null,
  'a failure is forgiven when it is 15 minutes old');
select isnt(pg_temp.retry('in_edge'), null,
  'a failure is not forgiven before it is 15 minutes old');
select tests.unfreeze_time();

select stagedoor.forget_failures('code', 'ann');
select is(pg_temp.retry('ann'), null, 'a forgiven subject may try again');
select is(
  (select cardinality(r.failed_at) from stagedoor.rate_limits as r
   where r.subject = 'ann' and r.kind = 'invitation'), 1,
  'forgiving one secret keeps the failures of another');

-- taking back -----------------------------------------------------------------------
select pg_temp.ago('back', 5, 3, 1);
select stagedoor.take_back_failure('code', 'back');
select results_eq(
  $$ select r.failed_at from stagedoor.rate_limits as r where r.subject = 'back' $$,
  $$ select array[now() - interval '3 minutes', now() - interval '5 minutes'] $$,
  'P17: an attempt that was no failure takes the newest count back');
select pg_temp.ago('once', 1);
select stagedoor.take_back_failure('code', 'once');
select is_empty($$ select from stagedoor.rate_limits as r where r.subject = 'once' $$,
  'P17: taking back the only failure leaves no row');
select pg_temp.fail('both_kinds', k) from unnest(array['code', 'invitation']) as k;
select stagedoor.take_back_failure('code', 'both_kinds');
select results_eq(
  $$ select r.kind from stagedoor.rate_limits as r where r.subject = 'both_kinds' $$,
  array['invitation'], 'P17: taking back keeps the failures of another secret');
select isnt_empty($$ select from stagedoor.rate_limits as r where r.subject = 'more' $$,
  'P17: taking back keeps the failures of another subject');

-- limits that are no numbers ----------------------------------------------------------
insert into stagedoor.settings (key, value, description)
select format('test_%s', s.n), s.value, 'For a test'
from (values
  (1, '7'::jsonb), (2, '"8"'), (3, '"five"'), (4, 'null'), (5, '[5]'), (6, '0'), (7, '-1'),
  (8, '5.5'), (9, '1e99'), (10, '99999999999'), (11, '""'), (12, '"5; 6"')
) as s (n, value);
select results_eq(
  $$ select stagedoor.setting_number(format('test_%s', n), 3)
     from generate_series(1, 13) as n $$,
  array[7, 8, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3],
  'P17: a setting that is not a number from 1 falls back to the shipped limit');

-- addresses ---------------------------------------------------------------------------
select is(stagedoor.address_subject(a.address), a.subject,
  format('P17: %s is counted as %s', left(coalesce(to_json(a.address)::text, 'null'), 60),
    coalesce(a.subject, 'no address')))
from (values
  ('203.0.113.7', '203.0.113.7'),
  ('203.0.113.7:5678', '203.0.113.7'),
  ('203.0.113.7:', '203.0.113.7'),
  -- Longer than any address is.
  ('203.0.113.7:' || repeat('5', 200), null),
  ('203.0.113.7/24', '203.0.113.7'),
  (E' \t203.0.113.7\r\n', '203.0.113.7'),
  ('6.6.6.6, 203.0.113.7', '203.0.113.7'),
  ('6.6.6.6,unknown', null),
  ('6.6.6.6,', null),
  ('2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'),
  ('2001:DB8:1:2::9', '2001:db8:1:2::/64'),
  ('2001:db8:1:2::9/128', '2001:db8:1:2::/64'),
  ('2001:db8:1:2::9/48', '2001:db8:1:2::/64'),
  ('[2001:db8:1:2::9]', '2001:db8:1:2::/64'),
  ('[2001:db8:1:2::9]:443', '2001:db8:1:2::/64'),
  ('[::1]:443', '::/64'),
  ('fe80::1%eth0', 'fe80::/64'),
  ('[fe80::1%25eth0]:80', 'fe80::/64'),
  ('::ffff:203.0.113.7', '203.0.113.7'),
  ('::FFFF:cb00:7107', '203.0.113.7'),
  ('[::ffff:203.0.113.7]:443', '203.0.113.7'),
  ('::ffff:255.255.255.255', '255.255.255.255'),
  ('::ffff:203.0.113.7/96', '203.0.113.7'),
  ('::fffe:203.0.113.7', '::/64'),
  (null, null), ('', null), (' ', null), ('unknown', null), ('_hidden', null),
  ('203.0.113', null), ('203.0.113.256', null), ('203.0.113.7 or so', null),
  ('::ffff:203.0.113.7:443', null), ('[::1', null), ('[]', null), (':443', null),
  ('%eth0', null), ('/', null), ('1.2.3.4.5:6', null), (E'\x01', null),
  (repeat('1', 10000), null), (repeat('203.0.113.7,', 900) || '203.0.113.8', '203.0.113.8'),
  (repeat(' ', 10000), null), (repeat('[', 10000), null)
) as a (address, subject);

-- what is left for the commit -----------------------------------------------------------
-- A log that cannot be written: at once, or when the transaction commits.
create function pg_temp.breaks() returns trigger language plpgsql as $$
begin
  raise exception using errcode = tg_argv[0];
end;
$$;
select is(stagedoor.record_attempt('try.wrong', null, null), true,
  'P17: an attempt is recorded (control)');
select is(
  (select e.event from stagedoor.get_audit_events(null, 1, null, null) as e), 'try.wrong',
  'P17: an attempt is recorded at once, before the commit');
create constraint trigger broken after insert on stagedoor.event_queue
  deferrable initially deferred for each row execute function pg_temp.breaks('40001');
select is(stagedoor.record_attempt('try.wrong', null, null), false,
  'P17: an attempt that cannot be recorded at commit returns false');
select lives_ok('set constraints all immediate; set constraints all deferred',
  'P17: a failed record leaves the commit nothing to fail on');
drop trigger broken on stagedoor.event_queue;
create trigger broken before insert on stagedoor.event_queue
  for each row execute function pg_temp.breaks('57014');
select is(stagedoor.record_attempt('try.wrong', null, null), false,
  'P17: a timeout while recording returns false');
drop trigger broken on stagedoor.event_queue;
select is(stagedoor.unfinished_attempt(t.state) ->> 'reason', t.reason,
  format('P17: an attempt that ends with %s is %s', t.state, t.reason))
from (values
  ('40001', 'busy'), ('40P01', 'busy'), ('55P03', 'busy'), ('57014', 'busy'),
  ('PT409', 'busy'), ('P0001', 'failed'), ('22P02', 'failed'), (null, 'failed')
) as t (state, reason);

select throws_ok(
  $$ select stagedoor.count_failure('Code!', 'ann', 3, interval '1 minute') $$,
  '23514', null, 'the kind of a failure is a word'
);

select * from finish();
rollback;
