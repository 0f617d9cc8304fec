-- public.appointments, client_consents, client_notes: who books, ends and writes what.
begin;
select plan(58);

-- The cast: Ann runs Ink, Ash is at the desk, Art and Oli tattoo. Mal works at Bone.
select tests.create_user(name) from unnest(array['ann', 'ash', 'art', 'oli', 'mal']) as name;
select tests.create_project(p) from unnest(array['Ink', 'Bone']) as p;
select tests.grant_role(r.name, r.project, r.role_key)
from (values
  ('ann', 'Ink', 'admin'), ('ash', 'Ink', 'assistant'), ('art', 'Ink', 'artist'),
  ('oli', 'Ink', 'artist'), ('mal', 'Bone', 'admin')
) as r (name, project, role_key);

create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('ink ' || p_name)::uuid $$;

insert into public.artists (id, project_id, user_id, display_name)
select pg_temp.id(n), tests.project_id('Ink'), tests.user_id(n), n
from unnest(array['art', 'oli']) as n;
insert into public.clients (id, project_id, full_name)
values
  (pg_temp.id('cleo'), tests.project_id('Ink'), 'Cleo'),
  (pg_temp.id('bones'), tests.project_id('Bone'), 'Bones');
insert into public.appointments
  (id, project_id, artist_id, client_id, starts_at, ends_at, price)
values
  (pg_temp.id('monday'), tests.project_id('Ink'), pg_temp.id('art'), pg_temp.id('cleo'),
    '2027-03-01 10:00+00', '2027-03-01 12:00+00', 200),
  (pg_temp.id('tuesday'), tests.project_id('Ink'), pg_temp.id('art'), null,
    '2027-03-02 10:00+00', '2027-03-02 12:00+00', null);

-- owners ----------------------------------------------------------------------------
select is(
  (select owner_id from public.appointments where id = pg_temp.id('monday')),
  tests.user_id('art'), 'F49: an appointment belongs to the account of its artist');
select tests.authenticate_as('ash');
select throws_ok(
  $$ insert into public.appointments (project_id, artist_id, starts_at, ends_at, owner_id)
     values (tests.project_id('Ink'), pg_temp.id('art'), now(), now() + interval '1 h',
       tests.user_id('ash')) $$,
  '42501', null, 'F49: a user does not say by hand whose an appointment is'
);
select throws_ok(
  $$ update public.appointments set owner_id = tests.user_id('ash') $$, '42501', null,
  'F49: a user does not change by hand whose an appointment is'
);
select throws_ok(
  $$ insert into public.appointments (project_id, artist_id, starts_at, ends_at)
     values (tests.project_id('Ink'), gen_random_uuid(), now(), now() + interval '1 h') $$,
  '23503', null, 'an appointment has an artist of this studio'
);
select throws_ok(
  $$ insert into public.appointments (project_id, artist_id, client_id, starts_at, ends_at)
     values (tests.project_id('Ink'), pg_temp.id('art'), pg_temp.id('bones'),
       '2028-01-01', '2028-01-02') $$,
  '23503', null, 'an appointment has a client of this studio'
);
select tests.authenticate_as('art');
select throws_ok(
  $$ update public.appointments set artist_id = pg_temp.id('oli')
     where id = pg_temp.id('monday') $$, '42501', null,
  'F62: an artist does not hand an appointment to another artist'
);
select tests.authenticate_as('ash');
select lives_ok(
  $$ select public.add_client_note(pg_temp.id('monday'), 'Afraid of needles') $$,
  'F62: the desk writes a note at any appointment'
);
select lives_ok(
  $$ select public.add_consent(pg_temp.id('monday'), '{"form": "tattoo", "signed": true}') $$,
  'F62: the desk attaches a form to any appointment'
);
select tests.authenticate_as('oli');
select is_empty($$ select id from public.client_notes $$,
  'F49: another artist does not read the note');
select is_empty($$ select id from public.client_consents $$,
  'F49: another artist does not see the form');
select tests.authenticate_as('art');
select isnt_empty($$ select id from public.client_notes $$,
  'F49: the artist of the appointment reads the note, whoever wrote it');
select tests.authenticate_as('ash');
select isnt_empty(
  $$ update public.appointments set artist_id = pg_temp.id('oli')
     where id = pg_temp.id('monday') returning id $$,
  'F62: the desk gives an appointment to another artist'
);
select tests.authenticate_as('oli');
select isnt_empty($$ select id from public.client_notes $$,
  'F49: the new artist of an appointment reads its notes');
select isnt_empty($$ select id from public.client_consents $$,
  'F49: the new artist of an appointment sees its forms');
select tests.authenticate_as('art');
select is_empty($$ select id from public.client_notes $$,
  'F49: the former artist of an appointment reads its notes no more');
