-- The test kit itself: a file that trusts its verbs must be able to.
begin;
select plan(28);
select tests.use_fixture_catalogue();

-- The cast: Ada produces Alpha, Ben is crew there, Gus is a guest of Ada.
select tests.create_user(name) from unnest(array['ada', 'ben']) as name;
select tests.create_guest('gus', 'ada');
select tests.create_project('Alpha');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('ada', 'Alpha', 'manager');

-- people and places --------------------------------------------------------------
select throws_ok(
  $$ select tests.user_id('nobody') $$, 'P0001', 'nobody here is called nobody',
  'a name outside the cast is an error, not a null'
);
select throws_ok(
  $$ select tests.scope_id('Nowhere') $$, 'P0001', '0 scopes are called Nowhere',
  'a scope that was not made is an error, not a null'
);
select is(
  (select s.parent_id from stagedoor.scopes as s where s.id = tests.scope_id('Camera')),
  tests.project_id('Alpha'),
  'a department stands in its project'
);
select tests.create_project('Beta', tests.scope_id('The company')::text);
select is(
  (select s.parent_id from stagedoor.scopes as s where s.name = 'Beta'),
  tests.scope_id('The company'), 'an organization is known by its id to create_project'
);
create temporary table made as select tests.create_role('gaffer', 'Alpha') as id;
select is(
  tests.role_id('gaffer', tests.scope_id('Camera')::text), (select m.id from made as m),
  'a role is found at a scope that is named by its id'
);
select is(
  (select a.account_status from stagedoor.user_accounts as a
   where a.id = tests.user_id('gus')),
  'guest',
  'a guest has an account and no login'
);

-- speaking -----------------------------------------------------------------------
select tests.authenticate_as('ada', 'aal2', '00000000-0000-4000-8000-000000000001');
select is(current_user::text, 'authenticated', 'a speaker is the role authenticated');
select is(auth.uid(), tests.user_id('ada'), 'a speaker has the id of their name');
select is(stagedoor.session_aal(), 'aal2', 'a speaker has the assurance level asked for');
select is(
  stagedoor.session_id(), '00000000-0000-4000-8000-000000000001'::uuid,
  'a speaker has the session asked for'
);

select lives_ok(
  $$ select tests.grant_role('ben', 'Alpha', 'fellow') $$,
  'the world can be made whoever speaks'
);

select tests.authenticate_as('ben', p_claims => '{"email": "other@example.test"}');
select is(auth.uid(), tests.user_id('ben'), 'a second speaker takes over from the first');
select is(auth.email(), 'other@example.test', 'a speaker carries further claims');
select is(stagedoor.session_id(), null, 'a speaker without a session has none left over');
select is(
  tests.refusal($$ select public.enforce('document:view:all', tests.scope_id('Alpha')) $$)
    ->> 'code',
  '42501',
  'a refusal is what the speaker is answered'
);
select is(
  tests.refusal($$ select public.enforce('rota:view', tests.scope_id('Alpha')) $$),
  null,
  'a call that is not refused has no refusal'
);

select tests.authenticate_as_anon();
select is(current_user::text, 'anon', 'an anonymous speaker is the role anon');

select tests.authenticate_as_service();
select is(current_user::text, 'service_role', 'the service speaks as service_role');

select tests.clear_authentication();
select is(current_user::text, session_user::text, 'the owner speaks again');
select is(auth.uid(), null, 'the owner speaks without a token');

-- clock --------------------------------------------------------------------------
select tests.freeze_time('2027-03-01 12:00:00+00');
select is(
  stagedoor.instant(), '2027-03-01 12:00:00+00'::timestamptz, 'a frozen clock stands still'
);
select tests.unfreeze_time();
select ok(
  stagedoor.instant() between transaction_timestamp() and clock_timestamp(),
  'a clock that is let go shows the time'
);

-- commit -------------------------------------------------------------------------
select tests.authenticate_as('ben');
select tests.flush();
select tests.clear_authentication();
select is_empty(
  $$ select id from stagedoor.event_queue $$,
  'an event that waits for the commit is handed over at once'
);

-- headers ------------------------------------------------------------------------
select tests.set_header('X-Project-Id', 'a');
select tests.set_header('user-agent', 'b');
select tests.set_header('x-project-id', null);
select is(
  current_setting('request.headers')::jsonb, '{"user-agent": "b"}',
  'headers are set and taken away one by one, in lower case'
);

-- rows ---------------------------------------------------------------------------
select is(
  tests.refused_by('stagedoor.permission_modules',
    '{"module": "Not this", "label": "Lamps", "position": 1}'),
  'permission_modules_module_snake_case_check',
  'a row that a constraint refuses is answered with its name'
);
select is(
  tests.refused_by('stagedoor.permission_modules',
    '{"module": "lamps", "label": "Lamps", "position": 1}'),
  null, 'a row that no constraint refuses is answered with null'
);
select is_empty(
  $$ select from stagedoor.permission_modules as m where m.module = 'lamps' $$,
  'a row that was only tried is gone'
);
select throws_ok(
  $$ select tests.refused_by('stagedoor.permission_modules',
       '{"module": "lamps", "label": "Lamps", "position": 1}', 'authenticated') $$,
  '42501', null, 'a row is written as the role that is named'
);

select * from finish();
rollback;
