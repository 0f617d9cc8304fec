-- public.artists and staff: opening a studio, profiles and what they own, switching people
-- off.
begin;
select plan(49);

-- The cast: Ann opens a studio. Art and Ash work for her, Mal works nowhere, Gus is a
-- guest.
select tests.create_user(name) from unnest(array['ann', 'ash', 'art', 'mal', 'bea']) as name;
select tests.create_guest('gus', 'ann');

-- opening -------------------------------------------------------------------------
select tests.authenticate_as('ann');
create temporary table studio as select public.create_studio(' Ink ') as id;
create temporary table company as
select p.organization_id as id from public.get_my_projects() as p;
grant select on studio, company to authenticated;
select is(
  (select p.roles from public.get_my_projects() as p where p.project_id = (select id from studio)),
  array['admin', (select t.creator_role_key from stagedoor.scope_types as t
    where t.scope_type = 'organization')],
  'the creator of a studio is its admin and runs its company'
);
select is(public.can('access:escalate', (select id from studio)), false,
  'F102: escalating needs a second factor in one''s own studio');
select isnt(public.create_studio('Ink two', (select id from company)), null,
  'a second studio joins the company');
select throws_ok($$ select public.create_studio('  ') $$, '22023', null,
  'a studio has a name');
select tests.authenticate_as('mal');
select throws_ok(
  $$ select public.create_studio('Mine', (select id from company)) $$,
  'PT404', null, 'a user does not open a studio in a foreign company'
);
select tests.clear_authentication();
select throws_ok($$ select public.create_studio('Nobody''s') $$, '42501', null,
  'F85: opening a studio requires signing in');

-- profiles ------------------------------------------------------------------------
select tests.authenticate_as('mal');
select throws_ok(
  $$ select public.add_artist((select id from studio), tests.user_id('mal'), 'Mal') $$,
  'PT404', null, 'a stranger does not find the studio'
);
select tests.authenticate_as('ann');
create temporary table profiles as
select 'art' as name, public.add_artist(
  (select id from studio), tests.user_id('art'), 'Art') as id;
grant select on profiles to authenticated;
insert into profiles
select 'visitor', public.add_artist((select id from studio), null, 'Visitor');
select is(
  public.add_artist((select id from studio), tests.user_id('art'), ' Art the Needle '),
  (select id from profiles where name = 'art'),
  'F49: a repeated profile of a user is the same profile'
);
select is(
  public.add_artist((select id from studio), null, 'Visitor'),
  (select id from profiles where name = 'visitor'),
  'an unlinked profile of the same name is the same profile'
);
select results_eq(
  $$ select display_name from public.artists order by 1 $$,
  array['Art the Needle', 'Visitor'],
  'a repeated profile takes the name that was given last'
);
select results_eq(
  $$ select role_key from public.list_staff((select id from studio))
     where user_id = tests.user_id('art') $$,
  array['artist'], 'F48: a user with a profile and no role becomes an artist'
);
select isnt(
  public.add_artist((select id from studio), tests.user_id('ann'), 'Ann'), null,
  'an admin may have a profile');
select results_eq(
  $$ select role_key from public.list_staff((select id from studio))
     where user_id = tests.user_id('ann') $$,
  array['admin'], 'F48: an admin with a profile stays admin'
);
select lives_ok(
  $$ select public.add_artist((select id from studio), tests.user_id('gus'), 'Gus') $$,
  'F81: a guest has a profile before they can sign in'
);
select throws_ok(
  $$ select public.add_artist((select id from studio), gen_random_uuid(), 'X') $$,
  'PT404', null, 'a user without an account gets no profile'
);
select throws_ok(
  $$ select public.add_artist((select id from studio), tests.user_id('ash'), '') $$,
  '22023', null, 'a profile has a name'
);
select throws_ok(
  $$ insert into public.artists (project_id, user_id, display_name)
     values ((select id from studio), tests.user_id('ash'), 'Ash') $$,
  '42501', null, 'a user does not make a profile by hand'
);
select throws_ok(
  $$ update public.artists set user_id = tests.user_id('ann') $$, '42501', null,
  'a user does not link a profile by hand'
);
select isnt_empty(
  $$ update public.artists set bio = 'Blackwork' returning id $$,
  'an admin changes how an artist is shown'
);
select lives_ok(
  $$ select public.set_staff_role((select id from studio), tests.user_id('ash'), 'assistant') $$,
  'Ash starts at the desk'
);

