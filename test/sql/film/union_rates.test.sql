-- public.union_agreements, union_rates and rate_unlocks: entering, locking, unlocking (F34).
begin;
select plan(143);

-- The cast: Sarah produces Alpha, Pam keeps its books, Lin is line producer, Cam crew. Ada
-- and Abe administer agreements of Alpha. Mal produces Beta.
select tests.create_user(name)
from unnest(array['sarah', 'pam', 'lin', 'cam', 'ada', 'abe', 'mal']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.grant_role(r.name, r.place, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('pam', 'Alpha', 'production_accountant'),
  ('lin', 'Alpha', 'line_producer'), ('cam', 'Alpha', 'crew_member'),
  ('mal', 'Beta', 'producer')
) as r (name, place, role_key);
select tests.grant_key(name, 'Alpha', 'union_rate:unlock') from unnest(array['ada', 'abe']) as name;
insert into public.productions (project_id, currency)
select tests.project_id(p), 'USD' from unnest(array['Alpha', 'Beta']) as p;

create function pg_temp.agreement(p_code text, p_project text default 'Alpha') returns uuid
language sql stable security definer as $$
  select a.id from public.union_agreements as a
  where a.code = p_code and a.project_id is not distinct from (
    select s.id from stagedoor.scopes as s where s.name = p_project)
$$;
create function pg_temp.shipped(p_code text) returns uuid
language sql stable security definer as $$
  select a.id from public.union_agreements as a where a.code = p_code and a.project_id is null
$$;
create function pg_temp.save_agreement(p_row jsonb, p_project text default 'Alpha') returns uuid
language sql as $$ select public.save_union_agreement(tests.project_id(p_project), p_row) $$;
create function pg_temp.save_rate(p_row jsonb, p_code text default 'OWN-1') returns uuid
language sql as $$
  select public.save_union_rate(tests.project_id('Alpha'),
    jsonb_build_object('union_agreement_id', pg_temp.agreement(p_code)) || p_row)
$$;

-- what ships -----------------------------------------------------------------------------
select is((select count(*)::integer from public.union_agreements where project_id is null), 26,
  '26 agreements ship, by their public names (F30)');
select is_empty(
  $$ select from public.union_agreements where project_id is null and not is_example $$,
  'every window that ships is an example');
select is_empty($$ select from public.union_rates $$, 'no rate ships');
select is(
  (select id from public.union_agreements where code = 'IATSE-600'),
  stagedoor.built_in_id('union_agreement', 'IATSE-600'),
  'what ships has the same id everywhere (F129)');
select tests.authenticate_as('cam');
select is((select count(*)::integer from public.union_agreements), 26,
  'what ships is read by whoever is signed in');

-- an agreement of one's own --------------------------------------------------------------
select throws_ok(
  $$ select pg_temp.save_agreement('{"code": "OWN-1", "guild": "Own", "jurisdiction": "Here"}') $$,
  '42501', null, 'crew enter no agreement');
select tests.authenticate_as('lin');
select throws_ok(
  $$ select pg_temp.save_agreement('{"code": "OWN-1", "guild": "Own", "jurisdiction": "Here"}') $$,
  '42501', null, 'a line producer enters no agreement');
select tests.authenticate_as('mal');
select throws_ok(
  $$ select pg_temp.save_agreement('{"code": "OWN-1", "guild": "Own", "jurisdiction": "Here"}') $$,
  'PT404', null, 'a stranger enters no agreement (F86)');
select tests.authenticate_as('pam');
select throws_ok(
  format($$ select pg_temp.save_agreement(%L) $$, r.row), '22023', null,
  format('an agreement is not entered with %s', r.title))
from (values
  ('{"guild": "Own", "jurisdiction": "Here"}', 'no code'),
  ('{"code": "own", "guild": "Own", "jurisdiction": "Here"}', 'a code in small letters'),
  ('{"code": "OWN-1", "jurisdiction": "Here"}', 'no guild'),
  ('{"code": "OWN-1", "guild": "Own"}', 'no jurisdiction'),
  (format('{"code": "OWN-1", "guild": "Own", "jurisdiction": "x", "covers": "%s"}',
    repeat('x', 401)), 'a text without end'),
  ('{"code": "OWN-1", "guild": "Own", "jurisdiction": "x", "valid_from": "soon"}',
    'a day that is none'),
  ('{"code": "OWN-1", "guild": "Own", "jurisdiction": "x", "valid_from": "infinity"}',
    'a day at infinity'),
  ('{"code": "OWN-1", "guild": "Own", "jurisdiction": "x", "valid_from": "2026-02-01",
    "valid_until": "2026-02-01"}', 'an end that is its beginning'),
  ('{"code": "OWN-1", "guild": "Own", "jurisdiction": "x", "id": null}',
    'a column that is not theirs to write')
) as r (row, title);
select isnt(
  pg_temp.save_agreement('{"code": "OWN-1", "guild": " Own ", "jurisdiction": "Here"}'), null,
  'an accountant enters an agreement');
select is(
  pg_temp.save_agreement('{"code": "OWN-1", "valid_until": "2030-01-01"}'),
  pg_temp.agreement('OWN-1'), 'the code says which agreement is changed');
select results_eq(
  $$ select guild, jurisdiction, valid_from, valid_until from public.union_agreements
     where code = 'OWN-1' $$,
  $$ values ('Own', 'Here', null::date, '2030-01-01'::date) $$,
  'what is not named of an agreement stays');
select isnt(
  pg_temp.save_agreement('{"code": "IATSE-600", "valid_until": "2031-01-01"}'),
  pg_temp.shipped('IATSE-600'),
  'a production makes its own of an agreement that ships');
select results_eq(
  $$ select guild, jurisdiction, valid_from, valid_until, is_example
     from public.union_agreements where code = 'IATSE-600' and project_id is not null $$,
  $$ values ('IATSE Local 600', 'United States', '2024-08-01'::date, '2031-01-01'::date,
       false) $$,
  'what is not named is that of the agreement that ships');
select is(
  (select valid_until from public.union_agreements where id = pg_temp.shipped('IATSE-600')),
  '2027-08-01'::date, 'the agreement that ships stays as it is');
select throws_ok($$ update public.union_agreements set guild = 'x' $$, '42501', null,
  'nobody changes an agreement by hand');

-- rates ----------------------------------------------------------------------------------
select throws_ok(
  format($$ select pg_temp.save_rate(%L::jsonb || '{"valid_from": "2026-01-01"}') $$, r.row),
  '22023', null, format('a rate is not entered with %s', r.title))
from (values
  ('{"rate_kind": "bonus", "percent": 5}', 'a kind that is none'),
  ('{"percent": 5}', 'no kind'),
  ('{"rate_kind": "wage", "percent": 5}', 'a percent as a wage'),
  ('{"rate_kind": "pension"}', 'neither amount nor percent'),
  ('{"rate_kind": "pension", "percent": 5, "amount": 5, "unit": "x", "currency": "USD"}',
    'both amount and percent'),
  ('{"rate_kind": "pension", "percent": 100.001}', 'more than a hundred percent'),
  ('{"rate_kind": "pension", "percent": -1}', 'less than no percent'),
  ('{"rate_kind": "pension", "percent": "NaN"}', 'a percent that is no number'),
  ('{"rate_kind": "pension", "percent": 5.0001}', 'a percent of four decimals'),
  ('{"rate_kind": "wage", "amount": 50, "currency": "USD"}', 'an amount without a unit'),
  ('{"rate_kind": "pension", "percent": 5, "unit": "per hour"}', 'a unit without an amount'),
  ('{"rate_kind": "wage", "amount": 50, "unit": "per hour"}', 'an amount without a currency'),
  -- ISO 4217 keeps this code for no currency.
  ('{"rate_kind": "wage", "amount": 50, "unit": "per hour", "currency": "XXX"}',
    'a currency that is none'),
  ('{"rate_kind": "wage", "amount": 0, "unit": "per hour", "currency": "USD"}', 'nothing'),
  ('{"rate_kind": "wage", "amount": -5, "unit": "per hour", "currency": "USD"}',
    'less than nothing'),
  ('{"rate_kind": "wage", "amount": 5.005, "unit": "per hour", "currency": "USD"}',
    'half a cent'),
  ('{"rate_kind": "wage", "amount": 500.5, "unit": "per hour", "currency": "JPY"}',
    'half a yen'),
  ('{"rate_kind": "wage", "amount": "NaN", "unit": "per hour", "currency": "USD"}',
    'an amount that is no number'),
  ('{"rate_kind": "wage", "amount": 5, "unit": "per hour", "currency": "USD",
    "ceiling": 100}', 'a ceiling of a wage'),
  ('{"rate_kind": "pension", "percent": 5, "ceiling": 0, "currency": "USD"}',
    'a ceiling of nothing'),
  ('{"rate_kind": "pension", "percent": 5, "ceiling": 100}', 'a ceiling without a currency'),
  ('{"rate_kind": "pension", "percent": "five"}', 'a number in words'),
  (format('{"rate_kind": "pension", "percent": 5, "classification": "%s"}',
    repeat('x', 121)), 'a classification without end'),
  ('{"rate_kind": "pension", "percent": 5, "valid_until": "2025-01-01"}',
    'an end before its beginning'),
  ('{"rate_kind": "pension", "percent": 5, "is_locked": true}', 'a lock of its own')
) as r (row, title);
select throws_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "pension", "percent": 5}') $$, '22023', null,
  'a rate has a beginning');
