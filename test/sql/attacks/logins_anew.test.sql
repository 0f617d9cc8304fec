-- Attacks and accidents: logins that are deleted and made anew, or deleted softly (F82, F95).
begin;
select plan(15);
select tests.use_fixture_catalogue();

-- The cast: Pat produces Alpha, where Ned works until his login is deleted and made anew.
select tests.create_user(n) from unnest(array['pat', 'ned', 'eve', 'guest_maker']) as n;
select tests.create_project('Alpha', 'North');
select tests.grant_role('pat', 'Alpha', 'manager'), tests.grant_role('ned', 'Alpha', 'fellow'),
  tests.grant_role('eve', 'Alpha', 'fellow');
create function pg_temp.gives(p_name text) returns text language plpgsql as $$
begin
  perform tests.authenticate_as('pat');
  perform public.grant_access(
    tests.id_for(p_name), tests.scope_id('Alpha'), 'role', 'head');
  return 'done';
exception
  when others then return sqlstate;
end;
$$;
create function pg_temp.works(p_name text) returns boolean language plpgsql as $$
begin
  perform tests.speak('authenticated', jsonb_build_object(
    'sub', tests.id_for(p_name), 'role', 'authenticated'));
  return public.can('rota:view', tests.scope_id('Alpha'));
end;
$$;
create function pg_temp.creates(p_name text) returns text language plpgsql as $$
begin
  perform tests.speak('authenticated', jsonb_build_object(
    'sub', tests.id_for(p_name), 'role', 'authenticated'));
  perform public.create_organization('Mine');
  return 'done';
exception
  when others then return sqlstate;
end;
$$;
create function pg_temp.signs_up_anew(p_name text) returns void
language sql security definer as $$
  insert into auth.users (id, email, email_confirmed_at, created_at, updated_at)
  values (tests.id_for(p_name), 'anew@example.test', now(), now(), now())
$$;

select ok(pg_temp.works('ned'), 'F95: a user works in the project (control)');
select tests.clear_authentication();
delete from auth.users where id = tests.id_for('ned');
select is(pg_temp.gives('ned'), 'PT404', 'F95: a login that is deleted is given nothing');
select is(pg_temp.creates('ned'), '42501', 'F95: a login that is deleted creates nothing');
select tests.clear_authentication();
select pg_temp.signs_up_anew('ned');
savepoint anew;
select ok(not pg_temp.works('ned'),
  'F95: a login that is made anew does not hold what the old one held');
select is(pg_temp.creates('ned'), 'done', 'F95: a login that is made anew creates its own');
select ok(not pg_temp.works('ned'),
  'F95: an account that is opened again holds nothing of before');
rollback to anew;
select is(pg_temp.gives('ned'), 'done', 'F95: a login that is made anew is given access');
select ok(pg_temp.works('ned'), 'F95: a login that is made anew works where it was given access');
select tests.clear_authentication();
select results_eq(
  $$ select a.auth_user_id, a.deleted_at is null, a.email from stagedoor.user_accounts as a
     where a.id = tests.id_for('ned') $$,
  $$ values (tests.id_for('ned'), true, 'anew@example.test') $$,
  'F95: an account that is opened again has its login and the address of today');

-- closed by its owner --------------------------------------------------------------------------
select tests.authenticate_as('eve');
select lives_ok('select public.delete_my_account()', 'F73: a user closes their account');
select is(pg_temp.gives('eve'), 'PT404',
  'F73: an account that its owner closed stays closed while the login is there');
select is(pg_temp.creates('eve'), '42501', 'F73: an account that its owner closed does nothing');

-- deleted softly -------------------------------------------------------------------------------
select tests.clear_authentication();
update auth.users set deleted_at = now() where id = tests.id_for('guest_maker');
select is(pg_temp.gives('guest_maker'), 'PT404',
  'F95: a login that is deleted softly is given nothing');
select tests.clear_authentication();
update auth.users set deleted_at = null where id = tests.id_for('guest_maker');
select is(pg_temp.gives('guest_maker'), 'done',
  'F95: a login that is not deleted any more is given access (control)');
select tests.clear_authentication();
select tests.create_guest('gus', 'pat');
select is(pg_temp.gives('gus'), 'done', 'F81: a guest without a login is given access (control)');

select * from finish();
rollback;
