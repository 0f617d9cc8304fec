-- Attacks: leaving a place without anybody who can give access, by ways other than leaving.
begin;
select plan(17);
select tests.use_fixture_catalogue();

-- The cast: Solo produces the company Lonely alone, and holds an empty tenant role.
select tests.create_user(n) from unnest(array['solo', 'second', 'olga']) as n;
select tests.create_organization('Lonely');
select tests.grant_role('solo', 'Lonely', 'manager');
select tests.create_role('title', 'Lonely'), tests.grant_role('solo', 'Lonely', 'title');
select tests.create_role('no_grant', 'Lonely', '{"access:grant": "deny"}');

select tests.authenticate_as('solo');
select throws_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Lonely')),
  '23514', null, 'F94: the last holder does not leave');
select throws_ok(
  format('select public.set_role_permission(%L, ''access:grant'', ''deny'')',
    tests.role_id('title', 'Lonely')),
  '23514', null, 'F94: nor is denied by a role that they hold');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'no_grant')$$,
    tests.user_id('solo'), tests.scope_id('Lonely')),
  '23514', null, 'F94: nor is given a role that denies it');
select throws_ok(
  format('select public.set_role_inclusion(%L, %L, true)',
    tests.role_id('title', 'Lonely'), tests.role_id('no_grant', 'Lonely')),
  '23514', null, 'F94: nor by a role that takes the denial in');
select is(
  public.accept_invitation(public.invite_user(
    'solo@example.test', tests.scope_id('Lonely'), 'no_grant') ->> 'token') ->> 'reason',
  'last_holder', 'F94: nor by accepting it');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'no_grant', now() + interval '1 day')$$,
    tests.user_id('solo'), tests.scope_id('Lonely')),
  '23514', null, 'F94: nor by a denial that begins tomorrow');
select ok(
  public.can('access:grant', tests.scope_id('Lonely')), 'F94: and still gives access');

-- The service is bound too.
select tests.authenticate_as_service();
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'no_grant')$$,
    tests.user_id('solo'), tests.scope_id('Lonely')),
  '23514', null, 'F94: the service does not deny the last holder either');

-- A project below, where the one who would stay is denied.
select tests.clear_authentication();
select tests.create_organization('Company'), tests.create_project('Quiet', 'Company');
select tests.grant_role('olga', 'Company', 'manager');
select tests.grant_role('second', 'Company', 'manager');
select tests.deny('second', 'Quiet', 'access:grant');
select tests.authenticate_as('olga');
select throws_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Company')),
  '23514', null,
  'F94: whoever alone can give access in a project does not leave the company above');

-- A login that is deleted cannot be kept; whoever looks after the project is told.
select tests.clear_authentication();
savepoint login;
delete from auth.users where id = tests.user_id('olga');
select results_eq(
  $$ select s.name from stagedoor.alerts as a join stagedoor.scopes as s on s.id = a.scope_id
     where a.rule_key = 'last_holder_lost' $$,
  $$ values ('Quiet') $$,
  'F94: of a deleted login the project is told where the one who stays is denied');
select is_empty(
  $$ select from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('olga') and a.status <> 'Revoked' $$,
  'F94: and what it held is closed');
rollback to login;
delete from auth.users where id = tests.user_id('second');
select is_empty(
  $$ select from stagedoor.alerts as a where a.rule_key = 'last_holder_lost' $$,
  'F94: of the deletion of somebody who decided nothing nobody is told');
rollback to login;

-- Controls.
select tests.authenticate_as('second');
select lives_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Company')),
  'F94: the other one may leave');
select tests.authenticate_as('solo');
select lives_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('second'), tests.scope_id('Lonely')),
  'F94: a second holder is given access');
select lives_ok(
  format('select public.set_role_permission(%L, ''access:grant'', ''deny'')',
    tests.role_id('title', 'Lonely')),
  'F94: then the first may be denied');
select ok(
  not public.can('access:grant', tests.scope_id('Lonely')), 'F94: and is');
select tests.authenticate_as('second');
select lives_ok(
  format($$select public.grant_access(%L, %L, 'role', 'no_grant', now() + interval '1 day')$$,
    tests.user_id('solo'), tests.scope_id('Lonely')),
  'F94: from tomorrow on as well');

select * from finish();
rollback;
