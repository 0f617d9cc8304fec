-- Attacks: claims and settings that a SQL session makes up, where the database role
-- decides.
begin;
select plan(18);
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
  not public.can('rota:view', tests.scope_id('Alpha')), 'F85: no claims, no answer');
select throws_ok(
  'select public.create_organization(''Nobody''''s'')', '42501', null,
  'F85: nobody starts nothing');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha')),
  '42501', null, 'F94: nobody is not the service');
select is_empty('select * from stagedoor.scopes', 'F21: nobody sees no place');
select is(
  public.accept_invitation('x') ->> 'reason', 'no_session', 'F85: nobody accepts nothing');

-- With the claim of the service key -----------------------------------------------------
select tests.speak('authenticated', '{"role": "service_role"}');
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha')),
  '42501', null, 'F94: a claim makes nobody the service');
select throws_ok(
  'select public.verify_audit(null)', '42501', null,
  'F47: nor opens the log of the installation');
select throws_ok(
  'select * from public.get_audit_events(null)', '42501', null, 'F47: nor its events');
select throws_ok(
  'select public.erase_personal_data(gen_random_uuid())', '42501', null, 'F47: nor erases');
select throws_ok(
  'select * from public.read_audit_heads()', '42501', null,
  'F47: nor reads what is sealed');
select throws_ok(
  'select * from stagedoor.outbox', '42501', null, 'F21: nor reads the outbox');

-- With claims that ask for more ---------------------------------------------------------
select tests.authenticate_as('mallory', 'aal2', null, jsonb_build_object(
  'user_metadata', jsonb_build_object('role', 'manager', 'is_admin', true),
  'app_metadata', jsonb_build_object('role', 'manager'),
  'user_role', 'admin', 'permissions', '["document:approve"]'::jsonb));
select ok(
  not public.can('document:approve', tests.scope_id('Alpha')),
  'F95: what a token says about permissions is not read');
select is(
  public.authorize('document:approve', tests.scope_id('Alpha')) ->> 'reason', 'unknown_scope',
  'F95: nor tells it who is a member');

-- Settings that a session can make up.
select set_config('stagedoor.role', 'service_role', true),
  set_config('request.jwt.claim.role', 'service_role', true);
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha')),
  'PT404', null, 'F94: a setting of one''s own makes nobody the service');

-- What the log says of it: the role that the database knows.
select tests.authenticate_as('pia', 'aal1', null, '{"role": "service_role"}');
select public.rename_scope(tests.scope_id('Alpha'), 'Alpha two');
select tests.clear_authentication();
select tests.flush();
select is(
  (select e.actor_role from public.get_audit_events(tests.scope_id('Alpha two'), 1) as e),
  'authenticated', 'F24: the log names the database''s role, not the claim''s');

-- The service itself, and a person through its key.
select tests.authenticate_as_service();
select lives_ok(
  format($$select public.grant_access(%L, %L, 'permission', 'rota:view')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha two')),
  'F94: the service gives access');
select lives_ok(
  'select public.verify_audit(null)', 'F47: and reads the log of the installation');
select tests.speak('service_role', jsonb_build_object(
  'role', 'service_role', 'sub', tests.user_id('mallory')));
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('mallory'), tests.scope_id('Alpha two')),
  '42501', null, 'F94: a person through the service''s key stays that person');

select * from finish();
rollback;
