-- Places: creating, renaming, moving, archiving and restoring them (F7, F93, F94).
begin;
select plan(79);
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
  'any account creates an organization');
select results_eq(
  $$ select s.scope_type, s.name from stagedoor.scopes as s $$,
  $$ values ('organization', 'East') $$,
  'a creator sees the organization, its name trimmed');
select results_eq(
  $$ select coalesce(r.role_key, p.permission_key), a.status, a.valid_until, a.granted_by
     from stagedoor.user_accesses as a
     left join stagedoor.permission_roles as r on r.id = a.grant_id
     left join stagedoor.permissions as p on p.id = a.grant_id order by 1 $$,
  $$ values ('access:escalate', 'Active', null::timestamptz, tests.user_id('eve')),
       ('manager', 'Active', null, tests.user_id('eve')) $$,
  'the creator of an organization is its manager and may escalate');
select throws_ok(
  format('select public.create_organization(%L)', name), '22023', null, why)
from (values ('', 'the name of an organization is not empty'),
  ('   ', 'the name of an organization is not blank'),
  (null, 'the name of an organization is not missing'),
  (repeat('x', 201),
    'the name of an organization is at most 200 characters'),
  (E'a\nb', 'the name of an organization has no line ends'),
  (U&'\200B', 'the name of an organization can be seen')) as n (name, why);
select tests.authenticate_as_anon();
select throws_ok($$ select public.create_organization('Mine') $$, '42501', null,
  'anon creates no organization');
select tests.speak('authenticated', '{"role": "authenticated"}');
select throws_ok($$ select public.create_organization('Mine') $$, '42501',
  'Access denied', 'a token without a subject creates no organization');
select tests.authenticate_as('max');
select throws_ok($$ select public.create_organization('Mine') $$, '42501',
  'Access denied', 'a banned user creates no organization');
select tests.create_user('anonymous', p_is_anonymous => true);
select tests.authenticate_as('anonymous');
select throws_ok($$ select public.create_organization('Mine') $$, '42501',
  'Access denied', 'an anonymous login creates no organization');
select tests.clear_authentication();
insert into auth.users (id, email) values (tests.id_for('new'), 'new@example.test');
select tests.authenticate_as('new');
select lives_ok($$ select public.create_organization('New') $$,
  'an account appears when it is first needed');

-- create_project -------------------------------------------------------------------
select tests.authenticate_as('ada');
select lives_ok($$ select public.create_project(tests.scope_id('North'), ' Beta ') $$,
  'a manager of the organization creates a project');
select results_eq(
  $$ select r.role_key, a.status from stagedoor.user_accesses as a
     join stagedoor.permission_roles as r on r.id = a.grant_id
     where a.scope_id = tests.scope_id('Beta') $$,
  $$ values ('manager', 'Active') $$,
  'the creator of a project is its manager and nothing else');
select lives_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Crewed', 'fellow') $$,
  'a creator may take another role in the project');
select ok(
  exists (select from stagedoor.user_accesses as a
    join stagedoor.permission_roles as r on r.id = a.grant_id
    where a.scope_id = tests.scope_id('Crewed') and r.role_key = 'fellow'),
  'a creator holds the role that they named');
select throws_ok(
  format($$ select public.create_project(tests.scope_id('North'), %L) $$, name),
  '22023', null, why)
from (values ('', 'a project has a name'), (null,
  'the name of a project is not null')) as n (name, why);
select throws_ok(
  $$ select public.create_project(tests.scope_id('Alpha'), 'Inner') $$,
  '23514', null, 'a project does not stand in a project');
select throws_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Role', 'no_such_role') $$,
  'PT404', 'Role not found', 'an unknown role is not found');
select throws_ok(
  $$ select public.create_project(tests.scope_id('South'), 'Foreign') $$,
  'PT404', 'Scope not found', 'a foreign organization is not found');
select throws_ok($$ select public.create_project(null, 'None') $$,
  'PT404', 'Scope not found', 'a null organization is not found');
select tests.clear_authentication();
select tests.create_role('odd', 'North', '{"props:odd": "allow"}');
select tests.create_role('starter', 'North', '{"project:create": "allow"}');
select tests.grant_role('kim', 'North', 'starter');
select tests.authenticate_as('ada');
select throws_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Odd', 'odd') $$,
  '42501', 'Access denied', 'a creator does not take a role whose keys they lack (F94)');