-- what a profile owns ---------------------------------------------------------------
insert into public.clients (project_id, full_name)
values ((select id from studio), 'Cleo');
insert into public.appointments (project_id, artist_id, client_id, starts_at, ends_at)
select (select id from studio), p.id, c.id, '2027-03-01 10:00+00', '2027-03-01 11:00+00'
from profiles as p, public.clients as c
where p.name = 'visitor';
select lives_ok(
  $$ select public.add_client_note(a.id, 'Shy') from public.appointments as a $$,
  'a note is written at a visitor''s appointment'
);
select lives_ok(
  $$ select public.set_staff_role((select id from studio), tests.user_id('bea'), 'artist') $$,
  'Bea is an artist, of no profile yet'
);
select tests.authenticate_as('bea');
select is_empty(
  $$ update public.appointments set service = 'mine' returning id $$,
  'F49: an artist without a profile owns nothing'
);
select is_empty($$ select id from public.client_notes $$,
  'F49: an artist without a profile reads no note');
select tests.authenticate_as('ann');
select is(
  public.link_artist((select id from profiles where name = 'visitor'), tests.user_id('bea')),
  true, 'F49: linking a profile answers true');
select is(
  public.link_artist((select id from profiles where name = 'visitor'), tests.user_id('bea')),
  false, 'linking a profile twice answers false');
select tests.authenticate_as('bea');
select isnt_empty(
  $$ update public.appointments set service = 'mine' returning id $$,
  'F49: the appointments of a linked profile belong to its user'
);
select isnt_empty($$ select id from public.client_notes $$,
  'F49: the notes of a linked profile are read by its user');
select throws_ok(
  $$ select public.link_artist((select id from profiles where name = 'art'),
       tests.user_id('bea')) $$, '42501', null,
  'an artist links no profile'
);
select tests.authenticate_as('ann');
select throws_ok(
  $$ select public.link_artist((select id from profiles where name = 'art'),
       tests.user_id('bea')) $$, '23505', null,
  'F49: a user is not linked to a second profile in a studio'
);
select is(public.link_artist((select id from profiles where name = 'visitor'), null), true,
  'F49: unlinking a profile answers true');
select tests.authenticate_as('bea');
select is_empty(
  $$ update public.appointments set service = 'still mine' returning id $$,
  'F49: the appointments of an unlinked profile belong to nobody'
);

-- off and on ------------------------------------------------------------------------
select tests.authenticate_as('ash');
select throws_ok(
  $$ select public.set_staff_active((select id from studio), tests.user_id('art'), false) $$,
  '42501', null, 'F62: an assistant switches nobody off'
);
select tests.authenticate_as('ann');
select is(
  public.set_staff_active((select id from studio), tests.user_id('art'), false), true,
  'F62: an admin switches a user off');
select is(
  public.set_staff_active((select id from studio), tests.user_id('art'), false), false,
  'switching a user off twice answers false');
select results_eq(
  $$ select role_key, is_active from public.list_staff((select id from studio))
     where user_id = tests.user_id('art') $$,
  $$ values ('artist', false) $$, 'the staff list shows who is switched off'
);
select tests.authenticate_as('art');
select is_empty($$ select id from public.clients $$,
  'F95: a user who is switched off sees nothing at once');
select tests.authenticate_as('ann');
select is(
  public.set_staff_active((select id from studio), tests.user_id('art'), true), true,
  'F62: an admin switches a user on');
select tests.authenticate_as('art');
select isnt_empty($$ select id from public.clients $$,
  'a user who is switched on has their role again');
