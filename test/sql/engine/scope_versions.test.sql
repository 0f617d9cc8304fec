-- stagedoor.scope_versions: a number per scope that never misses a change (F114).
begin;
select plan(33);
select tests.use_fixture_catalogue();

-- The cast: Ada produces Alpha of North; Ben works there now and then.
select tests.create_user(name) from unnest(array['ada', 'ben']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_organization('South');
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.flush();

create temporary table seen as
select s.name, stagedoor.access_version(s.path) as version from stagedoor.scopes as s;

-- Where the version grew since the last look, after what a commit does; a fall is told.
create function pg_temp.grown()
returns text
language plpgsql
security definer
as $$
declare
  v_grown text;
begin
  perform tests.flush();
  with now as (
    select s.name, stagedoor.access_version(s.path) as version from stagedoor.scopes as s
  )
  select coalesce(string_agg(
    case when n.version < b.version then 'FALL ' else '' end || n.name, ' '
    order by n.name),
    'nowhere')
  into v_grown
  from now as n
  join seen as b on b.name = n.name
  where n.version <> b.version;
  delete from seen;
  insert into seen
  select s.name, stagedoor.access_version(s.path) from stagedoor.scopes as s;
  return v_grown;
end;
$$;

select is(pg_temp.grown(), 'nowhere', 'a version stays while nothing happens');

select tests.grant_role('ben', 'Beta', 'fellow');
select is(pg_temp.grown(), 'Beta', 'a grant raises the version of its project only');
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('ben');
select is(pg_temp.grown(), 'Beta', 'a revocation raises the version of its project');
create temporary table waiting as
select tests.grant_role('ben', 'Beta', 'clerk', p_status => 'Invited') as id;
select is(pg_temp.grown(), 'Beta',
  'an invitation raises the version: the reason of a refusal changes');
update stagedoor.user_accesses set status = 'Active' where id in (select id from waiting);
select is(pg_temp.grown(), 'Beta', 'an acceptance raises the version');
select tests.grant_key('ben', 'Camera', 'document:view:all');
select is(pg_temp.grown(), 'Alpha Camera',
  'a grant on a department raises its project too, whose menu shows it');
select tests.grant_key('ben', 'North', 'document:view:all');
select is(pg_temp.grown(), 'Alpha Beta Camera North',
  'a grant on an organization raises all below it');
select tests.delegate('ada', 'ben', 'Alpha', 'document:create');
select is(pg_temp.grown(), 'Alpha Camera', 'a delegation raises its project');
select tests.elevate('ben', '00000000-0000-4000-8000-000000000001', 'Alpha');
select is(pg_temp.grown(), 'Alpha Camera', 'an elevation that begins raises its scope');
select stagedoor.end_elevations(tests.user_id('ben'), tests.scope_id('Alpha'), 'test');
select is(pg_temp.grown(), 'Alpha Camera', 'an elevation that ends raises its scope');

-- roles and the catalogue ----------------------------------------------------------------
select tests.create_role('of_alpha', 'Alpha', '{"document:create": "allow"}');
select is(pg_temp.grown(), 'Alpha Camera', 'a role of a tenant raises its scope');
update stagedoor.permission_role_links set policy = 'own'
where permission_role_id = tests.role_id('of_alpha', 'Alpha');
select is(pg_temp.grown(), 'Alpha Camera',
  'a changed link of a tenant''s role raises its scope');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('of_alpha', 'Alpha'), tests.role_id('fellow'));
select is(pg_temp.grown(), 'Alpha Camera', 'an inclusion raises the scope of its role');
update stagedoor.permission_roles set deleted_at = now()
where id = tests.role_id('of_alpha', 'Alpha');
select is(pg_temp.grown(), 'Alpha Camera', 'a deleted role raises its scope');
select tests.create_permission('props:view');
select is(pg_temp.grown(), 'Alpha Beta Camera North South', 'a new key raises every scope');
insert into stagedoor.permission_implications values ('props:view', 'rota:view');
select is(pg_temp.grown(), 'Alpha Beta Camera North South',
  'a new implication raises every scope');
update stagedoor.permission_role_links set policy = 'own'
where permission_role_id = tests.role_id('fellow')
  and permission_id = tests.permission_id('rota:view');
select is(pg_temp.grown(), 'Alpha Beta Camera North South',
  'a link of a built-in role raises every scope');
insert into stagedoor.menu_items (item_key, label, path)
values ('props', 'Props', '/props');
select is(pg_temp.grown(), 'Alpha Beta Camera North South',
  'a built-in menu item raises every scope');
insert into stagedoor.menu_items (scope_id, item_key, label, path)
values (tests.scope_id('Beta'), 'props', 'Props', '/props');
select is(pg_temp.grown(), 'Beta', 'a menu item of a tenant raises its scope');

-- scopes ---------------------------------------------------------------------------
select tests.archive('Alpha');
select is(pg_temp.grown(), 'Alpha Camera', 'archiving a scope raises all below it');
update stagedoor.scopes set archived_at = null where id = tests.scope_id('Alpha');
select is(pg_temp.grown(), 'Alpha Camera', 'restoring a scope raises all below it');
select tests.grant_key('ada', 'North', key)
from unnest(array['document:create', 'sheet:view', 'sheet:upload']) as key;
select pg_temp.grown();
select ok(
  (select stagedoor.access_version(s.path) from stagedoor.scopes as s
   where s.name = 'North')
    > (select stagedoor.access_version(s.path) from stagedoor.scopes as s
       where s.name = 'South'),
  'North has seen more changes than South'
);
update stagedoor.scopes set parent_id = tests.scope_id('South')
where id = tests.scope_id('Alpha');
select is(pg_temp.grown(), 'Alpha Camera',
  'a move below a quieter parent raises the version');
update stagedoor.scopes set parent_id = tests.scope_id('North')
where id = tests.scope_id('Alpha');
select is(pg_temp.grown(), 'Alpha Camera', 'a move back raises the version');

-- people ---------------------------------------------------------------------------
select tests.delete_user('ben');
select ok(pg_temp.grown() ~ 'Alpha.*Camera',
  'a deleted login raises the scopes where it had access');

-- what a rolled-back part did ----------------------------------------------------------
savepoint tried;
select tests.grant_role('ada', 'Beta', 'manager');
rollback to savepoint tried;
select is(pg_temp.grown(), 'nowhere', 'a rolled-back change raises no version');

-- whom it is told ------------------------------------------------------------------
select tests.create_user('eve');
select tests.authenticate_as('ada');
select ok(public.get_access_version(tests.scope_id('Alpha')) > 0,
  'a member is told the version');
select is(
  (public.authorize('document:view:all', tests.scope_id('Alpha')) ->> 'version')::bigint,
  public.get_access_version(tests.scope_id('Alpha')),
  'authorize() tells the same version'
);
select is(
  (public.get_my_session(tests.scope_id('Alpha')) ->> 'version')::bigint,
  public.get_access_version(tests.scope_id('Alpha')),
  'get_my_session tells the same version'
);
select tests.authenticate_as('eve');
select is(public.get_access_version(tests.scope_id('Alpha')), null,
  'a stranger is told no version');
select is(public.get_access_version('00000000-0000-4000-8000-00000000dead'), null,
  'an unknown scope has no version');
select is(public.get_my_session(tests.scope_id('Alpha')) ->> 'version', null,
  'a stranger''s session has no version');
select tests.authenticate_as_anon();
select throws_ok($$ select public.get_access_version(tests.scope_id('Alpha')) $$,
  '42501', null, 'anon does not call get_access_version()');

select * from finish();
rollback;
