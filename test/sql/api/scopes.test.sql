-- Places: creating, renaming, moving, archiving and restoring them (F7, F93, F94).
begin;
select plan(77);
select tests.use_fixture_catalogue();

-- The cast: Ada runs North with Alpha in it. Pat produces Alpha, Ben is crew there; Sid
-- runs South, Eve works nowhere.
select tests.create_user(name)
from unnest(array['ada', 'pat', 'ben', 'sid', 'eve', 'kim', 'max']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_project('Gamma', 'South');
select tests.grant_role('ada', 'North', 'manager');
select tests.grant_role('pat', 'Alpha', 'manager');
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('sid', 'South', 'manager');
select tests.grant_role('max', 'North', 'manager');
select tests.ban_user('max');

-- create_organization ----------------------------------------------------------------
select tests.authenticate_as('eve');
select lives_ok($$ select public.create_organization('  East  ') $$,
  'any account starts an organization');
select results_eq(
  $$ select s.scope_type, s.name from stagedoor.scopes as s $$,
  $$ values ('organization', 'East') $$, 'which it then sees, its name without blanks');
select results_eq(
  $$ select coalesce(r.role_key, p.permission_key), a.status, a.valid_until, a.granted_by
     from stagedoor.user_accesses as a
     left join stagedoor.permission_roles as r on r.id = a.grant_id
     left join stagedoor.permissions as p on p.id = a.grant_id order by 1 $$,
  $$ values ('access:escalate', 'Active', null::timestamptz, tests.user_id('eve')),
       ('manager', 'Active', null, tests.user_id('eve')) $$,
  'the creator is its manager, and may escalate by a grant of its own');
select throws_ok(
  format('select public.create_organization(%L)', name), '22023', null, why)
from (values ('', 'a name is not empty'), ('   ', 'nor blank'), (null, 'nor missing'),
  (repeat('x', 201), 'nor longer than 200 characters')) as n (name, why);
select tests.authenticate_as_anon();
select throws_ok($$ select public.create_organization('Mine') $$, '42501', null,
  'anon starts none');
select tests.speak('authenticated', '{"role": "authenticated"}');
select throws_ok($$ select public.create_organization('Mine') $$, '42501',
  'Access denied', 'nor does a token without a subject');
select tests.authenticate_as('max');
select throws_ok($$ select public.create_organization('Mine') $$, '42501',
  'Access denied', 'nor does somebody who is banned');
select tests.create_user('anonymous', p_is_anonymous => true);
select tests.authenticate_as('anonymous');
select throws_ok($$ select public.create_organization('Mine') $$, '42501',
  'Access denied', 'nor does an anonymous login');
select tests.clear_authentication();
insert into auth.users (id, email) values (tests.id_for('new'), 'new@example.test');
select tests.authenticate_as('new');
select lives_ok($$ select public.create_organization('New') $$,
  'an account appears the first time that it is needed');

-- create_project -------------------------------------------------------------------
select tests.authenticate_as('ada');
select lives_ok($$ select public.create_project(tests.scope_id('North'), ' Beta ') $$,
  'whoever may start projects does');
select results_eq(
  $$ select r.role_key, a.status from stagedoor.user_accesses as a
     join stagedoor.permission_roles as r on r.id = a.grant_id
     where a.scope_id = tests.scope_id('Beta') $$,
  $$ values ('manager', 'Active') $$, 'and produces it, nothing else');
select lives_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Crewed', 'fellow') $$,
  'or takes another role in it');
select ok(
  exists (select from stagedoor.user_accesses as a
    join stagedoor.permission_roles as r on r.id = a.grant_id
    where a.scope_id = tests.scope_id('Crewed') and r.role_key = 'fellow'),
  'which is that one');
select throws_ok(
  format($$ select public.create_project(tests.scope_id('North'), %L) $$, name),
  '22023', null, why)
from (values ('', 'a project has a name'), (null, 'a real one')) as n (name, why);
select throws_ok(
  $$ select public.create_project(tests.scope_id('Alpha'), 'Inner') $$,
  '23514', null, 'a project does not stand in a project');
select throws_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Role', 'no_such_role') $$,
  'PT404', 'Role not found', 'a role that does not exist is not found');
select throws_ok(
  $$ select public.create_project(tests.scope_id('South'), 'Foreign') $$,
  'PT404', 'Scope not found', 'a foreign organization is not found');