select throws_ok(
  $$ select public.save_union_rate(tests.project_id('Alpha'), jsonb_build_object(
       'union_agreement_id', pg_temp.shipped('IATSE-700'), 'rate_kind', 'pension',
       'percent', 5, 'valid_from', '2026-01-01')) $$, 'PT404', 'Union agreement not found',
  'an agreement that ships takes no rates');
select lives_ok(
  format($$ select pg_temp.save_rate(%L) $$, r.row), format('an accountant enters %s', r.title))
from (values
  ('{"rate_kind": "wage", "amount": "50.25", "unit": "per hour", "currency": "USD",
    "valid_from": "2026-01-01", "valid_until": "2027-01-01", "classification": "Operator"}',
    'a wage'),
  ('{"rate_kind": "wage", "amount": 40.125, "unit": "per hour", "currency": "JOD",
    "valid_from": "2026-01-01", "valid_until": "2027-01-01"}', 'a wage in tenths of a fil'),
  ('{"rate_kind": "pension", "percent": 8.5, "ceiling": 250000, "currency": "USD",
    "valid_from": "2026-01-01", "valid_until": "2027-01-01"}', 'a pension up to a ceiling'),
  ('{"rate_kind": "health", "percent": 0, "valid_from": "2026-01-01",
    "valid_until": "2027-01-01"}', 'a health allocation of nothing'),
  ('{"rate_kind": "other_fringe", "amount": 3, "unit": "per day", "currency": "USD",
    "valid_from": "2026-01-01"}', 'a fringe without an end')
) as r (row, title);
select throws_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "pension", "percent": 9,
       "valid_from": "2026-06-01"}') $$, '23505',
  'A rate of that kind holds in a part of that window already',
  'at one moment there is one rate of a kind');