select tests.authenticate_as('ash');
update public.appointments set artist_id = pg_temp.id('art') where id = pg_temp.id('monday');

-- notes and forms -------------------------------------------------------------------
select is(
  public.add_client_note(pg_temp.id('monday'), ' Afraid of needles '),
  (select id from public.client_notes), 'a note that is written twice is one note');
select is(
  public.add_consent(pg_temp.id('monday'), '{"signed": true, "form": "tattoo"}'),
  (select id from public.client_consents), 'a form that is attached twice is one form');
select throws_ok($$ select public.add_client_note(pg_temp.id('monday'), ' ') $$, '22023',
  null, 'a note says something');
select throws_ok($$ select public.add_consent(pg_temp.id('monday'), '[]') $$, '22023', null,
  'a form has fields');
select throws_ok($$ select public.add_client_note(pg_temp.id('tuesday'), 'x') $$, '23514',
  null, 'a note is about a client');
select throws_ok(
  $$ insert into public.client_notes (project_id, appointment_id, client_id, text)
     values (tests.project_id('Ink'), pg_temp.id('monday'), pg_temp.id('cleo'), 'x') $$,
  '42501', null, 'a user does not write a note by hand'
);
select throws_ok($$ update public.client_notes set text = 'x' $$, '42501', null,
  'a user does not rewrite a note');
select throws_ok($$ delete from public.client_consents $$, '42501', null,
  'a signed form is not deleted');
select tests.authenticate_as('oli');
select throws_ok($$ select public.add_client_note(pg_temp.id('monday'), 'x') $$, '42501',
  null, 'F62: an artist writes no note at an appointment of another artist');
select tests.authenticate_as('mal');
select is(
  tests.refusal($$ select public.add_client_note(pg_temp.id('monday'), 'x') $$),
  tests.refusal($$ select public.add_client_note(gen_random_uuid(), 'x') $$),
  'F86: a note at a foreign appointment is refused as at an unknown one');

-- status ----------------------------------------------------------------------------
select tests.authenticate_as('art');
select throws_ok(
  $$ update public.appointments set status = 'completed' $$, '42501', null,
  'F62: a user does not set a status by hand'
);
select throws_ok($$ delete from public.appointments $$, '42501', null,
  'F62: a user does not delete an appointment');
select throws_ok(
  $$ select public.set_appointment_status(pg_temp.id('monday'), 'gone') $$, '22023', null,
  'an unknown status is refused'
);
select throws_ok(
  $$ select public.set_appointment_status(pg_temp.id('monday'), 'cancelled', 5) $$,
  '22023', null, 'a cancelled appointment takes no payment'
);
select throws_ok(
  $$ select public.set_appointment_status(pg_temp.id('monday'), 'completed', -5) $$,
  '22023', null, 'a payment is not negative'
);
select throws_ok(
  $$ select public.set_appointment_status(pg_temp.id('monday'), 'completed', 5, 'gold') $$,
  '22023', null, 'an unknown method of payment is refused'
);
select is(public.set_appointment_status(pg_temp.id('monday'), 'confirmed'), true,
  'F62: an artist confirms their appointment');
select is(public.set_appointment_status(pg_temp.id('monday'), 'completed', null, 'card'),
  true, 'F62: an artist completes their appointment');
select is(public.set_appointment_status(pg_temp.id('monday'), 'completed'), false,
  'completing an appointment twice changes nothing');
select results_eq(
  $$ select amount, method, appointment_id, recorded_by from public.studio_transactions $$,
  $$ values (200::numeric(14, 2), 'card', pg_temp.id('monday'), tests.user_id('art')) $$,
  'a completed appointment takes the price that was agreed'
);
select throws_ok(
  $$ select public.set_appointment_status(pg_temp.id('monday'), 'no_show') $$, '23514',
  null, 'a completed appointment does not become a no-show'
);
select throws_ok(
  $$ select public.set_appointment_status(pg_temp.id('monday'), 'booked') $$, '23514',
  null, 'a paid appointment is not opened again'
);
select is(public.set_appointment_status(pg_temp.id('tuesday'), 'no_show'), true,
  'F62: an artist records that a client did not come');
select is(public.set_appointment_status(pg_temp.id('tuesday'), 'booked'), true,
  'F62: an artist opens a missed appointment again');
select tests.authenticate_as('oli');
select throws_ok(
  $$ select public.set_appointment_status(pg_temp.id('tuesday'), 'cancelled') $$, '42501',
  null, 'F62: another artist does not cancel an appointment'
);
select is(
  (tests.refusal($$ select public.set_appointment_status(pg_temp.id('tuesday'), 'cancelled') $$)
    ->> 'details')::jsonb ->> 'required_permission', 'owner_or_manager_access',
  'F87: another artist is told that the appointment is not theirs');
