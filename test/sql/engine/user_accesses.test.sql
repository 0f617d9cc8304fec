-- stagedoor.user_accesses: inserted and closed, never rewritten (F11, F18, F19, F20, F24).
begin;
select plan(64);
select tests.use_fixture_catalogue();

-- The cast: Ada and Ben work at Alpha; Gus is a guest.
select tests.create_user(name) from unnest(array['ada', 'ben']) as name;
select tests.create_guest('gus', 'ada');
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'North');
select tests.create_department('Camera', 'Alpha');
create temporary table given as
select tests.grant_role('ada', 'Alpha', 'manager', '2027-01-01', '2027-12-31') as id;

-- what may be written ----------------------------------------------------------------
select throws_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'manager', p_status => 'Sleeping') $$,
  '23514', null, 'a status is Active, Invited or Revoked (F11)'
);
select throws_ok(
  $$ insert into stagedoor.user_accesses
       (user_id, scope_type, scope_id, grant_type, grant_id)
     values (tests.user_id('ben'), 'project', tests.scope_id('Camera'), 'role',
       tests.role_id('manager')) $$,
  '23503', null, 'an access names the true type of its scope'
);
select throws_ok(
  $$ insert into stagedoor.user_accesses
       (user_id, scope_type, scope_id, grant_type, grant_id)
     values (tests.user_id('ben'), 'project', tests.scope_id('Alpha'), 'permission',
       tests.role_id('manager')) $$,
  '23503', null, 'an access names the true type of what it grants'
);
select throws_ok(
  $$ insert into stagedoor.user_accesses
       (user_id, scope_type, scope_id, grant_type, grant_id)
     values (tests.user_id('ben'), 'project', tests.scope_id('Alpha'), 'wish',
       tests.role_id('manager')) $$,
  '23514', null, 'an access grants a role or a permission'
);
select throws_ok(
  $$ insert into stagedoor.user_accesses (scope_type, scope_id, grant_type, grant_id)
     values ('project', tests.scope_id('Alpha'), 'role', tests.role_id('manager')) $$,
  '23514', null, 'an active access belongs to a user'
);
select lives_ok(
  $$ insert into stagedoor.user_accesses
       (scope_type, scope_id, grant_type, grant_id, status)
     values ('project', tests.scope_id('Alpha'), 'role', tests.role_id('manager'),
       'Invited') $$,
  'an invited access may stand without a user (control)'
);
select throws_ok(
  $$ select tests.give('gus', 'Alpha', 'role', '00000000-0000-4000-8000-00000000dead') $$,
  '23503', null, 'an access grants a role or permission that exists'
);

-- windows ------------------------------------------------------------------------
select throws_ok(
  format(
    $$ select tests.grant_role('ben', 'Alpha', 'fellow', %L, %L) $$, starts, ends),
  '23514', null, why)
from (values
  ('2027-02-02', '2027-02-01', 'a window does not end before it begins (F98)'),
  ('2027-02-01', '2027-02-01', 'a window does not end at the moment of its start'),
  ('-infinity', '2027-02-01', 'a window does not begin at minus infinity'),
  (null, 'infinity', 'a window does not end at infinity'),
  ('infinity', null, 'a window does not begin at infinity')
) as w (starts, ends, why);
select lives_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'fellow', '2027-02-01', '2027-02-02') $$,
  'a window ends after it begins (control)'
);

-- the same thing twice -----------------------------------------------------------------
select throws_ok(
  format($$ select tests.grant_role('ada', 'Alpha', 'manager', %L, %L) $$, starts, ends),
  '23P01', null, why)
from (values
  ('2027-01-01', '2027-12-31', 'a user does not hold the same access twice'),
  ('2026-06-01', '2027-01-02', 'a second access does not overlap the start of the first'),
  ('2027-12-30', '2028-01-01', 'a second access does not overlap the end of the first'),
  ('2027-06-01', '2027-06-02', 'a second access does not lie within the first'),
  (null, null, 'a second access does not enclose the first')
) as w (starts, ends, why);
select lives_ok(
  $$ select tests.grant_role('ada', 'Alpha', 'manager', '2027-12-31', '2028-12-31') $$,
  'an access may begin when the one before it ends: windows are half-open (F98)'
);
select lives_ok(
  $$ select tests.grant_role('ada', 'Beta', 'manager', '2027-01-01', '2027-12-31') $$,
  'a user holds the same role in another project (control)'
);
select lives_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'manager', '2027-01-01', '2027-12-31') $$,
  'another user holds the same role in the same window (control)'
);
select lives_ok(
  $$ select tests.grant_role('ada', 'Alpha', 'fellow', '2027-01-01', '2027-12-31') $$,
  'a user holds another role in the same window (control)'
);
select lives_ok(
  $$ select tests.grant_role('ada', 'Alpha', 'manager', '2027-01-01', '2027-12-31',
       'Revoked') $$,
  'a revoked access may stand beside the same access (control)'
);