select lives_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "pension", "percent": 9,
       "valid_from": "2026-01-01", "valid_until": "2026-12-01"}') $$,
  'a rate of the same kind from the same day is the same rate');
select results_eq(
  $$ select percent, ceiling, valid_until, entered_by, project_id from public.union_rates
     where rate_kind = 'pension' $$,
  $$ select 9::numeric, null::numeric, '2026-12-01'::date, tests.user_id('pam'),
       tests.project_id('Alpha') $$,
  'a rate is changed as a whole, and says by whom');
create temporary table rate as select id from public.union_rates where rate_kind = 'pension';
select is(
  pg_temp.save_rate(jsonb_build_object('id', (select id from rate), 'rate_kind', 'pension',
    'percent', 8, 'valid_from', '2026-01-01', 'valid_until', '2027-01-01')),
  (select id from rate), 'an id says which rate is changed');
select throws_ok(
  $$ select pg_temp.save_rate(jsonb_build_object('id', gen_random_uuid(), 'rate_kind',
       'pension', 'percent', 8, 'valid_from', '2026-01-01')) $$, 'PT404',
  'Union rate not found', 'a rate that is not there is not changed (F86)');
select lives_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "health", "percent": 2,
       "valid_from": "2030-01-01"}') $$, 'a rate of a later window is entered');
