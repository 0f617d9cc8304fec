-- What the acts of a studio refuse, in which order, and with which word.
begin;
select plan(60);

-- The cast: Ann runs Ink, Ash is at its desk, Art tattoos there. Tom delivers to Ink: he is
-- a member and sees nothing of it. Bob runs it too, and Hal switches people on and off.
select tests.create_user(name)
from unnest(array['ann', 'ash', 'art', 'tom', 'bob', 'hal', 'len']) as name;
select tests.create_project('Ink');
select tests.create_role('delivery', 'Ink', '{"project:view:assigned": "allow"}');
select tests.create_role('switchboard', 'Ink', '{"staff:toggle_active": "allow"}');
select tests.grant_role(r.name, 'Ink', r.role_key)
from (values
  ('ann', 'admin'), ('ash', 'assistant'), ('art', 'artist'), ('tom', 'delivery'),
  ('bob', 'admin'), ('hal', 'switchboard')
) as r (name, role_key);

create function pg_temp.id(p_name text) returns uuid
language sql immutable as $$ select md5('ink ' || p_name)::uuid $$;

insert into public.artists (id, project_id, user_id, display_name)
values (pg_temp.id('art'), tests.project_id('Ink'), tests.user_id('art'), 'Art');
insert into public.clients (id, project_id, full_name)
values (pg_temp.id('cleo'), tests.project_id('Ink'), 'Cleo');
insert into public.appointments (id, project_id, artist_id, client_id, starts_at, ends_at)
values (pg_temp.id('monday'), tests.project_id('Ink'), pg_temp.id('art'),
  pg_temp.id('cleo'), '2027-03-01 10:00+00', '2027-03-01 12:00+00');
insert into public.studio_transactions (id, project_id, artist_id, amount)
values (pg_temp.id('sale'), tests.project_id('Ink'), pg_temp.id('art'), 100);
insert into public.stock_items (id, project_id, name, quantity)
values (pg_temp.id('needles'), tests.project_id('Ink'), 'Needles', 10);

create function pg_temp.why(p_act text) returns text
language sql volatile as $$
  select substring(tests.refusal(p_act) ->> 'details' from '"error_code" ?: ?"([A-Z_]+)"')
$$;

-- what one may not see ----------------------------------------------------------------
-- A member who may not see the agenda is told the same of an appointment that is there as
-- of one that is not: a refusal would confirm it.
create temporary table acts (on_what, name, act) as
values
  ('an appointment', 'monday', 'select public.set_appointment_status(%L, ''cancelled'')'),
  ('an appointment', 'monday', 'select public.add_client_note(%L, ''Shy'')'),
  ('an appointment', 'monday', 'select public.add_consent(%L, ''{"form": "tattoo"}'')'),
  ('a sale', 'sale', 'select public.refund_or_void(%L, ''wrong'')'),
  ('an article', 'needles', 'select public.move_stock(%L, ''stock_in'', 1, ''delivery'')'),
  ('a profile', 'art', 'select public.link_artist(%L, null)'),
  ('a profile', 'art', 'select public.block_time(tests.project_id(''Ink''), %L,
    ''2027-05-01'', ''2027-05-02'', ''away'')');
grant select on acts to authenticated;
select tests.authenticate_as('tom');
select is(public.can('project:view:assigned', tests.project_id('Ink')), true,
  'a member of the studio need not see its agenda (control)');
select is(
  tests.refusal(format(a.act, pg_temp.id(a.name))) ->> 'code', 'PT404',
  format('F86: %s that a member may not see is not found (%s)', a.on_what,
    split_part(split_part(a.act, '.', 2), '(', 1)))
from acts as a;
select is(
  tests.refusal(format(a.act, pg_temp.id(a.name))),
  tests.refusal(format(a.act, gen_random_uuid())),
  format('F86: a hidden row answers like %s that does not exist (%s)', a.on_what,
    split_part(split_part(a.act, '.', 2), '(', 1)))
from acts as a;
select tests.authenticate_as('ann');
select is(
  tests.refusal(format(a.act, pg_temp.id(a.name))), null,
  format('F62: an admin succeeds with %s (control)',
    split_part(split_part(a.act, '.', 2), '(', 1)))