select throws_ok($$ select public.create_project(null, 'None') $$,
  'PT404', 'Scope not found', 'nor is none');
select tests.clear_authentication();
select tests.create_role('odd', 'North', '{"props:odd": "allow"}');
select tests.create_role('starter', 'North', '{"project:create": "allow"}');
select tests.grant_role('kim', 'North', 'starter');
select tests.authenticate_as('ada');
select throws_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Odd', 'odd') $$,
  '42501', 'Access denied', 'nobody takes a role whose keys they do not hold (F94)');
select is_empty($$ select from stagedoor.scopes as s where s.name = 'Odd' $$,
  'and then there is no project');
select tests.authenticate_as('kim');
select throws_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Kims') $$,
  '42501', 'Access denied', 'whoever may only start projects does not produce them (F94)');
select lives_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Kims', 'starter') $$,
  'and starts one with what they hold (control)');
select tests.authenticate_as('ben');
select throws_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Bens') $$,
  '42501', 'Access denied', 'crew start no project');
select tests.authenticate_as('pat');
select throws_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Pats') $$,
  '42501', 'Access denied', 'nor does the manager of another project');

-- create_department ----------------------------------------------------------------
select lives_ok($$ select public.create_department(tests.scope_id('Alpha'), 'Sound') $$,
  'a manager starts a department');
select throws_ok($$ select public.create_department(tests.scope_id('Alpha'), ' ') $$,
  '22023', null, 'with a name');
select throws_ok($$ select public.create_department(tests.scope_id('Camera'), 'Inner') $$,
  '23514', null, 'and not in a department');
select throws_ok($$ select public.create_department(tests.scope_id('Gamma'), 'X') $$,
  'PT404', 'Scope not found', 'nor in a foreign project');
select tests.authenticate_as('ben');
select throws_ok($$ select public.create_department(tests.scope_id('Alpha'), 'X') $$,
  '42501', 'Access denied', 'crew start no department');

-- rename_scope ---------------------------------------------------------------------
select throws_ok($$ select public.rename_scope(tests.scope_id('Alpha'), 'Bens') $$,
  '42501', 'Access denied', 'crew rename nothing');
select tests.authenticate_as('pat');
select is(public.rename_scope(tests.scope_id('Camera'), ' Lenses '), true,
  'a manager renames');
select is(public.rename_scope(tests.scope_id('Lenses'), 'Lenses'), false,
  'once: the same name changes nothing');
select ok(exists (select from stagedoor.scopes as s where s.name = 'Lenses'),
  'and that is its name');
select public.rename_scope(tests.scope_id('Lenses'), 'Camera');
select throws_ok($$ select public.rename_scope(tests.scope_id('Camera'), '') $$,
  '22023', null, 'a name is not empty');
select throws_ok($$ select public.rename_scope(tests.scope_id('North'), 'Pats') $$,
  '42501', 'Access denied', 'a manager of a project does not rename the organization');
select throws_ok($$ select public.rename_scope(tests.scope_id('Gamma'), 'Pats') $$,
  'PT404', 'Scope not found', 'nor a foreign project');

-- archive_scope and restore_scope ------------------------------------------------------
select tests.authenticate_as('ben');
select throws_ok($$ select public.archive_scope(tests.scope_id('Alpha')) $$,
  '42501', 'Access denied', 'crew archive nothing');
select tests.authenticate_as('sid');
select throws_ok($$ select public.archive_scope(tests.scope_id('Alpha')) $$,
  'PT404', 'Scope not found', 'another tenant archives nothing');
select tests.authenticate_as('pat');
select is(public.archive_scope(tests.scope_id('Alpha')), true, 'a manager archives');
select is(public.archive_scope(tests.scope_id('Alpha')), false, 'once');
select is(
  public.authorize('document:create', tests.scope_id('Camera')) ->> 'reason', 'archived',
  'and nothing counts below it');
select throws_ok($$ select public.create_department(tests.scope_id('Alpha'), 'X') $$,
  '42501', 'Access denied', 'nor is anything started in it');
select tests.authenticate_as('ben');
select throws_ok($$ select public.restore_scope(tests.scope_id('Alpha')) $$,
  '42501', 'Access denied', 'crew restore nothing');