select is_empty($$ select from stagedoor.scopes as s where s.name = 'Odd' $$,
  'a refused role creates no project');
select tests.authenticate_as('kim');
select throws_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Kims') $$,
  '42501', 'Access denied',
  'a user with project:create alone does not become a manager (F94)');
select lives_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Kims', 'starter') $$,
  'a user with project:create alone creates a project with it (control)');
select tests.authenticate_as('ben');
select throws_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Bens') $$,
  '42501', 'Access denied', 'crew create no project');
select tests.authenticate_as('pat');
select throws_ok(
  $$ select public.create_project(tests.scope_id('North'), 'Pats') $$,
  '42501', 'Access denied', 'the manager of another project creates no project');

-- create_department ----------------------------------------------------------------
select lives_ok($$ select public.create_department(tests.scope_id('Alpha'), 'Sound') $$,
  'a manager creates a department');
select throws_ok($$ select public.create_department(tests.scope_id('Alpha'), ' ') $$,
  '22023', null, 'a department has a name');
select throws_ok($$ select public.create_department(tests.scope_id('Camera'), 'Inner') $$,
  '23514', null, 'a department does not stand in a department');
select throws_ok($$ select public.create_department(tests.scope_id('Gamma'), 'X') $$,
  'PT404', 'Scope not found', 'a foreign project is not found');
select tests.authenticate_as('ben');
select throws_ok($$ select public.create_department(tests.scope_id('Alpha'), 'X') $$,
  '42501', 'Access denied', 'crew create no department');

-- rename_scope ---------------------------------------------------------------------
select throws_ok($$ select public.rename_scope(tests.scope_id('Alpha'), 'Bens') $$,
  '42501', 'Access denied', 'crew rename nothing');
select tests.authenticate_as('pat');
select is(public.rename_scope(tests.scope_id('Camera'), ' Lenses '), true,
  'a manager renames a scope');
select is(public.rename_scope(tests.scope_id('Lenses'), 'Lenses'), false,
  'renaming a scope to its own name changes nothing');
select ok(exists (select from stagedoor.scopes as s where s.name = 'Lenses'),
  'a renamed scope has its new name, trimmed');
select public.rename_scope(tests.scope_id('Lenses'), 'Camera');
select throws_ok($$ select public.rename_scope(tests.scope_id('Camera'), '') $$,
  '22023', null, 'the new name of a scope is not empty');
select throws_ok($$ select public.rename_scope(tests.scope_id('North'), 'Pats') $$,
  '42501', 'Access denied', 'a manager of a project does not rename the organization');
select throws_ok($$ select public.rename_scope(tests.scope_id('Gamma'), 'Pats') $$,
  'PT404', 'Scope not found', 'a foreign project is not renamed');

-- archive_scope and restore_scope ------------------------------------------------------
select tests.authenticate_as('ben');
select throws_ok($$ select public.archive_scope(tests.scope_id('Alpha')) $$,
  '42501', 'Access denied', 'crew archive nothing');
select tests.authenticate_as('sid');
select throws_ok($$ select public.archive_scope(tests.scope_id('Alpha')) $$,
  'PT404', 'Scope not found', 'another tenant archives nothing');
select tests.authenticate_as('pat');
select is(public.archive_scope(tests.scope_id('Alpha')), true,
  'a manager archives a scope');
select is(public.archive_scope(tests.scope_id('Alpha')), false,
  'archiving a scope twice answers false');
select is(
  public.authorize('document:create', tests.scope_id('Camera')) ->> 'reason', 'archived',
  'a key does not count below an archived scope');
select throws_ok($$ select public.create_department(tests.scope_id('Alpha'), 'X') $$,
  '42501', 'Access denied', 'a department is not created in an archived project');
select tests.authenticate_as('ben');
select throws_ok($$ select public.restore_scope(tests.scope_id('Alpha')) $$,
  '42501', 'Access denied', 'crew restore nothing');
select tests.authenticate_as('sid');
select throws_ok($$ select public.restore_scope(tests.scope_id('Alpha')) $$,
  'PT404', 'Scope not found', 'another tenant restores nothing');
select tests.authenticate_as('pat');
select is(public.restore_scope(tests.scope_id('Alpha')), true,
  'a manager restores a scope');
select is(public.restore_scope(tests.scope_id('Alpha')), false,
  'restoring a scope twice answers false');
select ok(public.can('document:create', tests.scope_id('Camera')),
  'a key counts in a restored scope');

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
  'a project does not move to a foreign organization');