select ok(
  public.remove_union_rate(
    (select id from public.union_rates where valid_from = '2030-01-01')),
  'a rate that is not locked is removed');
select throws_ok($$ select public.remove_union_rate(gen_random_uuid()) $$, 'PT404', null,
  'a rate that is not there is not removed (F86)');

-- who sees and changes rates -------------------------------------------------------------
select is((select count(*)::integer from public.union_rates), 5, 'an accountant sees rates');
select throws_ok($$ update public.union_rates set percent = 1 $$, '42501', null,
  'an accountant changes no rate by hand');
select tests.authenticate_as('lin');
select is((select count(*)::integer from public.union_rates), 5, 'a line producer sees rates');
grant select on rate to authenticated;
select throws_ok($$ select public.remove_union_rate((select id from rate)) $$, '42501', null,
  'a line producer removes no rate');
select throws_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "health", "percent": 2,
       "valid_from": "2030-01-01"}') $$, '42501', null, 'a line producer enters no rate');
select throws_ok($$ select public.lock_union_rates(pg_temp.agreement('OWN-1')) $$, '42501',
  null, 'a line producer locks no rates');
select tests.authenticate_as('cam');
select is((select count(*)::integer from public.union_rates), 0, 'crew see no rates');
select throws_ok($$ select public.remove_union_rate((select id from rate)) $$, 'PT404', null,
  'crew find no rate to remove (F86)');
select throws_ok($$ select public.lock_union_rates(pg_temp.agreement('OWN-1')) $$, 'PT404',
  null, 'crew find no rates to lock (F86)');
select tests.authenticate_as('mal');
select is((select count(*)::integer from public.union_rates), 0, 'a stranger sees no rates');
select throws_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "health", "percent": 2,
       "valid_from": "2030-01-01"}') $$, 'PT404', null, 'a stranger enters no rate (F86)');

-- locking --------------------------------------------------------------------------------
select tests.authenticate_as('pam');
select throws_ok(
  $$ select public.lock_union_rates(pg_temp.agreement('IATSE-600')) $$, '23514',
  'The agreement has no rates to lock', 'an agreement without rates is not locked');
select throws_ok($$ select public.lock_union_rates(pg_temp.shipped('IATSE-600')) $$, 'PT404',
  null, 'an agreement that ships is not locked');
select is(public.lock_union_rates(pg_temp.agreement('OWN-1')), pg_temp.agreement('OWN-1'),
  'an accountant locks the rates of an agreement (F34)');
select ok((select bool_and(is_locked) from public.union_rates), 'all of them are locked');
select lives_ok($$ select public.lock_union_rates(pg_temp.agreement('OWN-1')) $$,
  'locking again is no error');
select throws_ok(s.sql, '23514', 'The rates of this agreement are locked',
  format('whoever enters rates %s (F34)', s.title))
from (values
  ($$ select pg_temp.save_rate('{"rate_kind": "pension", "percent": 1,
        "valid_from": "2026-01-01", "valid_until": "2027-01-01"}') $$,
    'changes no locked rate'),
  ($$ select pg_temp.save_rate('{"rate_kind": "pension", "percent": 1, "classification": "x",
        "valid_from": "2026-06-01"}') $$, 'enters none beside it'),
  ($$ select public.remove_union_rate((select id from rate)) $$, 'removes none'),
  ($$ select pg_temp.save_agreement('{"code": "OWN-1", "valid_until": "2026-02-01"}') $$,
    'moves no window of the agreement')
) as s (sql, title);
select tests.authenticate_as('sarah');
select throws_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "pension", "percent": 1,
       "valid_from": "2026-01-01", "valid_until": "2027-01-01"}') $$, '23514', null,
  'a producer changes no locked rate either (F34)');
create function pg_temp.says(p_sql text) returns text
language plpgsql as $$
begin
  execute p_sql;
  return 'done';
exception
  when others then return sqlstate || ' ' || sqlerrm;
end;
$$;
select tests.authenticate_as_service();
select alike(pg_temp.says($$ update public.union_rates set percent = 1 $$), '42501%',
  'the service key has no way to a rate (F34)');
