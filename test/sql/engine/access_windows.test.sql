-- Windows of accesses: what has expired can be given again, what is live is held once
-- (F19).
begin;
select plan(7);
select tests.use_fixture_catalogue();

select tests.create_user(name) from unnest(array['ada', 'ben']) as name;
select tests.create_project('Alpha');
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.freeze_time('2031-03-01 09:00+00');

select tests.authenticate_as('ada');
create function pg_temp.give(p_from timestamptz, p_until timestamptz) returns uuid
language sql as $$
  select public.grant_access(tests.user_id('ben'), tests.scope_id('Alpha'), 'role',
    'fellow', p_from, p_until)
$$;

select lives_ok(
  $$ select pg_temp.give(null, '2031-03-01 10:00+00') $$, 'an access until ten is granted');
select is(
  pg_temp.give(null, '2031-03-01 10:00+00'),
  (select id from stagedoor.user_accesses where user_id = tests.user_id('ben')),
  'F19: a grant repeated within its window returns the same access');
select throws_ok(
  $$ select pg_temp.give(null, null) $$, '23505', null,
  'an access without an end is refused while a live one stands');
select lives_ok(
  $$ select pg_temp.give('2031-03-01 10:00+00', '2031-03-01 11:00+00') $$,
  'F98: an access may begin when the live one ends');

select tests.clear_authentication();
select tests.freeze_time('2031-03-01 12:00+00');
select tests.authenticate_as('ada');
select lives_ok(
  $$ select pg_temp.give(null, null) $$, 'F19: an expired access is granted anew');

select tests.clear_authentication();
select lives_ok(
  $$ insert into stagedoor.user_accesses
       (user_id, scope_type, scope_id, grant_type, grant_id, valid_until)
     select tests.user_id('ben'), 'project', tests.scope_id('Alpha'), 'role', r.id,
       '2030-01-01 00:00+00'
     from stagedoor.permission_roles as r where r.role_key = 'fellow' $$,
  'an access that had ended before it was recorded stands beside others');
select is(
  (select count(*)::integer from stagedoor.user_accesses
   where user_id = tests.user_id('ben')),
  4, 'every access of the user is kept');

select * from finish();
rollback;