from acts as a where a.name <> 'monday' or a.act !~ 'cancelled';

-- first whether, then whose -----------------------------------------------------------
select tests.authenticate_as('art');
select throws_ok(
  $$ select public.link_artist(pg_temp.id('art'), gen_random_uuid()) $$, '42501', null,
  'F62: a user who may not link a profile is told of no account'
);
select tests.authenticate_as('ann');
select throws_ok(
  $$ select public.link_artist(pg_temp.id('art'), gen_random_uuid()) $$, 'PT404',
  'Account not found', 'F49: a profile is not linked to an unknown account'
);
select is(public.link_artist(pg_temp.id('art'), tests.user_id('art')), true,
  'F49: a profile is linked to an account that exists (control)');

-- appointments ------------------------------------------------------------------------
create temporary table blocks as
select public.block_time(tests.project_id('Ink'), pg_temp.id('art'),
  '2027-06-01', '2027-06-02', repeat('x', 400)) as id;
grant select on blocks to authenticated;
select isnt((select id from blocks), null, 'the reason of a block may have 400 characters');
select throws_ok(
  $$ select public.block_time(tests.project_id('Ink'), pg_temp.id('art'),
       '2027-06-03', '2027-06-04', repeat('x', 401)) $$, '22023', null,
       'the reason of a block has at most 400 characters'
);
select is(
  pg_temp.why($$ select public.set_appointment_status(id, 'no_show') from blocks $$),
  'NOT_A_BOOKING', 'blocked time does not become a no-show');
select is(public.set_appointment_status(pg_temp.id('monday'), 'cancelled'), true,
  'F62: an appointment is cancelled');
select is(
  pg_temp.why($$ select public.set_appointment_status(pg_temp.id('monday'), 'completed') $$),
  'APPOINTMENT_OVER', 'a cancelled appointment is not completed');
select is_empty(
  $$ select from public.studio_transactions where appointment_id = pg_temp.id('monday') $$,
  'F62: a cancelled appointment takes no payment'
);

-- stock -------------------------------------------------------------------------------
select is(
  pg_temp.why($$ select public.move_stock(pg_temp.id('needles'), 'stock_adj', -99, 'x') $$),
  'NOT_IN_STOCK', 'F62: an article that is not in stock is not taken');
select throws_ok(format(
    'select public.move_stock(pg_temp.id(''needles''), ''stock_in'', 1, %L)', reason),
  '22023', null, format('a movement of %s characters of reason moves nothing',
    coalesce(char_length(btrim(reason))::text, 'no')))
from unnest(array[' ', null, repeat('x', 1001)]) as reason;
select throws_ok(format(
    'select public.move_stock(pg_temp.id(''needles''), ''stock_in'', 1, ''x'', %L)', k),
  '22023', null,
  format('a movement with a key of %s characters moves nothing', char_length(k)))
from unnest(array['', repeat('x', 101)]) as k;
select lives_ok(
  $$ select public.move_stock(pg_temp.id('needles'), 'stock_in', 1, repeat('x', 1000),
       repeat('x', 100)) $$, 'F62: a movement within these limits moves stock (control)'
);

-- money -------------------------------------------------------------------------------
select lives_ok($$ select public.close_cash(tests.project_id('Ink'), '2026-01-02', 7) $$,
  'F62: a day is counted');
select is(
  tests.refusal($$ select public.close_cash(tests.project_id('Ink'), '2026-01-02', 8) $$)
    ->> 'details',
  '{"error_code" : "TILL_CLOSED", "counted" : 7.00}',
  'F62: a different count is told what was counted');
select tests.clear_authentication();
insert into public.studio_transactions
  (id, project_id, artist_id, amount, business_day)
values (pg_temp.id('old'), tests.project_id('Ink'), pg_temp.id('art'), 9, '2026-01-03');
select tests.authenticate_as('ann');
select public.close_cash(tests.project_id('Ink'), '2026-01-03', 9);
select is(
  pg_temp.why(format('select public.refund_or_void(%L, ''again'')',
    public.refund_or_void(pg_temp.id('old'), 'wrong') ->> 'refund_id')),
  'NOT_A_SALE', 'F62: a refund is not taken back');

