-- public.crew_relationships and crew_profiles: who asks, who agrees, who leaves, and what a
-- manager may write.
begin;
select plan(80);

-- The cast: Mia manages. Cal and Dee are asked, Eve is Cal's crew, Sid is a stranger, Gus is a
-- guest of Sid, Bo is banned later.
select tests.create_user(name)
from unnest(array['mia', 'cal', 'dee', 'eve', 'sid', 'bo']) as name;
select tests.create_guest('gus', 'sid');

create function pg_temp.relationship(p_manager text, p_crew text) returns uuid
language sql stable security definer as $$
  select r.relationship_id from public.crew_relationships as r
  where r.manager_user_id = tests.user_id(p_manager)
    and r.crew_user_id = tests.user_id(p_crew)
$$;
create function pg_temp.is_active(p_manager text, p_crew text) returns boolean
language sql stable security definer as $$
  select r.is_active from public.crew_relationships as r
  where r.relationship_id = pg_temp.relationship(p_manager, p_crew)
$$;
create function pg_temp.listed(p_name text) returns setof record
language sql stable as $$
  select l.direction, l.is_active, l.relationship_notes, l.email_address
  from public.list_crew() as l where l.user_id = tests.user_id(p_name)
$$;

-- asking --------------------------------------------------------------------------
select tests.authenticate_as('mia');
select is(
  public.add_crew_member(tests.user_id('cal'), 'Good ears') ->> 'is_active', 'false',
  'F67: a verified account that is asked is no active crew yet');
select is(
  (select count(*) from public.crew_relationships), 1::bigint,
  'F67: a manager sees the request that they made');
select tests.authenticate_as('cal');
select results_eq(
  $$ select l.direction, l.is_active, l.relationship_notes from public.list_crew() as l
     where l.direction <> 'self' $$,
  $$ values ('manager', false, null::text) $$,
  'F83: a crew member sees who asks, and no notes');
select throws_ok(
  $$ select notes from public.crew_relationships $$, '42501', null,
  'F71: a crew member reads no relationship notes from the table');
select tests.authenticate_as('sid');
select is_empty('select relationship_id from public.crew_relationships',
  'F67: a stranger sees no relationship of others');
select is(
  (select count(*) from public.list_crew()), 1::bigint,
  'F83: a user with no crew is listed alone');
select throws_ok(
  $$ select public.accept_crew_relationship(pg_temp.relationship('mia', 'cal')) $$,
  'PT404', null, 'F67: a stranger accepts no request of others');
select tests.authenticate_as('mia');
select throws_ok(
  $$ select public.accept_crew_relationship(pg_temp.relationship('mia', 'cal')) $$,
  '42501', null, 'F67: a manager does not accept for their crew');
select throws_ok(
  $$ select public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), true) $$,
  '23514', null, 'F67: a manager does not switch on what was not accepted');
select is(
  (select fullname_first from public.list_crew() as l
   where l.user_id = tests.user_id('cal')), null,
  'F74: a manager learns no name of somebody who has not accepted');
select is(
  (select email_address from public.list_crew() as l
   where l.user_id = tests.user_id('cal')), null,
  'F74: a manager learns no address of somebody who has not accepted');

-- agreeing ------------------------------------------------------------------------
select tests.authenticate_as('cal');
select is(public.accept_crew_relationship(pg_temp.relationship('mia', 'cal')), true,
  'F67: whoever is asked accepts');
select is(public.accept_crew_relationship(pg_temp.relationship('mia', 'cal')), false,
  'F67: accepting twice changes nothing');
select tests.authenticate_as('mia');
select is(pg_temp.is_active('mia', 'cal'), true, 'F67: an accepted relationship is active');
select results_eq(
  $$ select l.is_active, l.relationship_notes, l.email_address from public.list_crew() as l
     where l.direction = 'crew' $$,
  $$ values (true, 'Good ears', 'cal@example.test') $$,
  'F83: a manager sees notes and contact data of active crew');
select is(
  public.add_crew_member(tests.user_id('cal')) ->> 'is_active', 'true',
  'F67: asking active crew again changes nothing');
select is(
  (select count(*) from public.crew_relationships), 1::bigint,
  'F67: two people have one relationship in one direction');