select tests.clear_authentication();
select is(pg_temp.says(s.sql), '23514 ' || s.message,
  format('not even the owner of the table %s (F34)', s.title))
from (values
  ($$ update public.union_rates set percent = 1 where rate_kind = 'pension' $$,
    'The rates of this agreement are locked', 'changes a locked rate'),
  ($$ update public.union_rates set ceiling = 1, currency = 'USD'
      where rate_kind = 'pension' $$, 'The rates of this agreement are locked',
    'changes a locked ceiling'),
  ($$ update public.union_rates set is_locked = false $$, 'What is locked stays locked',
    'takes a lock away'),
  ($$ update public.union_rates set valid_until = '2026-02-01'
      where rate_kind = 'health' $$, 'The rates of this agreement are locked',
    'ends a locked rate earlier'),
  ($$ delete from public.union_rates $$, 'The rates of this agreement are locked',
    'deletes a locked rate'),
  ($$ truncate public.union_rates $$, 'union_rates is not emptied at once',
    'empties the table'),
  ($$ truncate public.union_agreements cascade $$, 'union_agreements is not emptied at once',
    'empties the table of agreements'),
  ($$ insert into public.union_rates (union_agreement_id, rate_kind, percent, valid_from,
        classification)
      values (pg_temp.agreement('OWN-1'), 'health', 1, '2026-03-01', 'x') $$,
    'The rates of this agreement are locked', 'adds a rate beside locked ones'),
  ($$ update public.union_rates set union_agreement_id = pg_temp.agreement('IATSE-600') $$,
    'A rate keeps its agreement', 'moves a rate to another agreement'),
  ($$ update public.union_agreements set valid_until = '2026-02-01'
      where id = pg_temp.agreement('OWN-1') $$, 'The rates of this agreement are locked',
    'ends the agreement of locked rates'),
  ($$ update public.union_agreements set project_id = tests.project_id('Beta')
      where id = pg_temp.agreement('OWN-1') $$, 'An agreement keeps its production',
    'gives an agreement to another production'),
  ($$ delete from public.union_agreements where id = pg_temp.agreement('OWN-1') $$,
    'The rates of this agreement are locked', 'deletes the agreement of locked rates'),
  ($$ delete from public.productions where project_id = tests.project_id('Alpha') $$,
    'The rates of this agreement are locked', 'deletes the production of locked rates'),
  ($$ insert into public.rate_unlocks (project_id, union_agreement_id, unlocked_by, ends_at,
        reason)
      values (tests.project_id('Alpha'), pg_temp.agreement('OWN-1'), tests.user_id('ada'),
        now() + interval '1 hour', 'x') $$,
    'Rates are unlocked by an administrator of the agreement, for themselves',
    'opens a window for somebody')
) as s (sql, message, title);
set session_replication_role = replica;
select is(pg_temp.says($$ update public.union_rates set percent = 1
    where rate_kind = 'pension' $$), '23514 The rates of this agreement are locked',
  'a session that switches ordinary triggers off changes no locked rate (F34)');
set session_replication_role = origin;
select lives_ok(
  $$ insert into public.union_rates (union_agreement_id, rate_kind, percent, valid_from)
     values (pg_temp.agreement('IATSE-600'), 'health', 1, '2026-03-01') $$,
  'a rate of another agreement is entered');
select lives_ok(
  $$ update public.union_agreements set covers = 'x'
     where id = pg_temp.agreement('IATSE-600') $$,
  'an agreement whose rates are not locked is changed');
select is(
  pg_temp.says($$ insert into public.union_rates
    (union_agreement_id, rate_kind, percent, valid_from, classification)
    values (pg_temp.agreement('OWN-1'), 'health', 1, '2027-01-01', 'x') $$),
  '23514 The rates of this agreement are locked',
  'a locked rate without an end keeps every later day');

-- Tomorrow at nine: a window ends after the real clock, which a commit asks.
create function pg_temp.at(p_minutes integer) returns timestamptz
language sql stable as $$
  select date_trunc('day', now()) + interval '1 day 9 hours' + make_interval(mins => p_minutes)
$$;