-- staff -------------------------------------------------------------------------------
select throws_ok(
  $$ select public.set_staff_active(tests.project_id('Ink'), tests.user_id('art'), null) $$,
  '22023', null, 'switching a user requires on or off'
);
select tests.authenticate_as('art');
select is(public.can('agenda:view', tests.project_id('Ink')), true,
  'a user is not switched off by a missing word');
select tests.authenticate_as('ann');
select throws_ok(format(
    'select public.set_staff_role(tests.project_id(''Ink''), tests.user_id(''art''),
       ''artist'', %L)', until), '22023', null, format('a role does not end at %s', until))
from unnest(array[now() - interval '1 day', 'infinity', '-infinity']) as until;
select lives_ok(
  $$ select public.set_staff_role(tests.project_id('Ink'), tests.user_id('art'), 'artist',
       now() + interval '1 day') $$, 'F48: a role may end tomorrow (control)'
);
select is(
  public.set_staff_active(tests.project_id('Ink'), tests.user_id('bob'), false), true,
  'F62: an admin switches another admin off');
select is(
  public.set_staff_active(tests.project_id('Ink'), tests.user_id('ash'), false), true,
  'F62: an admin switches an assistant off');
select tests.authenticate_as('hal');
select throws_ok(
  $$ select public.set_staff_active(tests.project_id('Ink'), tests.user_id('bob'), true) $$,
  '42501', null, 'F94: a user who cannot make an admin does not switch one on'
);
select is(
  tests.refusal($$ select public.set_staff_active(
    tests.project_id('Ink'), tests.user_id('bob'), true) $$) ->> 'details',
  '{"error_code":"INSUFFICIENT_PERMISSIONS","required_permission":"access:escalate"}',
  'F94: a user who cannot make an admin is told why');
select tests.authenticate_as('ann');
select is(
  public.set_staff_active(tests.project_id('Ink'), tests.user_id('bob'), true), true,
  'F94: an admin switches another admin on (control)');

-- what was delegated -----------------------------------------------------------------
select tests.clear_authentication();
select tests.delegate('ann', 'len', 'Ink', 'agenda:view');
select tests.grant_key('len', 'Ink', 'clients:view');
select tests.authenticate_as('ann');
select is(
  public.set_staff_active(tests.project_id('Ink'), tests.user_id('len'), s.is_active), true,
  format('F62: Len is switched %s', s.what))
from (values (false, 'off'), (true, 'on')) as s (is_active, what);
select tests.authenticate_as('len');
select is(public.can('clients:view', tests.project_id('Ink')), true,
  'F62: a user who is switched on holds again what they held');
select is(public.can('agenda:view', tests.project_id('Ink')), false,
  'F62: a user who is switched on gets no delegation back');

-- nobody ------------------------------------------------------------------------------
select tests.clear_authentication();
select tests.elevate('ash', md5('desk')::uuid, 'Ink');
select tests.speak('authenticated', '{"role": "authenticated"}');
select throws_ok($$ select public.clear_elevation() $$, '42501', null,
  'F85: a token without a subject ends no elevation');
select throws_ok(
  $$ select public.clear_elevation(tests.project_id('Ink'), tests.user_id('ash')) $$,
  '42501', null, 'F85: a token without a subject ends no elevation of another user'
);
select tests.authenticate_as_anon();
select throws_ok($$ select stagedoor.busy() $$, '42501', null,
  'P6: anon is not told that an attempt lost a race');
select tests.authenticate_as_service();
select is(stagedoor.busy() ->> 'reason', 'busy',
  'P6: the service is told that an attempt lost a race (control)');
select tests.clear_authentication();
select isnt_empty(
  $$ select from stagedoor.elevations as e
     where e.user_id = tests.user_id('ash') and e.ended_at is null $$,
  'F55: an elevation goes on after these refusals'
);

select * from finish();
rollback;
