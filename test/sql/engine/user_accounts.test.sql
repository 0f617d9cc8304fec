-- stagedoor.user_accounts: people with a login and without, and what ends them (F63, F81,
-- F95).
begin;
select plan(51);
select tests.use_fixture_catalogue();

-- The cast: Ada produces Alpha; Ben, Cleo, Dan and Eve work there; Gus is a guest.
select tests.create_user(name)
from unnest(array['ada', 'ben', 'cleo', 'dan', 'eve']) as name;
select tests.create_guest('gus', 'ada');
select tests.create_project('Alpha');
select tests.grant_role(name, 'Alpha', 'manager')
from unnest(array['ada', 'ben', 'cleo', 'dan', 'eve']) as name;

-- shape --------------------------------------------------------------------------
select throws_ok(
  $$ update stagedoor.user_accounts set account_status = 'boss'
     where id = tests.user_id('gus') $$,
  '23514', null, 'an account is a guest or verified (F63)'
);
select throws_ok(
  $$ update stagedoor.user_accounts set auth_user_id = tests.user_id('ada')
     where id = tests.user_id('gus') $$,
  '23514', null, 'a guest has no login'
);
select throws_ok(
  $$ update stagedoor.user_accounts set account_status = 'guest'
     where id = tests.user_id('ada') $$,
  '23514', null, 'a user with a login is no guest'
);
select throws_ok(
  $$ update stagedoor.user_accounts set email = 'Gus@example.test'
     where id = tests.user_id('gus') $$,
  '23514', null, 'addresses are kept in lower case'
);
select throws_ok(
  $$ update stagedoor.user_accounts set email = 'ab' where id = tests.user_id('gus') $$,
  '23514', null, 'an address has three characters at least'
);
select throws_ok(
  format('update stagedoor.user_accounts set %I = repeat(''x'', %s + 1)', name, length),
  '23514', null, format('%s is at most %s characters', name, length))
from (values ('fullname_first', 120), ('fullname_last', 120), ('phone_number', 40),
  ('notes', 4000)) as c (name, length);
select lives_ok(
  format('update stagedoor.user_accounts set %I = repeat(''x'', %s)', name, length),
  format('%s may be %s characters (control)', name, length))
from (values ('fullname_first', 120), ('fullname_last', 120), ('phone_number', 40),
  ('notes', 4000)) as c (name, length);
select throws_ok(
  $$ update stagedoor.user_accounts set claimed_as = id where id = tests.user_id('gus') $$,
  '23514', null, 'a guest is not claimed by itself'
);
select throws_ok(
  $$ update stagedoor.user_accounts set claimed_as = tests.user_id('ada')
     where id = tests.user_id('ben') $$,
  '23514', null, 'a user with a login is not claimed by another'
);
select throws_ok(
  $$ insert into stagedoor.account_aliases (former_id, user_id)
     values (tests.user_id('ada'), tests.user_id('ada')) $$,
  '23514', null, 'an alias names another account'
);

-- ensure_account -------------------------------------------------------------------
insert into auth.users (id, email, email_confirmed_at)
values (tests.id_for('new'), 'New@Example.test', now());
select is(
  (select count(*)::integer from stagedoor.user_accounts as a
   where a.id = tests.id_for('new')),
  0, 'an account does not appear by signing up');
select ok(stagedoor.ensure_account(tests.id_for('new')),
  'an account appears when it is needed');
select results_eq(
  $$ select a.account_status, a.email, a.auth_user_id = a.id
     from stagedoor.user_accounts as a where a.id = tests.id_for('new') $$,
  $$ values ('verified', 'new@example.test', true) $$,
  'a new account is verified and has the address of its login'
);
select ok(stagedoor.ensure_account(tests.id_for('new')),
  'ensure_account succeeds a second time');
select ok(not stagedoor.ensure_account(tests.id_for('nobody')),
  'an unknown id gets no account');
select ok(not stagedoor.ensure_account(null), 'a null id gets no account');
insert into auth.users (id, email, deleted_at)
values (tests.id_for('gone'), 'gone@example.test', now());
select ok(not stagedoor.ensure_account(tests.id_for('gone')),
  'a login that is marked as deleted gets no account');
select tests.create_user('anonymous', p_is_anonymous => true);
select ok(not stagedoor.ensure_account(tests.user_id('anonymous')),
  'an anonymous login gets no account');
select ok(stagedoor.ensure_account(tests.user_id('gus')),
  'a guest has an account without a login');