-- unlocking ------------------------------------------------------------------------------
select tests.freeze_time(pg_temp.at(0));
create function pg_temp.unlock(p_code text, p_reason text, p_minutes integer) returns uuid
language sql as $$
  select public.unlock_union_rates(pg_temp.agreement(p_code), p_reason, p_minutes)
$$;
select tests.authenticate_as('pam', 'aal2');
select throws_ok($$ select pg_temp.unlock('OWN-1', 'error', 10) $$, '42501', null,
  'whoever enters rates does not unlock them (F34)');
select tests.authenticate_as('sarah', 'aal2');
select throws_ok($$ select pg_temp.unlock('OWN-1', 'error', 10) $$, '42501', null,
  'a producer does not unlock rates (F34)');
select tests.authenticate_as('mal', 'aal2');
select throws_ok($$ select pg_temp.unlock('OWN-1', 'error', 10) $$, 'PT404', null,
  'a stranger finds no rates to unlock (F86)');
select tests.authenticate_as('ada', 'aal2');
select throws_ok(
  $$ select public.unlock_union_rates(pg_temp.shipped('IATSE-700'), 'x', 10) $$, 'PT404',
  null, 'an agreement that ships can be unlocked by nobody (F34)');
select throws_ok(
  $$ select public.unlock_union_rates(gen_random_uuid(), 'x', 10) $$, 'PT404', null,
  'an agreement that is not there is not unlocked (F86)');
select throws_ok(
  format($$ select pg_temp.unlock('OWN-1', 'error', %s) $$, coalesce(m::text, 'null')),
  '22023', 'Rates are unlocked for 1 to 240 minutes',
  format('rates are not unlocked for %s minutes', coalesce(m::text, 'no')))
from unnest(array[0, -1, 241, null]) as m;
select throws_ok($$ select pg_temp.unlock('OWN-1', ' ', 10) $$, '22023', null,
  'rates are not unlocked without a reason');
select throws_ok($$ select pg_temp.unlock('IATSE-600', 'x', 10) $$, '23514',
  'The agreement has no rates that are locked', 'what is not locked is not unlocked');
select tests.authenticate_as('ada');
select is(tests.refusal($$ select pg_temp.unlock('OWN-1', 'error', 10) $$) ->> 'hint',
  'step_up_mfa', 'an administrator without a second factor is told so (F34, F102)');
select tests.authenticate_as('ada', 'aal2');
select isnt(pg_temp.unlock('OWN-1', 'An error in pension', 10), null,
  'an administrator with a second factor opens a window (F34)');
select tests.clear_authentication();
create temporary table windows as select * from public.rate_unlocks;
grant select on windows to authenticated;
select results_eq(
  $$ select unlocked_by, ends_at, reason from windows $$,
  $$ select tests.user_id('ada'), pg_temp.at(10),
       'An error in pension' $$, 'a window says who opened it, why and until when (F34)');
select tests.authenticate_as('ada', 'aal2');
select is(pg_temp.unlock('OWN-1', 'again', 60), (select id from windows),
  'opening it again is the same window, and no longer one');
select tests.authenticate_as('abe', 'aal2');
select throws_ok($$ select pg_temp.unlock('OWN-1', 'too', 10) $$, '23505',
  'The rates are unlocked already', 'two windows are not open at once');
select tests.authenticate_as('pam');
select lives_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "pension", "percent": 7,
       "valid_from": "2026-01-01", "valid_until": "2027-01-01"}') $$,
  'in a window whoever enters rates changes a locked one (F34)');
select results_eq(
  $$ select percent, is_locked, rate_unlock_id from public.union_rates
     where id = (select id from rate) $$,
  $$ select 7::numeric, true, (select id from windows) $$,
  'the rate is locked as before, and says under which window it was changed (F34)');
select lives_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "health", "percent": 1, "classification": "x",
       "valid_from": "2026-03-01", "valid_until": "2026-04-01"}') $$,
  'in a window a rate is entered beside locked ones');
select ok(
  (select is_locked from public.union_rates where classification = 'x'),
  'what is entered beside locked rates is locked with them');
select ok(
  public.remove_union_rate((select id from public.union_rates where classification = 'x')),
  'in a window a locked rate is removed');