select tests.grant_key('pat', 'South', 'rota:view');
select is(pg_temp.move('Alpha', 'South') ->> 'code', '42501',
  'a move requires project:create at the new place (F94)');
select tests.grant_key('pat', 'South', 'project:create');
select is(pg_temp.move('Alpha', 'South') ->> 'hint', null,
  'a project moves where its holders gain nothing new');
select tests.authenticate_as('ada');
select ok(not public.can('document:create', tests.scope_id('Alpha')),
  'an access held above the old place is gone at once (F93)');
select tests.authenticate_as('sid');
select ok(public.can('document:create', tests.scope_id('Alpha')),
  'an access held above the new place counts at once (F93)');
select is(pg_temp.move('Alpha', 'South') ->> 'code', 'moved',
  'a project may be moved to where it stands');
select is(public.move_scope(tests.scope_id('Alpha'), tests.scope_id('South')), false,
  'a move to the same place answers false');
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
  'a move does not give others a permission that the mover lacks (F94)');
select ok(pg_temp.move('Delta', 'South') ->> 'hint' like '%document:create%',
  'a refused move names the permissions that others would gain');
select tests.grant_key('mover', 'Delta', 'access:escalate');
select tests.authenticate_as('mover', 'aal2');
select is(pg_temp.move('Delta', 'South') ->> 'code', 'moved',
  'a user with access:escalate moves the project (control)');

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
  'a revoked access at the new place gains nothing');

-- Somebody is left who can give access.
select tests.clear_authentication();
select tests.create_project('Epsilon', 'North');
select tests.create_organization('Empty');
select tests.grant_key('mover', 'Epsilon', key)
from unnest(array['project:delete', 'project:create']) as key;
select tests.grant_key('mover', 'Empty', 'project:create');
select tests.authenticate_as('mover');
select is(pg_temp.move('Epsilon', 'Empty') ->> 'code', '23514',
  'a move keeps a grant holder of the project');
select ok((pg_temp.move('Epsilon', 'Empty') ->> 'details')::jsonb
  @> '{"error_code": "LAST_HOLDER"}', 'the refusal of a move names LAST_HOLDER');
select tests.grant_key('mover', 'Epsilon', 'access:grant');
select is(pg_temp.move('Epsilon', 'Empty') ->> 'code', 'moved',
  'a project moves with a grant holder of its own (control)');

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
  'You would hold for longer: document:create',
  'a permission that lasts longer at the new place is gained');
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('keeper') and a.scope_id = tests.scope_id('Empty')
  and a.grant_id = tests.permission_id('document:create');
select tests.authenticate_as('keeper');
select is(pg_temp.move('Theta', 'Empty') ->> 'code', 'moved',
  'a revoked permission at the new place is not gained');
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
  'a move does not prolong what its mover holds, escalation or not (F94)');
select tests.grant_key('gainer', 'Empty', 'document:create');
select tests.grant_role('gainer', 'Eta', 'fellow');
select is(pg_temp.move('Eta', 'Empty') ->> 'code', '42501',
  'a move does not give its mover a permission that they lack');
select tests.grant_key('gainer', 'Eta', 'document:create');
select tests.grant_key('gainer', 'Eta', 'access:view');
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('gainer') and a.valid_until is not null;
select tests.grant_key('gainer', 'Eta', 'project:create');
select tests.deny('gainer', 'North', 'document:create');
select tests.authenticate_as('gainer', 'aal2');
select is(pg_temp.move('Eta', 'Empty') ->> 'code', '42501',
  'a project is not moved away from a denial of its mover (F50)');
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('gainer') and a.scope_id = tests.scope_id('North');
select tests.revoke(tests.grant_key('gainer', 'Empty', 'document:approve'));
select tests.authenticate_as('gainer', 'aal2');
select is(pg_temp.move('Eta', 'Empty') ->> 'code', 'moved',
  'a mover who gains nothing moves the project (control)');

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
  @> '{"error_code": "SEPARATION_OF_DUTY", "rule": "kit_apart"}',
  'the refusal of a move names the rule');
select tests.clear_authentication();
delete from stagedoor.separation_rules where rule_key = 'kit_apart';
select tests.authenticate_as('mover', 'aal2');
select is(pg_temp.move('Zeta', 'South') ->> 'code', 'moved',
  'a project moves where no rule stands in the way (control)');

select * from finish();
rollback;
