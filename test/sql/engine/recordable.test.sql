-- What can be recorded: an event holds no more levels or bytes than any reader can read,
-- and what was there before can always go (F24, F47).
begin;
select plan(27);
select tests.use_fixture_catalogue();

select tests.create_user('ada'), tests.create_project('Alpha', 'North');
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.flush();

create function pg_temp.nested(p_depth integer)
returns jsonb language sql as
$$ select (repeat('[', p_depth) || repeat(']', p_depth))::jsonb $$;
create function pg_temp.objects(p_depth integer)
returns jsonb language sql as
$$ select (repeat('{"a": ', p_depth) || '1' || repeat('}', p_depth))::jsonb $$;

-- is_recordable ----------------------------------------------------------------------
select ok(stagedoor.is_recordable(null), 'a null value can be recorded');
select ok(stagedoor.is_recordable('{}'), 'an empty object can be recorded');
select ok(stagedoor.is_recordable(pg_temp.nested(32)), '32 nested lists can be recorded');
select ok(not stagedoor.is_recordable(pg_temp.nested(33)),
  '33 nested lists cannot be recorded');
select ok(stagedoor.is_recordable(pg_temp.objects(32)),
  '32 nested objects can be recorded');
select ok(not stagedoor.is_recordable(pg_temp.objects(33)),
  '33 nested objects cannot be recorded');
select ok(not stagedoor.is_recordable(pg_temp.nested(4000)),
  '4000 nested lists cannot be recorded');
select ok(
  stagedoor.is_recordable((select jsonb_agg('{"a": [1]}'::jsonb) from generate_series(1, 500))),
  '500 objects with lists beside each other can be recorded');
select ok(
  stagedoor.is_recordable(to_jsonb(repeat('[{"', 500))),
  'brackets within a text open no level');
select ok(
  stagedoor.is_recordable(jsonb_build_object(repeat('[', 500), repeat('\"{', 500))),
  'brackets within a key or an escaped text open no level');
select ok(
  not stagedoor.is_recordable(jsonb_build_array(repeat('"[', 40), pg_temp.nested(33))),
  'brackets within a text hide no deeper level');
select ok(stagedoor.is_recordable(to_jsonb(repeat('x', 262142))),
  '262144 bytes can be recorded');
select ok(not stagedoor.is_recordable(to_jsonb(repeat('x', 262143))),
  '262145 bytes cannot be recorded');
select ok(not stagedoor.is_recordable(to_jsonb(repeat('é', 131072))),
  'the limit counts bytes instead of characters');
select ok(
  stagedoor.is_recordable('{"": 1e400, "__proto__": "\u0001"}'),
  'a number of 400 digits and an odd key can be recorded');
select ok(
  not stagedoor.is_recordable('[1e131071, 1e131071]'),
  'two numbers of 131072 digits cannot be recorded');

-- record_event -----------------------------------------------------------------------
create function pg_temp.tell(
  p_before jsonb default null, p_after jsonb default null, p_personal jsonb default null,
  p_reason text default null, p_object_id text default null)
returns void language sql security definer as $$
  select stagedoor.record_event(
    'test.told', tests.scope_id('Alpha'), p_before => p_before, p_after => p_after,
    p_personal => p_personal, p_reason => p_reason, p_object_id => p_object_id)
$$;
create function pg_temp.last()
returns stagedoor.event_queue language sql security definer as
$$ select q from stagedoor.event_queue as q order by q.id desc limit 1 $$;

select throws_ok(
  'select pg_temp.tell(p_after => pg_temp.nested(33))', '22023',
  'It has more levels or bytes than can be recorded',
  'an event that is too deep is refused');
select throws_ok(
  $$ select pg_temp.tell(p_personal => jsonb_build_object('name', repeat('x', 262144))) $$,
  '22023', null, 'an event with too many personal bytes is refused');
select throws_ok(
  $$ select pg_temp.tell(p_reason => repeat('x', 8001)) $$, '22023', null,
  'an event with a reason of 8001 characters is refused');
select lives_ok(
  $$ select pg_temp.tell(pg_temp.nested(32), pg_temp.nested(32), '{"name": "x"}',
       repeat('x', 8000), repeat('x', 1000)) $$,
  'an event just within the limits is recorded');
select is((pg_temp.last()).object_id, repeat('x', 1000),
  'an object id within the limit is recorded as it is');
select pg_temp.tell(p_before => pg_temp.nested(33), p_object_id => repeat('x', 1001));
select is((pg_temp.last()).before, jsonb_build_object(
  'bytes', '66', 'sha256', encode(sha256(convert_to(pg_temp.nested(33)::text, 'UTF8')), 'hex')),
  'an earlier value that was too deep is recorded as its digest');
select is((pg_temp.last()).object_id, 'sha256:' || encode(sha256(repeat('x', 1001)::bytea), 'hex'),
  'an object id that is too long is recorded as its digest');

-- Whoever writes through an app is named, and so is the app.
select set_config('request.jwt.claims', jsonb_build_object(
  'sub', tests.user_id('ada'), 'client_id', repeat('y', 300))::text, true);
select pg_temp.tell();
select is((pg_temp.last()).actor_id, tests.user_id('ada'), 'F131: an event names the person');
select is((pg_temp.last()).client_id, repeat('y', 200),
  'F131: an event names the app in 200 characters');

-- In a table: a deep value does not come in, and one that is there can go.
select tests.clear_authentication();
create table public.forms (project_id uuid, id text, answer jsonb);
create trigger _900_record after insert or update or delete on public.forms
  for each row execute function stagedoor.tg_any__record('form', 'project_id');
select throws_ok(
  format('insert into public.forms values (%L, ''k'', %L)',
    tests.scope_id('Alpha'), pg_temp.nested(1000)),
  '22023', null, 'F47: a value of a thousand levels is refused');
alter table public.forms disable trigger _900_record;
insert into public.forms values (tests.scope_id('Alpha'), 'k', pg_temp.nested(1000));
alter table public.forms enable always trigger _900_record;
select lives_ok('delete from public.forms',
  'F47: a row whose value was too deep before is deleted');

select * from finish();
rollback;