select lives_ok(
  $$ select pg_temp.save_agreement('{"code": "OWN-1", "valid_until": "2029-01-01"}') $$,
  'in a window the agreement is changed');
select results_eq(
  $$ select reason from public.rate_unlocks $$, array['An error in pension'],
  'whoever sees rates sees why they were open');
select tests.authenticate_as('cam');
select is_empty($$ select from public.rate_unlocks $$, 'crew see no windows');
select tests.clear_authentication();
select is(
  (select w.window_kind || ' ' || (w.window_id = (select id from windows))
   from stagedoor.window_uses as w),
  'rate_unlock true',
  'what is written in a window commits before its end or not at all (F118)');
select throws_ok(
  format($$ update public.rate_unlocks set %s $$, s.sql), '23514', null,
  format('not even the owner of the table %s', s.title))
from (values
  ($$ ends_at = ends_at + interval '1 day' $$, 'prolongs a window'),
  ($$ unlocked_by = tests.user_id('abe') $$, 'gives a window to somebody else'),
  ($$ reason = 'x' $$, 'gives a window another reason')
) as s (sql, title);
select tests.freeze_time(pg_temp.at(10));
savepoint over;
select tests.authenticate_as('ada', 'aal2');
select isnt(pg_temp.unlock('OWN-1', 'again', 10), (select id from windows),
  'a window that is over at this moment is not the one that is opened (F34)');
rollback to over;
savepoint closing;
select tests.authenticate_as('pam');
select public.lock_union_rates(pg_temp.agreement('OWN-1'));
select tests.clear_authentication();
select is((select ended_at from public.rate_unlocks), null,
  'locking touches no window that is over at this moment');
rollback to closing;
select tests.authenticate_as('pam');
select throws_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "pension", "percent": 6,
       "valid_from": "2026-01-01", "valid_until": "2027-01-01"}') $$, '23514',
  'The rates of this agreement are locked', 'when a window is over the rates are locked (F34)');
select tests.freeze_time(pg_temp.at(5));
select lives_ok($$ select public.lock_union_rates(pg_temp.agreement('OWN-1')) $$,
  'locking closes an open window');
select throws_ok(
  $$ select pg_temp.save_rate('{"rate_kind": "pension", "percent": 6,
       "valid_from": "2026-01-01", "valid_until": "2027-01-01"}') $$, '23514', null,
  'in a window that was closed the rates are locked (F34)');
savepoint closed;
select tests.authenticate_as('ada', 'aal2');
select isnt(pg_temp.unlock('OWN-1', 'again', 10), (select id from windows),
  'a window that was closed is not the one that is opened (F34)');
rollback to closed;
select tests.freeze_time(pg_temp.at(6));
select lives_ok($$ select public.lock_union_rates(pg_temp.agreement('OWN-1')) $$,
  'locking again touches no window that was closed');
select tests.clear_authentication();
select results_eq(
  $$ select ended_at, ended_by from public.rate_unlocks $$,
  $$ select pg_temp.at(5), tests.user_id('pam') $$,
  'a window says who closed it and when');
select throws_ok(
  $$ update public.rate_unlocks set ended_at = null, ended_by = null $$, '23514', null,
  'a window that was closed is not opened again');
select tests.unfreeze_time();

-- what is written down -------------------------------------------------------------------
select tests.flush();
select results_eq(
  $$ select e.event, e.actor_id, e.reason
     from stagedoor.get_audit_events(tests.project_id('Alpha'), 1000, null, null) as e
     where e.event like 'rate_unlock.%' order by e.seq $$,
  $$ values ('rate_unlock.created', tests.user_id('ada'), 'An error in pension'),
       ('rate_unlock.changed', tests.user_id('pam'), null) $$,
  'a window that opens and closes is written down (F34, F47)');
select is(
  (select e.before ->> 'percent' || ' ' || (e.after ->> 'percent')
     || ' ' || (e.after ->> 'rate_unlock_id' = (select id::text from windows))
   from stagedoor.get_audit_events(tests.project_id('Alpha'), 1000, null, null) as e
   where e.event = 'union_rate.changed' and e.after ? 'rate_unlock_id'),
  '8 7 true', 'a locked rate that was changed is written down with its window (F34, F47)');

select * from finish();
rollback;
