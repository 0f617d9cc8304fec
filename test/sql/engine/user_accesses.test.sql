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
  '23503', null, 'and the true type of what it grants'
);
select throws_ok(
  $$ insert into stagedoor.user_accesses
       (user_id, scope_type, scope_id, grant_type, grant_id)
     values (tests.user_id('ben'), 'project', tests.scope_id('Alpha'), 'wish',
       tests.role_id('manager')) $$,
  '23514', null, 'which is a role or a permission'
);
select throws_ok(
  $$ insert into stagedoor.user_accesses (scope_type, scope_id, grant_type, grant_id)
     values ('project', tests.scope_id('Alpha'), 'role', tests.role_id('manager')) $$,
  '23514', null, 'an access that counts has somebody behind it'
);
select lives_ok(
  $$ insert into stagedoor.user_accesses
       (scope_type, scope_id, grant_type, grant_id, status)
     values ('project', tests.scope_id('Alpha'), 'role', tests.role_id('manager'),
       'Invited') $$,
  'one that waits need not (control)'
);
select throws_ok(
  $$ select tests.give('gus', 'Alpha', 'role', '00000000-0000-4000-8000-00000000dead') $$,
  '23503', null, 'an access grants something that exists'
);

-- windows ------------------------------------------------------------------------
select throws_ok(
  format(
    $$ select tests.grant_role('ben', 'Alpha', 'fellow', %L, %L) $$, starts, ends),
  '23514', null, why)
from (values
  ('2027-02-02', '2027-02-01', 'a window does not end before it begins (F98)'),
  ('2027-02-01', '2027-02-01', 'nor at the moment of its start'),
  ('-infinity', '2027-02-01', 'a window does not begin at infinity'),
  (null, 'infinity', 'nor end there'),
  ('infinity', null, 'nor begin there, the other one')
) as w (starts, ends, why);
select lives_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'fellow', '2027-02-01', '2027-02-02') $$,
  'a window that ends after it begins is one (control)'
);

-- the same thing twice -----------------------------------------------------------------
select throws_ok(
  format($$ select tests.grant_role('ada', 'Alpha', 'manager', %L, %L) $$, starts, ends),
  '23P01', null, why)
from (values
  ('2027-01-01', '2027-12-31', 'the same access is not held twice'),
  ('2026-06-01', '2027-01-02', 'not over the start of the other'),
  ('2027-12-30', '2028-01-01', 'not over its end'),
  ('2027-06-01', '2027-06-02', 'not within it'),
  (null, null, 'and not around it')
) as w (starts, ends, why);
select lives_ok(
  $$ select tests.grant_role('ada', 'Alpha', 'manager', '2027-12-31', '2028-12-31') $$,
  'an access may begin when the one before it ends: windows are half-open (F98)'
);
select lives_ok(
  $$ select tests.grant_role('ada', 'Beta', 'manager', '2027-01-01', '2027-12-31') $$,
  'the same role is held in another project (control)'
);
select lives_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'manager', '2027-01-01', '2027-12-31') $$,
  'and by somebody else (control)'
);
select lives_ok(
  $$ select tests.grant_role('ada', 'Alpha', 'fellow', '2027-01-01', '2027-12-31') $$,
  'and another role by the same person (control)'
);
select lives_ok(
  $$ select tests.grant_role('ada', 'Alpha', 'manager', '2027-01-01', '2027-12-31',
       'Revoked') $$,
  'and what is over does not stand in the way (control)'
);

-- never rewritten ------------------------------------------------------------------
select throws_ok(
  format(
    'update stagedoor.user_accesses set %s where id in (select id from given)', change),
  '23514', 'An access is accepted and revoked, never rewritten', why)
