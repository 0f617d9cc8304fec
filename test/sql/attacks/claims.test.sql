-- Attacks: claims and settings that a SQL session makes up, where the database role
-- decides.
begin;
select plan(19);
select tests.use_fixture_catalogue();

-- The cast: Pia produces Alpha. Whoever speaks below is `authenticated` to the database,
-- whatever their claims say.
select tests.create_user(n) from unnest(array['pia', 'mallory']) as n;
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company');
select tests.grant_role('pia', 'Alpha', 'manager');
select tests.create_role('lamp', 'Alpha', '{"rota:edit": "locked"}');
select tests.flush();

-- Without claims ----------------------------------------------------------------------
select tests.speak('authenticated', '{}');
select ok(
  not public.can('rota:view', tests.scope_id('Alpha')),
  'F85: a token without claims may do nothing');
select throws_ok(
  'select public.create_organization(''Nobody''''s'')', '42501', null,
  'F85: a token without claims creates no organization');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha')),
  '42501', null, 'F94: a token without claims is not the service');
select is_empty('select * from stagedoor.scopes',
  'F21: a token without claims sees no scope');
select is(
  public.accept_invitation('x') ->> 'reason', 'no_session',
  'F85: a token without claims accepts no invitation');

-- With the claim of the service key -----------------------------------------------------
select tests.speak('authenticated', '{"role": "service_role"}');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha')),
  '42501', null, 'F94: a claim of service_role does not make a user the service');
select throws_ok(
  'select public.verify_audit(null)', '42501', null,
  'F47: a claim of service_role does not verify the installation''s log');
select throws_ok(
  'select * from public.get_audit_events(null)', '42501', null,
  'F47: a claim of service_role does not read the installation''s events');
select throws_ok(
  'select public.erase_personal_data(gen_random_uuid())', '42501', null,
  'F47: a claim of service_role does not erase a person');
select throws_ok(
  'select * from public.disclose_personal_data(null, 1)', '42501', null,
  'F47: a claim to be the service discloses nothing');
select throws_ok(
  'select * from public.read_audit_heads()', '42501', null,
  'F47: a claim of service_role does not read the heads of the log');
select throws_ok(
  'select * from stagedoor.outbox', '42501', null,
  'F21: a claim of service_role does not read the outbox');

-- With claims that ask for more ---------------------------------------------------------
select tests.authenticate_as('mallory', 'aal2', null, jsonb_build_object(
  'user_metadata', jsonb_build_object('role', 'manager', 'is_admin', true),
  'app_metadata', jsonb_build_object('role', 'manager'),
  'user_role', 'admin', 'permissions', '["document:approve"]'::jsonb));
select ok(
  not public.can('document:approve', tests.scope_id('Alpha')),
  'F95: claims about permissions are not read');
select is(
  public.authorize('document:approve', tests.scope_id('Alpha')) ->> 'reason', 'unknown_scope',
  'F95: claims about permissions tell nothing of a scope');

-- with settings of one's own ---------------------------------------------------------
-- Settings that a session can make up.
select set_config('stagedoor.role', 'service_role', true),
  set_config('request.jwt.claim.role', 'service_role', true);
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha')),
  'PT404', null, 'F94: a setting of one''s own does not make a user the service');

-- the log ----------------------------------------------------------------------------
-- What the log says of it: the role that the database knows.
select tests.authenticate_as('pia', 'aal1', null, '{"role": "service_role"}');
select public.rename_scope(tests.scope_id('Alpha'), 'Alpha two');
select tests.clear_authentication();
select tests.flush();
select is(
  (select e.actor_role from public.get_audit_events(tests.scope_id('Alpha two'), 1) as e),
  'authenticated', 'F24: the log names the database''s role, not the claim''s');

-- the service ------------------------------------------------------------------------
-- The service itself, and a person through its key.
select tests.authenticate_as_service();
select lives_ok(
  format($$select public.grant_access(%L, %L, 'permission', 'rota:view')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha two')),
  'F94: the service gives access (control)');
select lives_ok(
  'select public.verify_audit(null)',
  'F47: the service verifies the installation''s log (control)');
select tests.speak('service_role', jsonb_build_object(
  'role', 'service_role', 'sub', tests.user_id('mallory')));
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha two')),
  '42501', null, 'F94: a user through the service''s key stays that user');

select * from finish();
rollback;