select throws_ok(
  $$ select public.add_crew_member(tests.user_id('mia')) $$, '22023', null,
  'F67: nobody is their own crew');
select throws_ok(
  $$ select public.add_crew_member(gen_random_uuid()) $$, 'PT404', null,
  'F86: an account that does not exist cannot be asked');
select throws_ok(
  $$ select public.add_crew_member(tests.user_id('gus')) $$, 'PT404', null,
  'F86: a guest of somebody else answers like nobody');
select is(
  tests.refusal($$ select public.add_crew_member(gen_random_uuid()) $$),
  tests.refusal($$ select public.add_crew_member(tests.user_id('gus')) $$),
  'F86: a foreign guest and an absent account are refused in the same words');
select throws_ok(
  $$ select public.add_crew_member(tests.user_id('dee'), repeat('x', 4001)) $$,
  '22023', null, 'F67: notes have a length');
select tests.clear_authentication();
select results_eq(
  $$ select topic from stagedoor.outbox $$, array['crew.invited'],
  'F89: a request leaves a message for a mailer');

-- one hop ---------------------------------------------------------------------------
select tests.authenticate_as('cal');
select public.add_crew_member(tests.user_id('eve'));
select tests.authenticate_as('eve');
select public.accept_crew_relationship(pg_temp.relationship('cal', 'eve'));
select tests.authenticate_as('mia');
insert into public.scripts (title) values ('Mia''s');
select tests.authenticate_as('cal');
insert into public.scripts (title) values ('Cal''s');
select results_eq('select title from public.scripts order by 1', array['Cal''s', 'Mia''s'],
  'F69: crew read what their manager owns');
select tests.authenticate_as('eve');
select results_eq('select title from public.scripts', array['Cal''s'],
  'F67: crew of crew read nothing of the manager above');
select tests.authenticate_as('mia');
select results_eq('select title from public.scripts', array['Mia''s'],
  'F69: a manager reads nothing of their crew');

-- leaving ---------------------------------------------------------------------------
select tests.authenticate_as('cal');
select is(
  public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), false), true,
  'F67: crew switch a relationship off');
select is(
  public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), false), false,
  'F67: crew switch a relationship off once');
select results_eq('select title from public.scripts', array['Cal''s'],
  'F75: crew who have left read nothing any more');
select tests.authenticate_as('mia');
select throws_ok(
  $$ select public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), true) $$,
  '23514', null, 'F67: a manager does not switch on what the crew switched off');
select is(pg_temp.is_active('mia', 'cal'), false,
  'F67: a refused switch leaves the relationship off');
select is(
  (select email_address from public.list_crew() as l
   where l.user_id = tests.user_id('cal')), null,
  'F74: a manager reads no contact data of crew who have left');
select tests.authenticate_as('cal');
select is(
  public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), true), true,
  'F67: the crew that switched off switches on again');
select is(pg_temp.is_active('mia', 'cal'), true,
  'F67: a relationship that its crew switched on again is active');
select tests.authenticate_as('mia');
select is(
  public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), false), true,
  'F67: a manager switches a relationship off');
select is(
  public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), false), false,
  'F67: a manager switches a relationship off once');
select tests.authenticate_as('cal');
select throws_ok(
  $$ select public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), true) $$,
  '23514', null, 'F67: crew do not switch on what the manager switched off');
select tests.authenticate_as('mia');
select is(
  public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), true), true,
  'F67: the manager who switched off switches on again');
select is(
  public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), true), false,
  'F67: a manager switches on what is on, and nothing changes');
select throws_ok(
  $$ select public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), null) $$,
  '22023', null, 'F67: a relationship is on or off');
select tests.authenticate_as('sid');
select throws_ok(
  $$ select public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), false) $$,
  'PT404', null, 'F86: a stranger switches no relationship of others');

-- asking again ----------------------------------------------------------------------
select tests.authenticate_as('cal');
select public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), false);
select tests.authenticate_as('mia');
select is(
  public.add_crew_member(tests.user_id('cal')) ->> 'is_active', 'false',
  'F67: crew who have left are asked anew');
