-- Booking an artist: who is switched off or gone is not booked, and whether the artist of
-- another studio is free is nobody's to learn (F21, F52, P13).
begin;
select plan(28);

-- The cast: Ann runs Ink with the artists Art and Bea and a profile of nobody; Mia runs Mine.
select tests.create_user(n) from unnest(array['ann', 'art', 'bea', 'mia']) as n;
select tests.create_project('Ink', 'Company'), tests.create_project('Mine', 'Elsewhere');
select tests.grant_role('ann', 'Ink', 'admin'), tests.grant_role('mia', 'Mine', 'admin'),
  tests.grant_role('art', 'Ink', 'artist'), tests.grant_role('bea', 'Ink', 'artist');
insert into public.artists (id, project_id, user_id, display_name)
select md5('artist ' || n)::uuid, tests.scope_id(s), tests.id_for(u), n
from (values ('Art', 'Ink', 'art'), ('Bea', 'Ink', 'bea'), ('Chair', 'Ink', null))
  as a (n, s, u);

create function pg_temp.books(
  p_who text, p_artist text, p_hour integer, p_project text default 'Ink'
) returns text language plpgsql as $$
declare
  v_detail text;
begin
  perform tests.authenticate_as(p_who);
  insert into public.appointments (project_id, artist_id, starts_at, ends_at)
  values (tests.scope_id(p_project), md5('artist ' || p_artist)::uuid,
    '2027-03-01 08:00+00'::timestamptz + make_interval(hours => p_hour),
    '2027-03-01 09:00+00'::timestamptz + make_interval(hours => p_hour));
  return 'done';
exception
  when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    return sqlstate || coalesce(' ' || substring(v_detail from '"error_code":"(\w+)"'), '');
end;
$$;
select is(pg_temp.books('ann', artist, 1), 'done',
  format('F52: %s is booked', artist))
from unnest(array['Art', 'Bea', 'Chair']) as artist;
select is(pg_temp.books('ann', 'Bea', 6), 'done', 'F52: an artist is booked again (control)');

-- another studio ---------------------------------------------------------------------------
select is(pg_temp.books('mia', 'Art', hour, 'Mine'), '23503',
  format('P13: an artist of another studio who is %s cannot be booked', state))
from (values (1, 'booked'), (2, 'free')) as a (hour, state);
select is(pg_temp.books('mia', 'Nobody', 1, 'Mine'), '23503',
  'P13: an artist who does not exist cannot be booked');
select is(pg_temp.books('ann', 'Art', 1), '23514 ARTIST_NOT_FREE',
  'F52: an artist is not booked twice');
select tests.authenticate_as('ann');
select throws_ok(
  format($$ update public.appointments set %s
    where artist_id = md5('artist Bea')::uuid and starts_at = %L $$, change, starts),
  '23514', 'The artist is not free then', format('F52: %s where they are booked', what))
from (values
  ($$artist_id = md5('artist Art')::uuid$$, '2027-03-01 09:00+00',
    'a booking is not given to an artist'),
  ($$starts_at = '2027-03-01 09:30+00'$$, '2027-03-01 14:00+00',
    'a booking of an artist does not begin sooner'),
  ($$ends_at = '2027-03-01 14:30+00'$$, '2027-03-01 09:00+00',
    'a booking of an artist does not end later')
) as u (change, starts, what);

-- switched off ----------------------------------------------------------------------------
select tests.authenticate_as('ann');
select ok(public.set_staff_active(tests.scope_id('Ink'), tests.user_id('art'), false),
  'F52: an artist is switched off (control)');
select is(pg_temp.books('ann', 'Art', 3), '23514 ARTIST_NOT_ACTIVE',
  'F52: an artist who is switched off is not booked');
select tests.authenticate_as('ann');
select throws_ok(
  format($$ update public.appointments set %s where artist_id = md5('artist Art')::uuid $$,
    change),
  '23514', 'The artist does not work here at present',
  format('F52: a booking of an artist who is switched off does not %s', verb))
from (values ($$starts_at = '2027-03-01 09:30+00'$$, 'begin later'),
  ($$ends_at = '2027-03-01 09:30+00'$$, 'end earlier')) as c (change, verb);
savepoint blocked;
select public.block_time(tests.scope_id('Ink'), md5('artist Art')::uuid,
  '2027-03-02 09:00+00', '2027-03-02 10:00+00', 'Away');
select lives_ok(
  $$ update public.appointments set ends_at = '2027-03-02 11:00+00' where kind = 'block' $$,
  'F52: time of an artist who is switched off is blocked for longer (control)');
rollback to blocked;
select throws_ok(
  $$ update public.appointments set artist_id = md5('artist Art')::uuid
     where artist_id = md5('artist Bea')::uuid and starts_at = '2027-03-01 14:00+00' $$,
  '23514', 'The artist does not work here at present',
  'F52: a booking is not given to an artist who is switched off');
select lives_ok(
  $$ update public.appointments set artist_id = md5('artist Chair')::uuid
     where artist_id = md5('artist Bea')::uuid and starts_at = '2027-03-01 14:00+00' $$,
  'F52: a booking is given to an artist who works there (control)');
select lives_ok(
  $$ update public.appointments set starts_at = '2027-03-01 09:30+00'
     where artist_id = md5('artist Bea')::uuid $$,
  'F52: a booking of an artist who works there begins later (control)');
select lives_ok(
  $$ update public.appointments set price = 10 where artist_id = md5('artist Art')::uuid $$,
  'F52: a booking of an artist who is switched off is priced (control)');
savepoint confirmed;
select ok(public.set_appointment_status(a.id, 'confirmed'),
  'F52: a booking of an artist who is switched off is confirmed (control)')
from public.appointments as a where a.artist_id = md5('artist Art')::uuid;
rollback to confirmed;
select ok(public.set_appointment_status(a.id, 'cancelled'),
  'F52: a booking of an artist who is switched off is cancelled (control)')
from public.appointments as a where a.artist_id = md5('artist Art')::uuid;
savepoint cancelled;
select lives_ok(
  $$ update public.appointments set starts_at = '2027-03-01 08:30+00'
     where artist_id = md5('artist Art')::uuid $$,
  'F52: a cancelled booking of an artist who is switched off begins sooner (control)');
select lives_ok(
  $$ update public.appointments set artist_id = md5('artist Bea')::uuid
     where artist_id = md5('artist Art')::uuid $$,
  'F52: a cancelled booking is given to an artist who is booked then (control)');
rollback to cancelled;
select throws_ok(
  format($$ select public.set_appointment_status(%L, 'booked') $$, a.id),
  '23514', 'The artist does not work here at present',
  'F52: a booking of an artist who is switched off is not taken up again')
from public.appointments as a where a.artist_id = md5('artist Art')::uuid;
select ok(public.set_staff_active(tests.scope_id('Ink'), tests.user_id('art'), true),
  'F52: an artist is switched on (control)');
select is(pg_temp.books('ann', 'Art', 3), 'done',
  'F52: an artist who is switched on is booked (control)');

-- gone -------------------------------------------------------------------------------------
select tests.clear_authentication();
delete from auth.users where id = tests.id_for('bea');
select is(pg_temp.books('ann', 'Bea', 3), '23514 ARTIST_NOT_ACTIVE',
  'F52: an artist whose login is gone is not booked');

select * from finish();
rollback;