-- never rewritten ------------------------------------------------------------------
select throws_ok(
  format(
    'update stagedoor.user_accesses set %s where id in (select id from given)', change),
  '23514', 'An access is accepted and revoked, never rewritten', why)
from (values
  ('valid_until = null', 'the end of an access is not removed'),
  ('valid_until = ''2028-12-31''', 'the end of an access is not put off'),
  ('valid_from = null', 'the start of an access is not removed'),
  ('grant_id = tests.role_id(''fellow'')', 'the role of an access does not change'),
  ('grant_type = ''permission'', grant_id = tests.permission_id(''document:create'')',
    'the grant type of an access does not change'),
  ('scope_id = tests.scope_id(''Beta'')', 'the scope of an access does not change'),
  ('scope_id = tests.scope_id(''Camera''), scope_type = ''department''',
    'an access does not move to a scope of another type'),
  ('user_id = tests.user_id(''ben'')', 'the user of an access does not change'),
  ('reason = ''another''', 'the reason of an access does not change'),
  ('granted_at = now() - interval ''1 year''', 'the moment of granting does not change'),
  ('id = gen_random_uuid()', 'the id of an access does not change'),
  ('delegated_from = (select a.id from stagedoor.user_accesses as a
     where a.user_id = tests.user_id(''ben'') limit 1)',
     'an access does not become a delegation'),
  ('status = ''Invited''', 'an active access does not become an invitation again')
) as u (change, why);
select lives_ok(
  $$ update stagedoor.user_accesses
     set status = 'Revoked', revoked_at = now() - interval '1 day',
       revoked_by = tests.user_id('ada')
     where id in (select id from given) $$,
  'an active access is revoked (control)'
);
select ok(
  (select a.revoked_at is not null from stagedoor.user_accesses as a
   where a.id in (select id from given)),
  'a revoked access records the moment of its revocation'
);
select throws_ok(
  format(
    'update stagedoor.user_accesses set %s where id in (select id from given)', change),
  '23514', null, why)
from (values
  ('status = ''Active''', 'a revoked access does not become active'),
  ('status = ''Active'', revoked_at = null',
    'a revoked access does not become active by losing its dates'),
  ('status = ''Invited'', revoked_at = null',
    'a revoked access does not become an invitation'),
  ('user_id = null', 'a revoked access keeps its user'),
  ('revoked_at = null', 'a revoked access keeps the moment of its revocation'),
  ('revoked_at = now() - interval ''1 year''',
    'the moment of a revocation is not put back'),
  ('revoke_reason = ''another''', 'the reason of a revocation does not change'),
  ('revoked_by = tests.user_id(''ben'')', 'the user who revoked an access does not change'),
  ('revoked_by = null', 'a revoked access keeps the user who revoked it')
) as u (change, why);
select throws_ok(
  $$ update stagedoor.user_accesses set revoked_at = now()
     where user_id = tests.user_id('ben') and status = 'Active' $$,
  '23514', null, 'an active access has no moment of revocation'
);
select tests.grant_role('gus', 'Alpha', 'fellow', p_status => 'Invited');
select lives_ok(
  $$ update stagedoor.user_accesses set status = 'Active', accepted_at = now()
     where user_id = tests.user_id('gus') $$,
  'an invited access is accepted (control)'
);
insert into stagedoor.user_accesses
  (id, scope_type, scope_id, grant_type, grant_id, status)
values ('00000000-0000-4000-8000-000000000009', 'project', tests.scope_id('Alpha'), 'role',
  tests.role_id('clerk'), 'Invited');
select lives_ok(
  $$ update stagedoor.user_accesses set status = 'Active', user_id = tests.user_id('ben')
     where id = '00000000-0000-4000-8000-000000000009' $$,
  'an invited access gets its user when it is accepted (control)'
);
select throws_ok(
  $$ update stagedoor.user_accesses set reason = repeat('x', 1001)
     where id = '00000000-0000-4000-8000-000000000009' $$,
  '23514', null, 'a reason is at most 1000 characters'
);