select tests.clear_authentication();
select is(
  (select count(*) from stagedoor.outbox where topic = 'crew.invited'), 3::bigint,
  'F89: whoever is asked anew gets a message anew');
select tests.authenticate_as('cal');
select is(public.accept_crew_relationship(pg_temp.relationship('mia', 'cal')), true,
  'F67: a new acceptance switches on what was left');

-- declining, and withdrawing ---------------------------------------------------------
select tests.authenticate_as('mia');
select public.add_crew_member(tests.user_id('dee'));
select tests.authenticate_as('dee');
select is(
  public.set_crew_relationship_active(pg_temp.relationship('mia', 'dee'), false), true,
  'F67: a request is declined');
select tests.authenticate_as('mia');
select public.add_crew_member(tests.user_id('dee'));
select public.set_crew_relationship_active(pg_temp.relationship('mia', 'dee'), false);
select tests.authenticate_as('dee');
select throws_ok(
  $$ select public.accept_crew_relationship(pg_temp.relationship('mia', 'dee')) $$,
  '23514', null, 'F67: a request that was withdrawn is not accepted');
select tests.authenticate_as('mia');
select public.add_crew_member(tests.user_id('dee'));
select tests.authenticate_as('dee');
select is(public.accept_crew_relationship(pg_temp.relationship('mia', 'dee')), true,
  'F67: a request that was made again is accepted');

-- forged rows -----------------------------------------------------------------------
select throws_ok(
  format($$ insert into public.crew_relationships (manager_user_id, crew_user_id)
    values (%L, %L) $$, tests.user_id('sid'), tests.user_id('dee')),
  '42501', null, 'F67: nobody writes a relationship by hand');
select tests.clear_authentication();
insert into public.crew_relationships (manager_user_id, crew_user_id, is_active)
values (tests.user_id('sid'), tests.user_id('dee'), true);
select is(pg_temp.is_active('sid', 'dee'), false,
  'F67: a row that the owner of the database forges is not active');
update public.crew_relationships set is_active = true
where relationship_id = pg_temp.relationship('sid', 'dee');
select is(pg_temp.is_active('sid', 'dee'), false,
  'F67: a row that is forged into activity stays what it was');
select throws_ok(
  format($$ insert into public.crew_relationships (manager_user_id, crew_user_id)
    values (%L, %L) $$, tests.user_id('gus'), tests.user_id('dee')),
  '23514', null, 'F67: a guest manages nobody');
insert into public.crew_relationships (manager_user_id, crew_user_id)
values (tests.user_id('mia'), tests.user_id('gus')), (tests.user_id('sid'), tests.user_id('gus'));
select is(pg_temp.is_active('mia', 'gus'), false,
  'F67: a guest of somebody else is nobody''s active crew');
select is(pg_temp.is_active('sid', 'gus'), true,
  'F67: a guest is active crew of whoever made them');

-- what is noted -------------------------------------------------------------------------
select tests.authenticate_as('mia');
select count(*) from public.list_crew();
select tests.clear_authentication();
select isnt_empty(
  $$ select from stagedoor.access_log as l
     where l.user_id = tests.user_id('mia') and l.action = 'read'
       and l.resource_type = 'crew_profile' and l.resource_id = tests.user_id('cal')::text $$,
  'F88: whoever lists their crew has read a profile');

-- writing about people ----------------------------------------------------------------
select tests.authenticate_as('mia');
select is(
  public.update_crew_member(tests.user_id('cal'), null, 'Better ears'), true,
  'F71: a manager writes notes on active crew');
select is(
  public.update_crew_member(tests.user_id('cal'), null, 'Better ears'), false,
  'F71: notes that a manager repeats change nothing');
select throws_ok(
  $$ select public.update_crew_member(tests.user_id('cal'), null, repeat('x', 4001)) $$,
  '22023', null, 'F71: notes that a manager changes have a length');
select throws_ok(
  $$ select public.update_crew_member(tests.user_id('cal'), '{"phone_number": "1"}') $$,
  '42501', null, 'F71: a manager does not write contact data of a verified account');
select throws_ok(
  $$ select public.update_crew_member(tests.user_id('sid'), null, 'Who?') $$,
  'PT404', null, 'F86: a manager writes nothing about a stranger');
