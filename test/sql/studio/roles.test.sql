-- Studio roles: exactly one per person and studio, whoever gives them.
begin;
select plan(34);

-- The cast: Ann runs Ink and Ash is at its desk. Art tattoos there and assists at Bone,
-- another studio of the same company. Carl owns the company.
select tests.create_user(name) from unnest(array['ann', 'ash', 'art', 'carl', 'new']) as name;
select tests.create_organization('Skin Inc');
select tests.create_project('Ink', 'Skin Inc');
select tests.create_project('Bone', 'Skin Inc');
select tests.create_department('Piercing', 'Ink');
select tests.grant_role('carl', 'Skin Inc', 'owner');
select tests.grant_role('ann', 'Ink', 'admin');
select tests.grant_role('ash', 'Ink', 'assistant');
select tests.grant_role('art', 'Ink', 'artist');

-- one role ------------------------------------------------------------------------
select throws_ok(
  $$ select tests.grant_role('ash', 'Ink', 'artist') $$, '23514', null,
  'F48: the owner of the database cannot give a second role in SQL'
);
select throws_ok(
  $$ select tests.grant_role('ash', 'Ink', 'admin') $$, '23514', null,
  'F48: a second role is refused, whichever it is'
);
select throws_ok(
  $$ select tests.grant_role('ash', 'Skin Inc', 'artist') $$, '23514', null,
  'F48: a second role is refused above the studio'
);
select throws_ok(
  $$ select tests.grant_role('ash', 'Piercing', 'artist') $$, '23514', null,
  'F48: a second role is refused below the studio'
);
select lives_ok(
  $$ select tests.grant_role('art', 'Bone', 'assistant') $$,
  'F48: a user works in two studios, with a role in each (control)'
);
select lives_ok(
  $$ select tests.grant_role('ash', 'Ink', 'owner') $$,
  'F48: a role that is no studio role does not count (control)'
);

-- A guest who turns out to be somebody who works there already.
savepoint claimed;
select tests.create_guest('gus'), tests.grant_role('gus', 'Ink', 'artist');
update stagedoor.user_accounts set claimed_as = tests.user_id('ash')
where id = tests.user_id('gus');
select throws_ok(
  $$ update stagedoor.user_accesses set user_id = tests.user_id('ash')
     where user_id = tests.user_id('gus') $$, '23514', null,
  'F48: a second role is refused that a guest brings along'
);
rollback to claimed;
select tests.create_role('senior_assistant', 'Ink', '{}');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('senior_assistant', 'Ink'), tests.role_id('assistant'));
select lives_ok(
  $$ select tests.grant_role('ash', 'Ink', 'senior_assistant') $$,
  'F48: a role that includes the user''s studio role is no second one (control)'
);
select throws_ok(
  $$ select tests.grant_role('art', 'Ink', 'senior_assistant') $$, '23514', null,
  'F48: a role that includes another studio role is a second one'
);

-- One that comes to include another, after it was given.
select tests.create_role('trainee', 'Ink', '{}');
select tests.grant_role('ash', 'Ink', 'trainee');
select tests.authenticate_as('ann');
select throws_ok(
  $$ select public.set_role_inclusion(
       tests.role_id('trainee', 'Ink'), tests.role_id('artist'), true) $$, '23514', null,
  'F48: a held role does not include a second studio role'
);
select lives_ok(
  $$ select public.set_role_inclusion(
       tests.role_id('trainee', 'Ink'), tests.role_id('assistant'), true) $$,
  'F48: a held role includes the studio role of its holder (control)'
);
select tests.clear_authentication();
select throws_ok(
  $$ update stagedoor.role_includes set included_role_id = tests.role_id('artist')
     where permission_role_id = tests.role_id('trainee', 'Ink') $$, '23514', null,
  'F48: what such a role takes in does not change to a second studio role'
);

select tests.authenticate_as_service();
select throws_ok(
  $$ select public.grant_access(
       tests.user_id('ash'), tests.project_id('Ink'), 'role', 'artist') $$, '23514', null,
  'F48: the service key cannot give a second role'
);
select tests.authenticate_as('ann');
select is(
  (tests.refusal($$ select public.grant_access(
     tests.user_id('ash'), tests.project_id('Ink'), 'role', 'artist') $$)
     ->> 'details')::jsonb ->> 'error_code', 'ONE_STUDIO_ROLE',
  'F48: an admin cannot give a second role, and is told why'
);
select lives_ok(
  $$ select public.grant_access(
       tests.user_id('new'), tests.project_id('Ink'), 'role', 'artist') $$,
  'F48: an admin gives a first role (control)'
);
select tests.clear_authentication();

-- in time -------------------------------------------------------------------------
select tests.create_user('tim');
select tests.grant_role('tim', 'Ink', 'assistant', null, now() + interval '1 day');
select lives_ok(
  $$ select tests.grant_role('tim', 'Ink', 'artist', now() + interval '1 day') $$,
  'F48: one role may follow the other'
);
select throws_ok(
  $$ select tests.grant_role('tim', 'Ink', 'admin', now() + interval '2 days') $$,
  '23514', null, 'F48: two roles do not count at one time'
);

