-- Time zones: where the days of a scope begin and end (F127).
begin;
select plan(50);
select tests.use_fixture_catalogue();

-- The cast: Ada runs North, Ben works in its project Alpha, Eve works elsewhere.
select tests.create_user(name) from unnest(array['ada', 'ben', 'eve']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('ada', 'North', 'owner');
select tests.grant_role('ben', 'Alpha', 'teller');
select tests.grant_role('eve', 'Gamma', 'owner');

-- which names are time zones ------------------------------------------------------------
select ok(stagedoor.is_time_zone(name), format('%s is a time zone', name))
from unnest(array[
  'UTC', 'Europe/Berlin', 'America/Port-au-Prince', 'America/North_Dakota/New_Salem',
  'Asia/Kolkata'
]) as name;
select ok(
  not stagedoor.is_time_zone(name),
  format('%s is no time zone', left(to_json(name)::text, 40)))
from unnest(array[
  '', '+02', '-5', '2', 'utc', 'CET', 'EST5EDT', 'GMT', 'Etc/GMT+5', 'Europe/Berlin3',
  'Europe/Atlantis', 'europe/berlin', 'posix/Europe/Berlin', 'Europe/Berlin ', 'local',
  '../../etc/passwd', 'Europe/../UTC', '<+02>-2', E'UTC\n', repeat('A', 10000)
]) as name;

-- who sets one --------------------------------------------------------------------------
select is(stagedoor.scope_time_zone(tests.scope_id('Camera')), 'UTC',
  'the days of a scope are those of UTC until somebody says otherwise');
select tests.authenticate_as('ben');
select throws_ok(
  $$ select public.set_time_zone(tests.scope_id('Alpha'), 'Europe/Berlin') $$,
  '42501', 'Access denied', 'a member without project:edit:assigned sets no time zone');
select tests.authenticate_as('eve');
select throws_ok(
  $$ select public.set_time_zone(tests.scope_id('Alpha'), 'Europe/Berlin') $$,
  'PT404', null, 'a stranger learns nothing of a foreign scope by its time zone');
select throws_ok(
  $$ select public.set_time_zone(gen_random_uuid(), 'Europe/Berlin') $$,
  'PT404', null, 'an unknown scope answers like a foreign one');
select tests.authenticate_as('ada');
select throws_ok(
  $$ select public.set_time_zone(tests.scope_id('Alpha'), '+02') $$, '22023',
  'A time zone is UTC or a name of the tz database, such as Europe/Berlin',
  'an offset is refused with what is allowed');
select ok(public.set_time_zone(tests.scope_id('North'), 'Europe/Berlin'),
  'the owner of an organization sets its time zone');
select ok(not public.set_time_zone(tests.scope_id('North'), 'Europe/Berlin'),
  'a time zone that is set already changes nothing');
select tests.clear_authentication();
select is(stagedoor.scope_time_zone(tests.scope_id('Camera')), 'Europe/Berlin',
  'a department inherits the time zone of the organization');
select tests.authenticate_as('ada');
select ok(public.set_time_zone(tests.scope_id('Alpha'), 'America/Havana'),
  'a project has a time zone of its own');
select tests.clear_authentication();
select is(stagedoor.scope_time_zone(tests.scope_id('Camera')), 'America/Havana',
  'F127: the nearest time zone above decides');
select is(stagedoor.today_in(tests.scope_id('Camera')),
  (stagedoor.instant() at time zone 'America/Havana')::date,
  'today is the day in that time zone');
select throws_ok(
  $$ update stagedoor.scopes set time_zone = '+02' where id = tests.scope_id('Alpha') $$,
  '23514', null, 'the owner of the database stores no offset');
select tests.flush();
select is((
  select convert_from(l.body, 'UTF8')::jsonb -> 'after' ->> 'time_zone'
  from stagedoor_audit.leaves as l
  where l.event = 'scope.time_zone_changed' and l.sequence_id = tests.scope_id('Alpha')
), 'America/Havana', 'a new time zone is recorded');

-- what the last day is ------------------------------------------------------------------
select tests.authenticate_as('ben');
select is(public.last_day(tests.scope_id('Alpha'), day::date), moment::timestamptz,
  format('F127: %s ends at %s in Havana', day, moment))
from (values
  ('2026-05-31', '2026-06-01 04:00+00'),
  ('2026-12-31', '2027-01-01 05:00+00'),
  -- Midnight comes twice in Havana when the clock goes back from one to midnight.
  ('2026-10-31', '2026-11-01 04:00+00'),
  -- There is no midnight when it goes forward.
  ('2026-03-07', '2026-03-08 05:00+00')
) as t (day, moment);
select throws_ok(format(
    $$ select public.last_day(tests.scope_id('Alpha'), %L) $$, day), '22023',
  'A last day lies between 1900-01-01 and 9999-12-31',
  format('%s is no last day', coalesce(day, 'null')))
from unnest(array['infinity', '-infinity', '0044-03-15 BC', null]) as day;
select tests.authenticate_as('eve');
select throws_ok(
  $$ select public.last_day(tests.scope_id('Alpha'), '2026-05-31') $$, 'PT404', null,
  'a stranger learns no last day of a foreign scope');
select tests.clear_authentication();
update auth.users set banned_until = 'infinity' where id = tests.user_id('ben');
select tests.authenticate_as('ben');
select throws_ok(
  $$ select public.last_day(tests.scope_id('Alpha'), '2026-05-31') $$, 'PT404', null,
  'a banned member learns no last day (F95)');
select tests.authenticate_as('ada');
select ok(public.set_time_zone(tests.scope_id('Alpha'), null),
  'a time zone is taken back by null');
select is(public.last_day(tests.scope_id('Alpha'), '2026-05-31'), '2026-05-31 22:00+00',
  'a scope without a time zone of its own has the days of the scope above');

select * from finish();
rollback;