select throws_ok(
  $$ select public.update_crew_member(tests.user_id('mia'), null, 'Me') $$,
  '22023', null, 'F67: nobody writes notes on themselves');
select is(
  public.update_crew_member(tests.user_id('mia'),
    '{"fullname_first": " Mia ", "user_role": "STAGE_MANAGER"}'), true,
  'F71: a user writes their own name and title');
select results_eq(
  $$ select fullname_first, user_role from public.list_crew() where direction = 'self' $$,
  $$ values ('Mia', 'STAGE_MANAGER') $$, 'F83: a user is listed as they wrote themselves');
select throws_ok(
  $$ select public.update_crew_member(tests.user_id('mia'), '{"user_status": "guest"}') $$,
  '22023', null, 'F63: nobody writes a status');
select throws_ok(
  $$ select public.update_crew_member(tests.user_id('mia'), '{"email_address": "m@x.y"}') $$,
  '22023', null, 'F71: a verified account has the address of its login');
select tests.authenticate_as('cal');
select ok(public.update_crew_member(tests.user_id('cal'), '{"phone_number": "2"}'),
  'F71: a user writes their own number (control)');
select is_empty(
  $$ select from public.crew_profiles where user_id = tests.user_id('cal') $$,
  'F71: a number gives nobody a title');
select throws_ok(
  $$ select public.update_crew_member(tests.user_id('mia'), '{"phone_number": "1"}') $$,
  '42501', null, 'F74: crew write nothing about their manager');
select is(
  (select l.fullname_first || coalesce(l.email_address, '') from public.list_crew() as l
   where l.user_id = tests.user_id('mia')), 'Mia',
  'F83: crew see the name of their manager, and no address');
select tests.authenticate_as('mia');
select public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), false);
select throws_ok(
  $$ select public.update_crew_member(tests.user_id('cal'), null, 'Gone') $$,
  '42501', null, 'F74: a manager writes nothing about crew that is switched off');
select public.set_crew_relationship_active(pg_temp.relationship('mia', 'cal'), true);

-- titles ----------------------------------------------------------------------------
select results_eq(
  'select user_role from public.crew_profiles', array['STAGE_MANAGER'],
  'F74: a manager sees titles of themselves and of their crew alone');
select tests.authenticate_as('cal');
select lives_ok(
  $$ insert into public.crew_profiles (user_role, custom_title) values ('OTHER', 'Foley') $$,
  'F66: a user says what they do');
select throws_ok(
  format($$ insert into public.crew_profiles (user_id) values (%L) $$, tests.user_id('eve')),
  '42501', null, 'F71: nobody says what others do');
select tests.authenticate_as('mia');
select results_eq(
  $$ select user_role, custom_title from public.crew_profiles order by 1 $$,
  $$ values ('OTHER', 'Foley'), ('STAGE_MANAGER', null) $$,
  'F74: a manager sees the titles of their crew');
select lives_ok($$ update public.crew_profiles set user_role = 'DIRECTOR' $$,
  'F71: a user changes a title');
select tests.authenticate_as('cal');
select results_eq(
  $$ select user_role from public.crew_profiles $$, array['OTHER'],
  'F71: a manager changes their own title and not those of their crew');

-- a manager who is gone ---------------------------------------------------------------
select tests.ban_user('mia');
select results_eq('select title from public.scripts', array['Cal''s'],
  'F75: crew of a banned manager read nothing of theirs');
select tests.ban_user('mia', now() - interval '1 minute');
select results_eq('select title from public.scripts order by 1', array['Cal''s', 'Mia''s'],
  'F75: crew of a manager whose ban is lifted read again');

-- removing --------------------------------------------------------------------------
select throws_ok(
  $$ select public.remove_crew_member(tests.user_id('mia')) $$, 'PT404', null,
  'F73: crew do not remove their manager');
select tests.authenticate_as('mia');
select is(public.remove_crew_member(tests.user_id('cal')), true,
  'F73: a manager removes a relationship');
select is(pg_temp.relationship('mia', 'cal'), null,
  'F73: a relationship that was removed is gone');

select * from finish();
rollback;