from (values
  ('valid_until = null', 'its end is not moved'),
  ('valid_until = ''2028-12-31''', 'nor put off'),
  ('valid_from = null', 'nor is its start'),
  ('grant_id = tests.role_id(''fellow'')', 'nor what it grants'),
  ('grant_type = ''permission'', grant_id = tests.permission_id(''document:create'')',
    'nor the kind of it'),
  ('scope_id = tests.scope_id(''Beta'')', 'nor where'),
  ('scope_id = tests.scope_id(''Camera''), scope_type = ''department''', 'nor how high'),
  ('user_id = tests.user_id(''ben'')', 'nor to whom'),
  ('reason = ''another''', 'nor why'),
  ('granted_at = now() - interval ''1 year''', 'nor when'),
  ('id = gen_random_uuid()', 'nor its id'),
  ('delegated_from = (select a.id from stagedoor.user_accesses as a
     where a.user_id = tests.user_id(''ben'') limit 1)', 'nor from whom'),
  ('status = ''Invited''', 'what counts does not wait again')
) as u (change, why);
select lives_ok(
  $$ update stagedoor.user_accesses
     set status = 'Revoked', revoked_at = now() - interval '1 day',
       revoked_by = tests.user_id('ada')
     where id in (select id from given) $$,
  'it is revoked (control)'
);
select ok(
  (select a.revoked_at is not null from stagedoor.user_accesses as a
   where a.id in (select id from given)),
  'at a moment that is written down'
);
select throws_ok(
  format(
    'update stagedoor.user_accesses set %s where id in (select id from given)', change),
  '23514', null, why)
from (values
  ('status = ''Active''', 'what is revoked does not come back'),
  ('status = ''Active'', revoked_at = null', 'its dates alone reactivate no revoked access'),
  ('status = ''Invited'', revoked_at = null', 'nor as an invitation'),
  ('user_id = null', 'nor does it lose its person'),
  ('revoked_at = null', 'nor does it lose the moment of its end'),
  ('revoked_at = now() - interval ''1 year''', 'nor is its end put back'),
  ('revoke_reason = ''another''', 'nor is another reason put in'),
  ('revoked_by = tests.user_id(''ben'')', 'nor was it somebody else'),
  ('revoked_by = null', 'nor nobody')
) as u (change, why);
select throws_ok(
  $$ update stagedoor.user_accesses set revoked_at = now()
     where user_id = tests.user_id('ben') and status = 'Active' $$,
  '23514', null, 'what counts has no moment of its end'
);
select tests.grant_role('gus', 'Alpha', 'fellow', p_status => 'Invited');
select lives_ok(
  $$ update stagedoor.user_accesses set status = 'Active', accepted_at = now()
     where user_id = tests.user_id('gus') $$,
  'what waits is accepted (control)'
);
insert into stagedoor.user_accesses
  (id, scope_type, scope_id, grant_type, grant_id, status)
values ('00000000-0000-4000-8000-000000000009', 'project', tests.scope_id('Alpha'), 'role',
  tests.role_id('clerk'), 'Invited');
select lives_ok(
  $$ update stagedoor.user_accesses set status = 'Active', user_id = tests.user_id('ben')
     where id = '00000000-0000-4000-8000-000000000009' $$,
  'and gets its person then (control)'
);
select throws_ok(
  $$ update stagedoor.user_accesses set reason = repeat('x', 1001)
     where id = '00000000-0000-4000-8000-000000000009' $$,
  '23514', null, 'a reason is no novel'
);

insert into stagedoor.user_accesses
  (id, user_id, scope_type, scope_id, grant_type, grant_id, granted_by)
values ('00000000-0000-4000-8000-000000000011', tests.user_id('ben'), 'project',
  tests.scope_id('Beta'), 'role', tests.role_id('clerk'), tests.user_id('ada'));
select throws_ok(
  $$ update stagedoor.user_accesses set granted_by = tests.user_id('ben')
     where id = '00000000-0000-4000-8000-000000000011' $$,
  '23514', 'An access is accepted and revoked, never rewritten',
  'nobody else turns out to have given it'
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
  '23514', null, 'nothing is delegated from itself'
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
  'and its accesses go along, whatever their status');
select results_eq(
  $$ select q.event, q.after ->> 'status' from stagedoor.event_queue as q
     where q.object_type = 'user_accesses' order by 2 $$,
  $$ values ('access.reassigned', 'Active'), ('access.reassigned', 'Invited'),
       ('access.reassigned', 'Revoked') $$,
  'which is neither an acceptance nor an end');

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
  'each change of an access is an event, and no change is none (F24)'
);

-- access_state ---------------------------------------------------------------------
select is(
  stagedoor.access_state(status, starts::timestamptz, ends::timestamptz, '2027-03-01'),
  state, format('%s from %s until %s is %s', status, starts, ends, state))
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