select tests.authenticate_as('ann');
select public.set_staff_active((select id from studio), tests.user_id('art'), false);
select public.grant_access(tests.user_id('art'), (select id from studio), 'role', 'artist');
select is(
  public.set_staff_active((select id from studio), tests.user_id('art'), true), false,
  'a user who was given the role again is on already');
select throws_ok(
  $$ select public.set_staff_active((select id from studio), tests.user_id('mal'), false) $$,
  'PT404', null, 'a user who never worked there is not switched off'
);
select throws_ok(
  $$ select public.set_staff_active((select id from studio), tests.user_id('ann'), false) $$,
  '23514', null, 'the last grant holder is not switched off'
) from (select tests.clear_authentication(), tests.revoke(a.id)
        from stagedoor.user_accesses as a join stagedoor.scopes as s on s.id = a.scope_id
        where a.user_id = tests.user_id('ann') and s.scope_type = 'organization') as gone
  cross join lateral (select tests.authenticate_as('ann')) as speaking
limit 1;
select tests.authenticate_as('mal');
select throws_ok(
  $$ select * from public.list_staff((select id from studio)) $$, 'PT404', null,
  'a stranger is told no names'
);
-- Ben worked in a department of the studio alone, and Cy looks after the studio.
select tests.clear_authentication();
select tests.create_user(name) from unnest(array['ben', 'cy']) as name;
insert into stagedoor.scopes (scope_type, parent_id, name)
values ('department', (select id from studio), 'Back room');
select tests.grant_role('ben', 'Back room', 'artist');
select tests.authenticate_as('ann');
select public.grant_access(
  tests.user_id('cy'), (select id from studio), 'permission', 'staff:view');
select public.set_staff_active((select id from studio), tests.user_id('ben'), false);
create function pg_temp.is_listed(p_who text) returns boolean language sql as $$
  select exists (
    select from public.list_staff((select id from studio)) as s
    where s.user_id = tests.user_id(p_who))
$$;
select tests.authenticate_as('cy');
select ok(pg_temp.is_listed('ben'),
  'a user who was switched off in a department is listed (control)');
select tests.clear_authentication();
select tests.deny('cy', 'Back room', 'staff:view');
select tests.authenticate_as('cy');
select ok(not pg_temp.is_listed('ben'),
  'a user who was switched off is not listed to a reader denied there');
select ok(pg_temp.is_listed('ann'), 'a reader with a denial is shown the rest (control)');
select tests.clear_authentication();
delete from stagedoor.user_accesses as a where a.scope_id = tests.scope_id('Back room');
delete from stagedoor.scopes as s where s.name = 'Back room';

-- the access log -------------------------------------------------------------------------
select tests.clear_authentication();
select set_eq(
  $$ select l.user_id, l.action, l.resource_id, l.scope_id from stagedoor.access_log as l
     where l.resource_type = 'staff' $$,
  $$ values (tests.user_id('ann'), 'read', (select id::text from studio), (select id from studio)),
       (tests.user_id('cy'), 'read', (select id::text from studio), (select id from studio)) $$,
  'F88: the access log says who was shown the staff of a studio');

-- a guest who claims their account --------------------------------------------------
insert into public.appointments (project_id, artist_id, starts_at, ends_at)
select a.project_id, a.id, '2027-09-01 10:00+00', '2027-09-01 11:00+00'
from public.artists as a where a.user_id = tests.user_id('gus');
update stagedoor.user_accounts set id = md5('gus has a login')::uuid
where id = tests.user_id('gus');
select is(
  (select count(*) from public.appointments as a
   join public.artists as p on p.id = a.artist_id
   where a.owner_id = p.user_id and p.user_id = md5('gus has a login')::uuid), 1::bigint,
  'F82: the work of a guest follows them to the account that they claim');

-- a studio that goes ----------------------------------------------------------------
delete from stagedoor.user_accesses as a where a.scope_id = (select id from studio);
select lives_ok(
  $$ delete from stagedoor.scopes where id = (select id from studio) $$,
  'a studio goes with all that it has'
);

select * from finish();
rollback;