insert into stagedoor.user_accesses
  (id, user_id, scope_type, scope_id, grant_type, grant_id, granted_by)
values ('00000000-0000-4000-8000-000000000011', tests.user_id('ben'), 'project',
  tests.scope_id('Beta'), 'role', tests.role_id('clerk'), tests.user_id('ada'));
select throws_ok(
  $$ update stagedoor.user_accesses set granted_by = tests.user_id('ben')
     where id = '00000000-0000-4000-8000-000000000011' $$,
  '23514', 'An access is accepted and revoked, never rewritten',
  'the user who granted an access does not change'
);

-- delegating --------------------------------------------------------------------------
select throws_ok(
  $$ insert into stagedoor.user_accesses
       (user_id, scope_type, scope_id, grant_type, grant_id, delegated_from)
     values (tests.user_id('gus'), 'project', tests.scope_id('Alpha'), 'role',
       tests.role_id('manager'), '00000000-0000-4000-8000-000000000009') $$,
  '23514', null, 'a whole role is not delegated (F20)'
);
select throws_ok(
  $$ insert into stagedoor.user_accesses
       (id, user_id, scope_type, scope_id, grant_type, grant_id, delegated_from)
     values ('00000000-0000-4000-8000-000000000010', tests.user_id('gus'), 'project',
       tests.scope_id('Alpha'), 'permission', tests.permission_id('document:create'),
       '00000000-0000-4000-8000-000000000010') $$,
  '23514', null, 'an access is not delegated from itself'
);

-- a guest who claims ------------------------------------------------------------------
select tests.create_guest('hal', 'ada');
select tests.grant_role('hal', scope, role, p_status => status)
from (values ('Alpha', 'fellow', 'Invited'), ('Alpha', 'clerk', 'Active'),
  ('Beta', 'fellow', 'Revoked')) as h (scope, role, status);
select tests.flush();
select lives_ok(
  $$ update stagedoor.user_accounts set id = tests.id_for('hal_verified')
     where id = tests.user_id('hal') $$,
  'an account takes another id when its guest claims it (F82)');
select results_eq(
  $$ select a.status from stagedoor.user_accesses as a
     where a.user_id = tests.id_for('hal_verified') order by 1 $$,
  array['Active', 'Invited', 'Revoked'],
  'accesses of every status go along with a claimed account');
select results_eq(
  $$ select q.event, q.after ->> 'status' from stagedoor.event_queue as q
     where q.object_type = 'user_accesses' order by 2 $$,
  $$ values ('access.reassigned', 'Active'), ('access.reassigned', 'Invited'),
       ('access.reassigned', 'Revoked') $$,
  'each access of a claimed account is recorded as reassigned');

-- events -----------------------------------------------------------------------------
select tests.flush();
create temporary table delegation as
select tests.delegate('ben', 'gus', 'Alpha', 'document:view:all') as id;
select tests.revoke(id) from delegation;
select tests.revoke(id) from delegation;
select tests.grant_key('gus', 'Alpha', 'document:create');
delete from stagedoor.user_accesses
where user_id = tests.user_id('gus') and grant_id = tests.permission_id('document:create');
select results_eq(
  $$ select q.event, q.subject_id = tests.user_id('gus'),
       q.scope_id = tests.scope_id('Alpha'), q.alters_access,
       coalesce(q.after ->> 'grant_key', '-')
     from stagedoor.event_queue as q order by q.id $$,
  $$ values ('access.delegated', true, true, true, 'document:view:all'),
       ('access.revoked', true, true, true, 'document:view:all'),
       ('access.granted', true, true, true, 'document:create'),
       ('access.deleted', true, true, true, '-') $$,
  'each change of an access is one event (F24)'
);

-- access_state ---------------------------------------------------------------------
select is(
  stagedoor.access_state(status, starts::timestamptz, ends::timestamptz, '2027-03-01'),
  state, format('an access that is %s from %s until %s is %s', status, starts, ends, state))
from (values
  ('Active', null, null, 'live'),
  ('Active', '2027-03-01', '2027-03-02', 'live'),
  ('Active', null, '2027-03-01', 'expired'),
  ('Active', '2027-03-02', null, 'not_yet_valid'),
  ('Invited', null, '2027-02-01', 'invited'),
  ('Revoked', '2027-04-01', '2027-05-01', 'revoked')
) as s (status, starts, ends, state);

select * from finish();
rollback;