select tests.authenticate_as('mal');
select is(
  tests.refusal($$ select public.set_appointment_status(pg_temp.id('tuesday'), 'cancelled') $$),
  tests.refusal($$ select public.set_appointment_status(gen_random_uuid(), 'cancelled') $$),
  'F86: the status of a foreign appointment is refused as of an unknown one');

-- time ------------------------------------------------------------------------------
select tests.authenticate_as('art');
select throws_ok(
  $$ insert into public.appointments (project_id, artist_id, starts_at, ends_at)
     values (tests.project_id('Ink'), pg_temp.id('art'), '2027-03-02 11:00+00',
       '2027-03-02 13:00+00') $$,
  '23514', null, 'an artist is not booked twice'
);
select lives_ok(
  $$ insert into public.appointments (project_id, artist_id, starts_at, ends_at)
     values (tests.project_id('Ink'), pg_temp.id('art'), '2027-03-02 12:00+00',
       '2027-03-02 13:00+00') $$,
  'an artist is booked for one appointment after the other'
);
create temporary table blocks as
select public.block_time(tests.project_id('Ink'), pg_temp.id('art'),
  '2027-03-03 00:00+00', '2027-03-04 00:00+00', 'Day off') as id;
grant select on blocks to authenticated;
select is(
  public.block_time(tests.project_id('Ink'), pg_temp.id('art'),
    '2027-03-03 00:00+00', '2027-03-04 00:00+00', 'Day off'),
  (select id from blocks), 'time that is blocked twice is one block');
select throws_ok(
  $$ insert into public.appointments (project_id, artist_id, starts_at, ends_at)
     values (tests.project_id('Ink'), pg_temp.id('art'), '2027-03-03 11:00+00',
       '2027-03-03 13:00+00') $$,
  '23514', null, 'an artist is not booked into blocked time'
);
select throws_ok(
  $$ select public.block_time(tests.project_id('Ink'), pg_temp.id('art'),
       '2027-03-02 10:30+00', '2027-03-02 10:45+00', 'Tea') $$,
  '23514', null, 'booked time is not blocked'
);
select throws_ok(
  $$ select public.block_time(tests.project_id('Ink'), pg_temp.id('art'),
       '2027-03-05', '2027-03-05', 'Nothing') $$,
  '22023', null, 'blocked time ends after it begins'
);
select throws_ok(
  $$ select public.block_time(tests.project_id('Ink'), pg_temp.id('oli'),
       '2027-03-05', '2027-03-06', 'Not yours') $$,
  '42501', null, 'F49: an artist blocks their own time only'
);
select throws_ok(
  $$ select public.block_time(tests.project_id('Ink'), gen_random_uuid(),
       '2027-03-05', '2027-03-06', 'Whose') $$,
  'PT404', null, 'the time of an unknown artist is not found'
);
select throws_ok(
  $$ select public.set_appointment_status((select id from blocks), 'completed') $$,
  '23514', null, 'blocked time is not completed'
);
select is(public.set_appointment_status((select id from blocks), 'cancelled'), true,
  'blocked time is given free');
select lives_ok(
  $$ insert into public.appointments (project_id, artist_id, starts_at, ends_at)
     values (tests.project_id('Ink'), pg_temp.id('art'), '2027-03-03 11:00+00',
       '2027-03-03 13:00+00') $$,
  'time that was given free is booked'
);
select throws_ok(
  $$ select public.set_appointment_status((select id from blocks), 'booked') $$, '23514',
  null, 'blocked time is not restored behind a booking'
);
select throws_ok(
  $$ insert into public.appointments (project_id, artist_id, starts_at, ends_at, kind)
     values (tests.project_id('Ink'), pg_temp.id('art'), '2027-06-01', '2027-06-02', 'block') $$,
  '42501', null, 'F62: a user does not block time by hand'
);

-- narrowing -------------------------------------------------------------------------
select tests.set_header('x-project-id', tests.project_id('Bone')::text);
select is_empty($$ select id from public.appointments $$,
  'a request that names another studio sees nothing of this one');
select tests.set_header('x-project-id', null);
select isnt_empty($$ select id from public.appointments $$,
  'a request without the header sees appointments (control)');

select tests.clear_authentication();
select tests.flush();
select results_eq(
  $$ select e.before ->> 'status', e.after ->> 'status', e.actor_id
     from stagedoor.get_audit_events(tests.project_id('Ink'), 1000, null, null) as e
     where e.event = 'appointment.status_changed' order by e.seq limit 2 $$,
  $$ values ('booked', 'confirmed', tests.user_id('art')),
       ('confirmed', 'completed', tests.user_id('art')) $$,
  'F60: the log knows who changed which status'
);

select * from finish();
rollback;
