-- Guests: made by somebody, with their relationship, and erased again.
begin;
select plan(64);

-- The cast: Mia makes guests, Sid makes one too, Cal has an account.
select tests.create_user(name) from unnest(array['mia', 'sid', 'cal']) as name;
create temporary table made (name text, id uuid, token text);
grant all on made to authenticated;
create function pg_temp.log() returns table (event text, body text)
language sql stable as $$
  select l.event, convert_from(l.body, 'UTF8') from stagedoor_audit.leaves as l
$$;
create function pg_temp.id(p_name text) returns uuid
language sql stable as $$ select m.id from made as m where m.name = p_name $$;
create function pg_temp.guest(p_name text, p_role text default 'CREW', p_more text default null)
returns jsonb language sql as $$
  select public.create_guest_user(
    p_name || '@example.test', initcap(p_name), 'Guest', p_role, '+44 20 7946 0100',
    'Quick hands', p_more)
$$;

-- making ------------------------------------------------------------------------------
select tests.authenticate_as('mia');
with answer as (select pg_temp.guest('gus', 'PROPS_MASTER') as a)
insert into made select 'gus', (a ->> 'user_id')::uuid, a ->> 'claim_token' from answer
returning ok(id is not null and token ~ '^[0-9a-f]{64}$',
  'F80: creating a guest answers an id and a token');
with answer as (select pg_temp.guest('ona') as a)
insert into made select 'ona', (a ->> 'user_id')::uuid, a ->> 'claim_token' from answer
returning is((select a ->> 'message' from answer), 'Guest user created',
  'F80: creating a guest answers the message of the seed');
select results_eq(
  $$ select user_status, user_role, fullname_first, fullname_last, email_address,
       phone_number, relationship_notes, is_active
     from public.list_crew() where user_id = pg_temp.id('gus') $$,
  $$ values ('guest', 'PROPS_MASTER', 'Gus', 'Guest', 'gus@example.test',
       '+44 20 7946 0100', 'Quick hands', true) $$,
  'F80: a guest is active crew of whoever made them, with all that was entered');
select tests.clear_authentication();
select results_eq(
  $$ select account_status, created_by, auth_user_id, notes
     from stagedoor.user_accounts where id = pg_temp.id('gus') $$,
  $$ values ('guest', tests.user_id('mia'), null::uuid, null::text) $$,
  'F81: a guest has a creator, no login, and no notes of their manager');
select is(
  (select count(*) from auth.users where email = 'gus@example.test'), 0::bigint,
  'F81: a guest cannot sign in');
select is(
  (select token_hash from stagedoor_theatre.guest_claims where user_id = pg_temp.id('gus')),
  stagedoor.token_hash((select token from made where name = 'gus')),
  'F82: of a claim token the hash is kept');
select is(
  (select expires_at - created_at from stagedoor_theatre.guest_claims
   where user_id = pg_temp.id('gus')), interval '2160 hours',
  'F82: a claim token ends after ninety days');
select is(
  (select count(*) from stagedoor.outbox as o
   where o.payload::text like '%' || (select token from made where name = 'gus') || '%'),
  0::bigint, 'F82: a message for a mailer carries no token');
select is(
  (select count(*) from stagedoor.outbox
   where topic = 'guest.invited' and payload ->> 'email' = 'gus@example.test'), 1::bigint,
  'F80: a guest leaves a message for a mailer');
select tests.flush();
select is(
  (select count(*) from pg_temp.log() as e
   where e.body like '%gus@example.test%' or e.body like '%Quick hands%'),
  0::bigint, 'F24: no log keeps an address or a note in its body');