-- moves ---------------------------------------------------------------------------
select tests.create_organization('Elsewhere');
select tests.grant_role('art', 'Elsewhere', 'admin');
select throws_ok(
  $$ update stagedoor.scopes set parent_id = tests.scope_id('Elsewhere')
     where id = tests.project_id('Ink') $$, '23514', null,
  'F48: a studio does not move to where a user has another role'
);
select tests.create_organization('Nowhere');
select lives_ok(
  $$ update stagedoor.scopes set parent_id = tests.scope_id('Nowhere')
     where id = tests.project_id('Bone') $$,
  'F48: a studio moves to where no user has another role (control)'
);

-- change --------------------------------------------------------------------------
select lives_ok(
  $$ with closed as (
       update stagedoor.user_accesses as a set status = 'Revoked'
       where a.user_id = tests.user_id('new') and a.status = 'Active'
       returning a.*
     )
     insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id)
     select c.user_id, c.scope_type, c.scope_id, 'role', tests.role_id('assistant')
     from closed as c $$,
  'F48: a role is changed in one statement'
);

select tests.authenticate_as('ash');
select throws_ok(
  $$ select public.set_staff_role(
       tests.project_id('Ink'), tests.user_id('ash'), 'admin') $$, '42501', null,
  'F94: an assistant does not make themselves admin'
);
select tests.authenticate_as('ann');
select isnt(
  public.set_staff_role(tests.project_id('Ink'), tests.user_id('new'), 'artist'), null,
  'F48: an admin changes a role in one call'
);
select is(
  public.set_staff_role(tests.project_id('Ink'), tests.user_id('new'), 'artist'),
  public.set_staff_role(tests.project_id('Ink'), tests.user_id('new'), 'artist'),
  'F48: a repeated role is the same access'
);
select results_eq(
  $$ select role_key from public.list_staff(tests.project_id('Ink'))
     where user_id = tests.user_id('new') $$,
  array['artist'],
  'F48: a changed role replaces the old one'
);
select throws_ok(
  $$ select public.set_staff_role(
       tests.project_id('Ink'), tests.user_id('new'), 'owner') $$, '22023', null,
  'the role owner is no studio role'
);
select throws_ok(
  $$ select public.set_staff_role(
       tests.project_id('Ink'), tests.user_id('ann'), 'artist') $$, '23514', null,
  'the last grant holder keeps their role'
) from (select tests.clear_authentication(), tests.revoke(a.id)
        from stagedoor.user_accesses as a
        where a.user_id = tests.user_id('carl')) as carl_leaves
  cross join lateral (select tests.authenticate_as('ann')) as speaking;
select throws_ok(
  $$ select public.set_staff_role(
       tests.project_id('Ink'), gen_random_uuid(), 'artist') $$, 'PT404', null,
  'an unknown user is not hired'
);
select throws_ok(
  $$ select public.set_staff_role(
       tests.project_id('Bone'), tests.user_id('new'), 'artist') $$, 'PT404', null,
  'another studio is not found by an admin'
);
select lives_ok(
  $$ select public.set_staff_role(
       tests.project_id('Ink'), tests.user_id('art'), 'admin') $$,
  'F94: an admin makes another user admin'
);
select lives_ok(
  $$ select public.set_staff_role(
       tests.project_id('Ink'), tests.user_id('ann'), 'assistant') $$,
  'an admin may step down when there is another'
);
select is(public.can('security:settings', tests.project_id('Ink')), false,
  'F95: a role that was given up is gone at once');
select tests.clear_authentication();

-- A tenant's own role may manage people without being admin.
select tests.create_user('hr');
select tests.create_role('people_desk', 'Ink', '{"staff:manage_users": "allow"}');
select tests.grant_role('hr', 'Ink', 'people_desk');
select tests.authenticate_as('hr');
select throws_ok(
  $$ select public.set_staff_role(
       tests.project_id('Ink'), tests.user_id('hr'), 'admin') $$, '42501', null,
  'F94: a user with staff:manage_users does not make themselves admin'
);
select throws_ok(
  $$ select public.add_artist(tests.project_id('Ink'), tests.user_id('hr'), 'Hal') $$,
  '42501', null, 'F94: a user with staff:manage_users does not make themselves an artist'
);
select tests.clear_authentication();
select tests.grant_key('hr', 'Ink', p.permission_key)
from stagedoor.permission_role_links as l
join stagedoor.permissions as p on p.id = l.permission_id
where l.permission_role_id = tests.role_id('artist') and l.policy in ('allow', 'own');
select tests.authenticate_as('hr');
select lives_ok(
  $$ select public.set_staff_role(
       tests.project_id('Ink'), tests.user_id('new'), 'artist') $$,
  'F94: a user who holds what an artist holds makes an artist (control)'
);
select tests.clear_authentication();
select ok(
  (select count(*) = 1 from stagedoor.user_accesses as a
   where a.user_id = tests.user_id('new') and a.status = 'Active'),
  'F48: a user has one role at the end'
);

select * from finish();
rollback;