select tests.authenticate_as('sid');
select throws_ok($$ select public.restore_scope(tests.scope_id('Alpha')) $$,
  'PT404', 'Scope not found', 'another tenant restores nothing');
select tests.authenticate_as('pat');
select is(public.restore_scope(tests.scope_id('Alpha')), true, 'a manager restores');
select is(public.restore_scope(tests.scope_id('Alpha')), false, 'once');
select ok(public.can('document:create', tests.scope_id('Camera')), 'and everything counts');

-- move_scope -----------------------------------------------------------------------
create function pg_temp.move(p_scope text, p_to text) returns jsonb language plpgsql as $$
begin
  return coalesce(
    tests.refusal(format('select public.move_scope(%L, %L)',
      tests.scope_id(p_scope), tests.scope_id(p_to))),
    '{"code": "moved"}');
end;
$$;
select is(pg_temp.move('Alpha', 'South') ->> 'code', 'PT404',
  'nobody moves a project to a foreign organization');
select tests.grant_key('pat', 'South', 'rota:view');
select is(pg_temp.move('Alpha', 'South') ->> 'code', '42501',
  'nor to one in which they may not start projects (F94)');
select tests.grant_key('pat', 'South', 'project:create');
select is(pg_temp.move('Alpha', 'South') ->> 'hint', null,
  'with that right it moves, where its holders gain nothing new');
select tests.authenticate_as('ada');
select ok(not public.can('document:create', tests.scope_id('Alpha')),
  'what was held above is gone at once (F93)');
select tests.authenticate_as('sid');
select ok(public.can('document:create', tests.scope_id('Alpha')),
  'what is held above now counts at once (F93)');
select is(pg_temp.move('Alpha', 'South') ->> 'code', 'moved', 'moving again');
select is(public.move_scope(tests.scope_id('Alpha'), tests.scope_id('South')), false,
  'changes nothing');
select is(pg_temp.move('Alpha', 'Gamma') ->> 'code', '23514',
  'a project does not move into a project');
select is(pg_temp.move('South', 'South') ->> 'code', '23514',
  'an organization does not move');
select tests.authenticate_as('ben');
select is(pg_temp.move('Alpha', 'South') ->> 'code', '42501', 'crew move nothing');

-- Whoever holds something above the new place will hold it in what moves there.
select tests.create_project('Delta', 'North');
select tests.create_user('mover');
select tests.grant_key('mover', 'Delta', key)
from unnest(array['project:delete', 'project:create', 'access:grant']) as key;
select tests.grant_key('mover', 'South', 'project:create');
select tests.authenticate_as('mover');
select is(pg_temp.move('Delta', 'South') ->> 'code', '42501',
  'nobody gives holders at the new place what they lack themselves (F94)');
select ok(pg_temp.move('Delta', 'South') ->> 'hint' like '%document:create%',
  'and is told what that is');
select tests.grant_key('mover', 'Delta', 'access:escalate');
select tests.authenticate_as('mover', 'aal2');
select is(pg_temp.move('Delta', 'South') ->> 'code', 'moved',
  'whoever may escalate moves it (control)');

-- What somebody held at the new place once does not come along.
select tests.clear_authentication();
select tests.create_organization('Former');
select tests.create_project('Iota', 'North');
select tests.grant_key('mover', 'Former', 'project:create');
select tests.grant_key('mover', 'Iota', key)
from unnest(array['project:delete', 'project:create', 'access:grant']) as key;
select tests.revoke(tests.grant_role('sid', 'Former', 'manager'));
select tests.authenticate_as('mover');
select is(pg_temp.move('Iota', 'Former') ->> 'code', 'moved',
  'what was taken away at the new place gives nothing');

-- Somebody is left who can give access.
select tests.clear_authentication();
select tests.create_project('Epsilon', 'North');
select tests.create_organization('Empty');
select tests.grant_key('mover', 'Epsilon', key)
from unnest(array['project:delete', 'project:create']) as key;
select tests.grant_key('mover', 'Empty', 'project:create');
select tests.authenticate_as('mover');
select is(pg_temp.move('Epsilon', 'Empty') ->> 'code', '23514',
  'a project does not move to where nobody could give access in it');
select ok((pg_temp.move('Epsilon', 'Empty') ->> 'details')::jsonb
  @> '{"error_code": "LAST_HOLDER"}', 'which is said');