-- bad input ---------------------------------------------------------------------------
select tests.authenticate_as('mia');
create temporary table bad (why text, call text);
insert into bad values
  ('an address that is none', $$ public.create_guest_user('nobody', 'A', 'B', 'CREW') $$),
  ('no address', $$ public.create_guest_user(null, 'A', 'B', 'CREW') $$),
  ('an unknown title', $$ public.create_guest_user('a@b.test', 'A', 'B', 'KING') $$),
  ('no title', $$ public.create_guest_user('a@b.test', 'A', 'B', null) $$),
  ('OTHER without a text', $$ pg_temp.guest('ida', 'OTHER') $$),
  ('OTHER with blanks', $$ pg_temp.guest('ida', 'OTHER', '  ') $$),
  ('a text that no title needs', $$ pg_temp.guest('ida', 'CREW', 'Foley') $$),
  ('a text of more than 120 characters', $$ pg_temp.guest('ida', 'OTHER', repeat('x', 121)) $$),
  ('a long first name',
    $$ public.create_guest_user('a@b.test', repeat('x', 121), 'B', 'CREW') $$),
  ('a long last name',
    $$ public.create_guest_user('a@b.test', 'A', repeat('x', 121), 'CREW') $$),
  ('a long phone number',
    $$ public.create_guest_user('a@b.test', 'A', 'B', 'CREW', repeat('1', 41)) $$),
  ('long notes',
    $$ public.create_guest_user('a@b.test', 'A', 'B', 'CREW', null, repeat('x', 4001)) $$),
  ('one''s own address', $$ pg_temp.guest('mia') $$);
select throws_ok('select ' || call, '22023', null,
  format('F80: a guest with %s is refused', why)) from bad;
select throws_ok($$ select pg_temp.guest('gus') $$, '23505', null,
  'F80: one manager has one guest of an address');
select is((select count(*) from public.list_crew()), 3::bigint,
  'F80: a refused guest leaves nothing behind');
select lives_ok($$ select pg_temp.guest('ida', 'OTHER', 'Foley') $$,
  'F66: OTHER with a text is a title');
select is(
  (select custom_title from public.list_crew() where email_address = 'ida@example.test'),
  'Foley', 'F66: a title keeps its text');
select is((select pg_temp.guest('cal') ->> 'message'), 'Guest user created',
  'F86: an address that has an account answers as if it had none');
select tests.authenticate_as('sid');
select isnt((select pg_temp.guest('gus') ->> 'user_id')::uuid, pg_temp.id('gus'),
  'F80: another manager has a guest of their own under the same address');
select tests.clear_authentication();
select throws_ok($$ select pg_temp.guest('zoe') $$, '42501', null,
  'F72: nobody makes a guest without signing in');
select tests.authenticate_as_anon();
select throws_ok($$ select pg_temp.guest('zoe') $$, '42501', null,
  'F85: anon makes no guest');
select tests.authenticate_as('mia', p_claims => '{"client_id": "app"}');
select throws_ok($$ select pg_temp.guest('zoe') $$, '42501', null,
  'F131: an app makes no guest');

-- writing about a guest -----------------------------------------------------------------
select tests.authenticate_as('mia');
select is(
  public.update_crew_member(pg_temp.id('gus'),
    '{"fullname_last": "Grey", "phone_number": "", "user_role": "OTHER",
      "custom_title": "Armourer"}', ''), true,
  'F71: a manager writes contact data and title of their guest');
select results_eq(
  $$ select fullname_first, fullname_last, phone_number, user_role, custom_title,
       relationship_notes
     from public.list_crew() where user_id = pg_temp.id('gus') $$,
  $$ values ('Gus', 'Grey', null::text, 'OTHER', 'Armourer', null::text) $$,
  'F71: what is not named stays, and an empty text clears');
select lives_ok(
  $$ select public.update_crew_member(pg_temp.id('gus'), '{"user_role": "CREW"}') $$,
  'F66: a title that needs no text drops it');
select throws_ok(
  $$ select public.update_crew_member(pg_temp.id('gus'), '{"email_address": ""}') $$,
  '22023', null, 'F71: a guest keeps an address');
select throws_ok(
  $$ select public.update_crew_member(pg_temp.id('gus'),
       '{"email_address": "ona@example.test"}') $$,
  '23505', null, 'F71: a guest does not get the address of another');
select lives_ok(
  $$ select public.update_crew_member(pg_temp.id('gus'),
       '{"email_address": "gus@example.test"}') $$,
  'F71: a guest is given the address that they have');
select throws_ok(
  $$ select public.update_crew_member(pg_temp.id('gus'), '[1]') $$,
  '22023', 'User data is an object', 'F71: user data is an object');
select throws_ok(
  $$ select public.update_crew_member(pg_temp.id('gus'), '{"phone_number": 7}') $$,
  '22023', null, 'F71: user data holds texts');
select tests.authenticate_as('sid');
select throws_ok(
  $$ select public.update_crew_member(pg_temp.id('gus'), '{"phone_number": "1"}') $$,
  'PT404', null, 'F74: another manager writes nothing about the guest');