-- who can sign in --------------------------------------------------------------------
select tests.authenticate_as('ben');
select ok(public.can('document:view:all', tests.scope_id('Alpha')),
  'Ben holds his role before the ban (control)');
select tests.ban_user('ben');
select ok(not public.can('document:view:all', tests.scope_id('Alpha')),
  'a banned user holds nothing at the next statement (F95)');
select is(stagedoor.scopes_with('document:view:all'), '{}',
  'a banned user is let past by no policy');
select is_empty($$ select name from public.get_my_projects() $$,
  'a banned user has no projects');
select is(
  (public.get_my_session(tests.scope_id('Alpha')) -> 'permissions'), '[]',
  'a banned user has an empty session');
select is_empty(
  $$ select item_key from public.get_user_project_menu(
       tests.user_id('ben'), tests.scope_id('Alpha'))
     where can_access and required_permission_key is not null $$,
  'a banned user has a menu without keys');
select is(
  public.authorize('document:view:all', tests.scope_id('Alpha')) ->> 'remedy', 'sign_in',
  'a banned user is told to sign in');
select tests.ban_user('ben', now() - interval '1 second');
select ok(public.can('document:view:all', tests.scope_id('Alpha')),
  'an expired ban binds nobody');

select tests.authenticate_as('cleo');
select tests.clear_authentication();
update auth.users set is_anonymous = true where id = tests.user_id('cleo');
select tests.authenticate_as('cleo');
select ok(not public.can('document:view:all', tests.scope_id('Alpha')),
  'an anonymous login holds nothing (F95)');
select throws_ok(
  $$ select public.create_organization('Mine') $$, '42501', null,
  'an anonymous login creates no organization');

select tests.clear_authentication();
update auth.users set deleted_at = now() where id = tests.user_id('dan');
select tests.authenticate_as('dan');
select ok(not public.can('document:view:all', tests.scope_id('Alpha')),
  'a login that is marked as deleted holds nothing (F95)');

-- deleting a login -------------------------------------------------------------------
select tests.flush();
select tests.clear_authentication();
select lives_ok($$ select tests.delete_user('eve') $$,
  'the auth service deletes a login unhindered');
select results_eq(
  $$ select a.auth_user_id is null, a.deleted_at is not null, a.account_status
     from stagedoor.user_accounts as a where a.id = tests.user_id('eve') $$,
  $$ values (true, true, 'verified') $$,
  'the account of a deleted login stays, without a way in'
);
select results_eq(
  $$ select a.status, a.revoke_reason from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('eve') $$,
  $$ values ('Revoked', 'account deleted') $$,
  'accesses of a deleted login are revoked'
);
select ok(
  exists (select from stagedoor.event_queue as q
          where q.event = 'access.revoked' and q.subject_id = tests.user_id('eve')),
  'the revocation of a deleted login''s access is recorded'
);
select ok(not stagedoor.ensure_account(tests.user_id('eve')),
  'a deleted account is not opened again');

-- signing up again -------------------------------------------------------------------
select tests.create_user('eve_again', 'eve@example.test');
select tests.authenticate_as('eve_again');
select ok(not public.can('document:view:all', tests.scope_id('Alpha')),
  'signing up again under the same address inherits nothing (F95)');
select is(
  public.authorize('document:view:all', tests.scope_id('Alpha')) ->> 'reason',
  'unknown_scope', 'signing up again does not reveal the former project');
select is_empty($$ select name from public.get_my_projects() $$,
  'signing up again lists no project');
select is_empty($$ select id from stagedoor.user_accesses $$,
  'signing up again shows no former access');

-- an address that is not confirmed -----------------------------------------------------
select tests.clear_authentication();
select tests.create_user('impostor', 'ina@example.test', p_is_confirmed => false);
select is(stagedoor.confirmed_email(tests.user_id('impostor')), null,
  'an address counts only once it is confirmed');
select is(stagedoor.confirmed_email(tests.user_id('ada')), 'ada@example.test',
  'a confirmed address counts (control)');
select is(stagedoor.confirmed_email(tests.id_for('nobody')), null,
  'an unknown login has no confirmed address');

-- a failing close never stops the auth service -----------------------------------------
select ok(stagedoor.account_is_live(tests.user_id('ada')), 'a login is live (control)');
select ok(not stagedoor.account_is_live(null), 'a null account is not live');
select ok(not stagedoor.account_is_live(tests.user_id('gus')), 'a guest is not live');

select * from finish();
rollback;