select tests.grant_key('mover', 'Epsilon', 'access:grant');
select is(pg_temp.move('Epsilon', 'Empty') ->> 'code', 'moved',
  'it does with somebody who can (control)');

-- What was taken away there is not held for longer here.
select tests.clear_authentication();
select tests.create_user('keeper');
select tests.create_project('Theta', 'North');
select tests.grant_key('keeper', 'Theta', key)
from unnest(array['project:delete', 'project:create', 'access:grant']) as key;
select tests.grant_key('keeper', 'Theta', 'document:create', null, now() + interval '1 day');
select tests.grant_key('keeper', 'Empty', key)
from unnest(array['project:create', 'document:create']) as key;
select tests.authenticate_as('keeper');
select is(pg_temp.move('Theta', 'Empty') ->> 'hint',
  'You would hold for longer: document:create', 'what the mover has for longer there is gained');
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('keeper') and a.scope_id = tests.scope_id('Empty')
  and a.grant_id = tests.permission_id('document:create');
select tests.authenticate_as('keeper');
select is(pg_temp.move('Theta', 'Empty') ->> 'code', 'moved',
  'what was taken away from them is not');
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('keeper') and a.status = 'Active'
  and a.scope_id = tests.scope_id('Empty');

-- Nobody moves a project to gain by it themselves, escalation or not.
select tests.clear_authentication();
select tests.create_user('gainer');
select tests.create_project('Eta', 'North');
select tests.grant_key('gainer', 'Eta', key)
from unnest(array['project:delete', 'access:grant', 'access:escalate']) as key;
select tests.grant_key('gainer', 'Eta', 'project:create', null, now() + interval '1 day');
select tests.grant_key('gainer', 'Empty', 'project:create');
select tests.authenticate_as('gainer', 'aal2');
select is(pg_temp.move('Eta', 'Empty') ->> 'hint',
  'You would hold for longer: project:create',
  'what the mover has there comes not for longer than they have it here (F94)');
select tests.grant_key('gainer', 'Empty', 'document:create');
select tests.grant_role('gainer', 'Eta', 'fellow');
select is(pg_temp.move('Eta', 'Empty') ->> 'code', '42501', 'nor anything they lack');
select tests.grant_key('gainer', 'Eta', 'document:create');
select tests.grant_key('gainer', 'Eta', 'access:view');
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('gainer') and a.valid_until is not null;
select tests.grant_key('gainer', 'Eta', 'project:create');
select tests.deny('gainer', 'North', 'document:create');
select tests.authenticate_as('gainer', 'aal2');
select is(pg_temp.move('Eta', 'Empty') ->> 'code', '42501',
  'nobody moves a project away from what denies them something (F50)');
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('gainer') and a.scope_id = tests.scope_id('North');
select tests.revoke(tests.grant_key('gainer', 'Empty', 'document:approve'));
select tests.authenticate_as('gainer', 'aal2');
select is(pg_temp.move('Eta', 'Empty') ->> 'code', 'moved',
  'whoever gains nothing moves it (control)');

-- No two duties come into one hand.
select tests.clear_authentication();
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description)
values ('kit_apart', 'static', tests.role_id('fellow'), tests.role_id('clerk'),
  'For a test');
select tests.create_project('Zeta', 'North');
select tests.grant_key('mover', 'Zeta', key)
from unnest(array['project:delete', 'project:create', 'access:grant', 'access:escalate'])
  as key;
select tests.grant_role('kim', 'Zeta', 'fellow');
select tests.grant_role('kim', 'South', 'clerk');
select tests.authenticate_as('mover', 'aal2');
select is(pg_temp.move('Zeta', 'South') ->> 'code', '23514',
  'a move does not put two duties into one hand (F101)');
select ok((pg_temp.move('Zeta', 'South') ->> 'details')::jsonb
  @> '{"error_code": "SEPARATION_OF_DUTY", "rule": "kit_apart"}', 'which is said');
select tests.clear_authentication();
delete from stagedoor.separation_rules where rule_key = 'kit_apart';
select tests.authenticate_as('mover', 'aal2');
select is(pg_temp.move('Zeta', 'South') ->> 'code', 'moved',
  'it goes where no rule stands in the way (control)');

select * from finish();
rollback;