select tests.clear_authentication();
select throws_ok(call, '42501', null, format('F85: %s needs a session', name))
from (values
  ('reissuing a token', $$ select public.reissue_claim_token(pg_temp.id('gus')) $$),
  ('erasing a guest', $$ select public.delete_guest_user(pg_temp.id('gus')) $$),
  ('writing about crew', $$ select public.update_crew_member(pg_temp.id('gus'), '{}') $$),
  ('listing crew', $$ select public.list_crew() $$),
  ('removing crew', $$ select public.remove_crew_member(pg_temp.id('gus')) $$)
) as c (name, call);
select tests.authenticate_as('sid');

-- tokens ----------------------------------------------------------------------------
select throws_ok($$ select public.reissue_claim_token(pg_temp.id('gus')) $$, 'PT404', null,
  'F82: another manager gets no token for the guest');
select throws_ok($$ select public.delete_guest_user(pg_temp.id('gus')) $$, 'PT404', null,
  'F81: another manager erases no guest');
select tests.authenticate_as('mia');
select isnt(
  public.reissue_claim_token(pg_temp.id('gus')) ->> 'claim_token',
  (select token from made where name = 'gus'), 'F82: a claim token is reissued');
select public.remove_crew_member(pg_temp.id('ona'));
select tests.clear_authentication();
select is_empty(
  $$ select from stagedoor_theatre.guest_claims where user_id = pg_temp.id('ona') $$,
  'F82: a guest who has lost their last manager has no token');
select tests.authenticate_as('mia');
select throws_ok($$ select public.reissue_claim_token(pg_temp.id('ona')) $$, 'PT404', null,
  'F82: a guest who was removed gets no token');
select is(public.add_crew_member(pg_temp.id('ona')) ->> 'is_active', 'true',
  'F67: a guest whom their maker takes back is active at once');

-- erasing ---------------------------------------------------------------------------
create temporary table show as select public.create_show('Play') as id;
insert into public.show_assignments (project_id, user_id)
values ((select id from show), pg_temp.id('gus'));
select is(public.delete_guest_user(pg_temp.id('gus')), true,
  'F81: whoever made a guest erases them');
select is_empty(
  $$ select from public.list_crew() where user_id = pg_temp.id('gus') $$,
  'F81: an erased guest is no crew any more');
select throws_ok($$ select public.delete_guest_user(pg_temp.id('gus')) $$, 'PT404', null,
  'F81: an erased guest is not there');
select tests.clear_authentication();
select results_eq(
  $$ select email, fullname_first, fullname_last, phone_number, deleted_at is not null
     from stagedoor.user_accounts where id = pg_temp.id('gus') $$,
  $$ values (null::text, null::text, null::text, null::text, true) $$,
  'F81: of an erased guest no name is left');
select tests.flush();
select is_empty(
  $$ select from stagedoor_audit.personal_values where person_id = pg_temp.id('gus') $$,
  'F81: of an erased guest the log keeps no name either');
insert into public.crew_relationships (manager_user_id, crew_user_id)
values (tests.user_id('mia'), pg_temp.id('gus'));
select is_empty('select from public.crew_relationships
  where crew_user_id = pg_temp.id(''gus'') and is_active',
  'F67: an erased guest is nobody''s active crew');
select is_empty(
  $$ select from stagedoor.user_accesses
     where user_id = pg_temp.id('gus') and status = 'Active' $$,
  'F81: an erased guest holds nothing');
select isnt_empty(
  $$ select from stagedoor_audit.personal_values where person_id = pg_temp.id('ona') $$,
  'F24: of a guest who stays the log keeps the name');

-- limits ----------------------------------------------------------------------------
update stagedoor.settings set value = '1' where key = 'invitations_per_hour';
select tests.authenticate_as('cal');
select lives_ok($$ select pg_temp.guest('pat') $$, 'F92: a user makes a guest within the limit');
select throws_ok($$ select pg_temp.guest('pam') $$, 'PT429', null,
  'F92: a user makes no more guests than the limit');
select throws_ok(
  $$ select public.reissue_claim_token(l.user_id) from public.list_crew() as l
     where l.direction = 'crew' $$,
  'PT429', null, 'F92: a user reissues no more tokens than the limit');
select throws_ok($$ select public.add_crew_member(tests.user_id('sid')) $$, 'PT429', null,
  'F92: a user asks for no more crew than the limit');

select * from finish();
rollback;
