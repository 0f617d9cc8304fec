-- stagedoor.rate_limits: a sliding window over failures, per kind and subject.
begin;
select plan(20);

create function pg_temp.fail(p_subject text, p_kind text default 'code')
returns timestamptz language sql as
$$ select stagedoor.count_failure(p_kind, p_subject, 3, interval '15 minutes') $$;
create function pg_temp.retry(p_subject text, p_kind text default 'code')
returns timestamptz language sql as
$$ select stagedoor.retry_at(p_kind, p_subject, 3, interval '15 minutes') $$;

select is(pg_temp.retry('ann'), null, 'whoever has not failed may try');
select is(pg_temp.fail('ann'), null, 'the first failure locks nobody out');
select is(pg_temp.fail('ann'), null, 'nor the second');
select ok(
  pg_temp.fail('ann') between clock_timestamp() + interval '14 minutes'
    and clock_timestamp() + interval '15 minutes',
  'the third locks out until the first of them is 15 minutes old'
);
select isnt(pg_temp.retry('ann'), null, 'and so it is told');
select is(pg_temp.retry('cy'), null, 'another subject is not locked out');
select is(pg_temp.retry('ann', 'invitation'), null, 'nor the same one for another secret');
select is(pg_temp.fail('ann', 'invitation'), null, 'which counts by itself');

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
select isnt(pg_temp.retry('edge'), null, 'failures within it are not');
select is(pg_temp.retry('edge'), now() + interval '6 seconds',
  'and the oldest of them says when');
select pg_temp.ago('both', 16, 14, 1);
select is(pg_temp.retry('both'), null, 'what lies before the window does not count');
select isnt(pg_temp.fail('both'), null, 'until one more fills it');
select is(
  (select cardinality(r.failed_at) from stagedoor.rate_limits as r
   where r.subject = 'both'),
  3, 'no more is kept than is looked at');
select pg_temp.ago('more', 5, 4, 3, 2, 1);
select is(pg_temp.retry('more'), now() + interval '12 minutes',
  'the newest three decide, however many there are');

select tests.freeze_time('2027-03-01 12:00:00+00');
insert into stagedoor.rate_limits (kind, subject, failed_at)
select 'code', s.subject, array[s.first, '2027-03-01 11:59+00', '2027-03-01 11:59+00']
from (values ('on_edge', '2027-03-01 11:45:00+00'::timestamptz),
  ('in_edge', '2027-03-01 11:45:00.000001+00')) as s (subject, first);
select is(pg_temp.retry('on_edge'), null, 'a failure is forgiven at the very moment');
select isnt(pg_temp.retry('in_edge'), null, 'and not before');
select tests.unfreeze_time();

select stagedoor.forget_failures('code', 'ann');
select is(pg_temp.retry('ann'), null, 'whoever is forgiven may try again');
select is(
  (select cardinality(r.failed_at) from stagedoor.rate_limits as r
   where r.subject = 'ann' and r.kind = 'invitation'), 1,
  'and only for that secret');
select throws_ok(
  $$ select stagedoor.count_failure('Code!', 'ann', 3, interval '1 minute') $$,
  '23514', null, 'a kind is a word'
);

select * from finish();
rollback;
