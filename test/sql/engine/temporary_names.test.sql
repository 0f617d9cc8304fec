-- Temporary names: what a session puts into pg_temp is never met inside a definer.
begin;
select plan(5);
select tests.use_fixture_catalogue();

select tests.create_user('sarah');
select tests.create_project('Alpha');
select tests.grant_role('sarah', 'Alpha', 'manager');
create table public.overheard (who text);
grant select, insert on public.overheard to public;
select set_config('test.alpha', tests.scope_id('Alpha')::text, true),
  set_config('test.sarah', tests.user_id('sarah')::text, true);

-- The attack: types and catalogue tables of one's own, which an empty search_path finds
-- first.
select tests.authenticate_as('sarah');
create function pg_temp.overhear() returns boolean language plpgsql as $$
begin
  insert into public.overheard values (current_user);
  return true;
end;
$$;
create domain pg_temp.uuid as pg_catalog.uuid check (pg_temp.overhear());
create domain pg_temp.text as pg_catalog.text check (pg_temp.overhear());
create domain pg_temp.jsonb as pg_catalog.jsonb check (pg_temp.overhear());
create temporary view pg_roles as
  select 'authenticated'::pg_catalog.name as rolname, true as rolsuper,
    0::pg_catalog.oid as oid;

select lives_ok(
  $$ select public.get_my_projects(),
       public.get_my_session(current_setting('test.alpha')::pg_catalog.uuid),
       public.authorize('document:view:all', current_setting('test.alpha')::pg_catalog.uuid),
       stagedoor.scopes_with('document:view:all') $$,
  'a session with types of its own is served'
);
select lives_ok(
  $$ select public.grant_access(
       current_setting('test.sarah')::pg_catalog.uuid,
       current_setting('test.alpha')::pg_catalog.uuid, 'permission', 'document:view:all') $$,
  'a session with types of its own may do what its user may (control)'
);
select set_config('request.jwt.claims', '', true);
select throws_ok(
  $$ select public.grant_access(
       current_setting('test.sarah')::pg_catalog.uuid,
       current_setting('test.alpha')::pg_catalog.uuid, 'role', 'manager') $$,
  '42501', null, 'F94: a view named pg_roles makes nobody the service'
);
select is_empty(
  $$ select who from public.overheard where who <> 'authenticated' $$,
  'F94: no type of the session ran inside a definer'
);
select isnt_empty(
  $$ select pg_temp.overhear() $$, 'the types of the session are there (control)');

select * from finish();
rollback;
