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

-- the holder -------------------------------------------------------------------------
select tests.authenticate_as('solo');
select throws_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Lonely')),
  '23514', null, 'F94: the last grant holder does not leave');
select throws_ok(
  format('select public.set_role_permission(%L, ''access:grant'', ''deny'')',
    tests.role_id('title', 'Lonely')),
  '23514', null,
  'F94: the last grant holder does not let their own role deny access:grant');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'no_grant')$$,
    tests.user_id('solo'), tests.scope_id('Lonely')),
  '23514', null, 'F94: the last grant holder is not given a role that denies access:grant');
select throws_ok(
  format('select public.set_role_inclusion(%L, %L, true)',
    tests.role_id('title', 'Lonely'), tests.role_id('no_grant', 'Lonely')),
  '23514', null, 'F94: the role of the last grant holder does not include a denial');
select is(
  public.accept_invitation(public.invite_user(
    'solo@example.test', tests.scope_id('Lonely'), 'no_grant') ->> 'token') ->> 'reason',
  'last_holder', 'F94: the last grant holder does not accept a denial');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'no_grant', now() + interval '1 day')$$,
    tests.user_id('solo'), tests.scope_id('Lonely')),
  '23514', null, 'F94: the last grant holder is not given a denial that begins tomorrow');
select ok(
  public.can('access:grant', tests.scope_id('Lonely')),
  'F94: the last grant holder still gives access');

-- the service ------------------------------------------------------------------------
select tests.authenticate_as_service();
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'no_grant')$$,
    tests.user_id('solo'), tests.scope_id('Lonely')),
  '23514', null, 'F94: the service does not deny the last grant holder');

-- a project below --------------------------------------------------------------------
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
  'F94: the last grant holder of a project does not leave the company above');

-- deleted logins ---------------------------------------------------------------------
-- A login that is deleted cannot be kept; whoever looks after the project is told.
select tests.clear_authentication();
savepoint login;
delete from auth.users where id = tests.user_id('olga');
select results_eq(
  $$ select s.name from stagedoor.alerts as a join stagedoor.scopes as s on s.id = a.scope_id
     where a.rule_key = 'last_holder_lost' $$,
  $$ values ('Quiet') $$,
  'F94: a deleted login raises an alert where the holder who stays is denied');
select is_empty(
  $$ select from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('olga') and a.status <> 'Revoked' $$,
  'F94: accesses of a deleted login are revoked');
rollback to login;
delete from auth.users where id = tests.user_id('second');
select is_empty(
  $$ select from stagedoor.alerts as a where a.rule_key = 'last_holder_lost' $$,
  'F94: a deleted login that could not give access raises no alert');
rollback to login;

-- controls ---------------------------------------------------------------------------
select tests.authenticate_as('second');
select lives_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Company')),
  'F94: another holder leaves (control)');
select tests.authenticate_as('solo');
select lives_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('second'), tests.scope_id('Lonely')),
  'F94: a second holder is given access (control)');
select lives_ok(
  format('select public.set_role_permission(%L, ''access:grant'', ''deny'')',
    tests.role_id('title', 'Lonely')),
  'F94: one of two holders lets their role deny access:grant (control)');
select ok(
  not public.can('access:grant', tests.scope_id('Lonely')),
  'F94: a denied holder gives no more access');
select tests.authenticate_as('second');
select lives_ok(
  format($$select public.grant_access(%L, %L, 'role', 'no_grant', now() + interval '1 day')$$,
    tests.user_id('solo'), tests.scope_id('Lonely')),
  'F94: one of two holders gets a denial from tomorrow on (control)');

select * from finish();
rollback;
