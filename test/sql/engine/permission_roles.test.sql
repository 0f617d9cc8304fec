-- stagedoor.permission_roles, their links and inclusions, and grant_targets: what a role
-- grants (F5, F9, F10, F17, F93).
begin;
select plan(50);
select tests.use_fixture_catalogue();

-- The cast: Ada holds roles at Alpha of North.
select tests.create_user('ada');
select tests.create_project('Alpha', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_department('Camera', 'Alpha');
select tests.create_permission(key) from unnest(array[
  'props:one', 'props:two', 'props:three', 'props:view:all', 'props:view:assigned',
  'props:code']) as key;
insert into stagedoor.permission_implications (permission_key, implies_key) values
  ('props:one', 'props:two'), ('props:two', 'props:three'),
  ('props:view:all', 'props:view:assigned');

create function pg_temp.grants(p_role text, p_scope text default 'North')
returns text
language sql
security definer
as $$
  select concat_ws(' | ',
    'allow ' || nullif(array_to_string(t.allow_keys, ' '), ''),
    'own ' || nullif(array_to_string(t.own_keys, ' '), ''),
    'locked ' || nullif(array_to_string(t.locked_keys, ' '), ''),
    'deny ' || nullif(array_to_string(t.deny_keys, ' '), ''),
    'narrow ' || nullif(array_to_string(t.assigned_only, ', '), ''),
    'aal2 ' || nullif(array_to_string(t.step_up_keys, ' '), ''))
  from stagedoor.grant_targets as t where t.id = tests.role_id(p_role, p_scope)
$$;

-- closure ------------------------------------------------------------------------
select tests.create_role('allows', 'North', '{"props:one": "allow"}');
select is(pg_temp.grants('allows'), 'allow props:one props:three props:two',
  'a role grants what its keys imply (F3)');
select tests.create_role('owns', 'North', '{"props:one": "own"}');
select is(pg_temp.grants('owns'), 'own props:one props:three props:two',
  'an implication carries own');
select tests.create_role('locks', 'North', '{"props:one": "locked"}');
select is(pg_temp.grants('locks'), 'locked props:one props:three props:two',
  'an implication carries locked');
select tests.create_role('denies', 'North', '{"props:one": "deny"}');
select is(pg_temp.grants('denies'), 'deny props:one',
  'an implication never carries deny (F50)');
select tests.create_role('mixed', 'North', '{"props:one": "own", "props:two": "deny"}');
select is(pg_temp.grants('mixed'),
  'own props:one props:three props:two | deny props:two',
  'a stronger policy on an implied key stays');
select tests.create_role('narrow', 'North', '{"props:view:assigned": "allow"}');
select is(pg_temp.grants('narrow'),
  'allow props:view:assigned | narrow allow props:view:assigned',
  'a role tells its :assigned keys apart (F2)');
select tests.create_role('wide', 'North',
  '{"props:view:assigned": "allow", "props:view:all": "allow"}');
select is(pg_temp.grants('wide'), 'allow props:view:all props:view:assigned',
  'an :assigned key that an :all key implies is not told apart (F2)');
select tests.create_role('wide_own', 'North',
  '{"props:view:assigned": "allow", "props:view:all": "own"}');
select is(pg_temp.grants('wide_own'),
  'allow props:view:assigned | own props:view:all props:view:assigned'
  ' | narrow allow props:view:assigned',
  'an :assigned key is told apart for each policy');
select is(
  (select t.allow_keys from stagedoor.grant_targets as t
   where t.id = tests.permission_id('props:one')),
  '{props:one,props:three,props:two}', 'a single permission grants what it implies (F18)');

-- changes are seen at once ---------------------------------------------------------
insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
values (tests.role_id('allows', 'North'), tests.permission_id('props:view:all'), 'own');
select is(pg_temp.grants('allows'),
  'allow props:one props:three props:two | own props:view:all props:view:assigned',
  'a new link is granted at once');
update stagedoor.permission_role_links set policy = 'locked'
where permission_role_id = tests.role_id('allows', 'North')
  and permission_id = tests.permission_id('props:view:all');
select is(pg_temp.grants('allows'),
  'allow props:one props:three props:two | locked props:view:all props:view:assigned',
  'a changed link is granted as it is now');
delete from stagedoor.permission_role_links
where permission_role_id = tests.role_id('allows', 'North')
  and permission_id = tests.permission_id('props:view:all');
select is(pg_temp.grants('allows'), 'allow props:one props:three props:two',
  'a deleted link is not granted');
update stagedoor.permissions set requires_aal2 = true where permission_key = 'props:three';
select is(pg_temp.grants('allows'),
  'allow props:one props:three props:two | aal2 props:three',
  'a key that comes to need a second factor is marked (F102)');
update stagedoor.permissions set permission_key = 'props:four'
where permission_key = 'props:three';
select is(pg_temp.grants('allows'),
  'allow props:four props:one props:two | aal2 props:four',
  'a key that is renamed is granted by its new name');

-- inclusion ----------------------------------------------------------------------
select tests.create_role('includes', 'Alpha', '{"rota:view": "allow"}');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
values (tests.role_id('includes', 'Alpha'), tests.role_id('owns', 'North'));
select is(pg_temp.grants('includes', 'Alpha'),
  'allow rota:view | own props:four props:one props:two | aal2 props:four',
  'a role grants what the role that it includes grants');
insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
values (tests.role_id('owns', 'North'), tests.permission_id('props:code'), 'deny');
select is(pg_temp.grants('includes', 'Alpha'),
  'allow rota:view | own props:four props:one props:two | deny props:code'
  ' | aal2 props:four',
  'a role grants what its included role grants later on');
select throws_ok(
  $$ insert into stagedoor.role_includes
     values (tests.role_id('wide', 'North'), tests.role_id('wide', 'North')) $$,
  '23514', null, 'a role does not include itself'
);
select throws_ok(
  $$ insert into stagedoor.role_includes
     values (tests.role_id('owns', 'North'), tests.role_id('includes', 'Alpha')) $$,
  '23514', null, 'two roles do not include each other'
);
select throws_ok(
  $$ insert into stagedoor.role_includes
     values (tests.role_id('wide', 'North'), tests.role_id('includes', 'Alpha')) $$,
  '23514', null, 'a role that includes others is not included'
);
select throws_ok(
  $$ insert into stagedoor.role_includes
     values (tests.role_id('owns', 'North'), tests.role_id('wide', 'North')) $$,
  '23514', null, 'a role that is included does not include others'
);
select tests.create_role('foreign', 'Gamma', '{}');
select throws_ok(
  $$ insert into stagedoor.role_includes
     values (tests.role_id('wide', 'North'), tests.role_id('foreign', 'Gamma')) $$,
  '23514', null, 'a role of another tenant is not included'
);
select tests.create_role('below', 'Alpha', '{}');
select throws_ok(
  $$ insert into stagedoor.role_includes
     values (tests.role_id('wide', 'North'), tests.role_id('below', 'Alpha')) $$,
  '23514', null, 'a role from further down is not included'
);
select lives_ok(
  $$ insert into stagedoor.role_includes
     values (tests.role_id('below', 'Alpha'), tests.role_id('fellow')) $$,
  'a built-in role is included (control)'
);
-- No call changes an inclusion or a link in place; the owner of the database may.
select throws_ok(
  $$ update stagedoor.role_includes
     set included_role_id = tests.role_id('includes', 'Alpha')
     where permission_role_id = tests.role_id('below', 'Alpha') $$,
  '23514', null, 'an inclusion does not change to a role that includes others'
);
update stagedoor.role_includes set included_role_id = tests.role_id('narrow', 'North')
where permission_role_id = tests.role_id('below', 'Alpha');
select is(pg_temp.grants('below', 'Alpha'),
  'allow props:view:assigned | narrow allow props:view:assigned',
  'an inclusion that changes is granted as it is now');
update stagedoor.role_includes set permission_role_id = tests.role_id('locks', 'North')
where permission_role_id = tests.role_id('below', 'Alpha');
select is(pg_temp.grants('below', 'Alpha'), '',
  'an inclusion that moves to another role leaves nothing behind');
select tests.create_role('moves', 'North', '{"props:code": "deny"}');
update stagedoor.permission_role_links
set permission_role_id = tests.role_id('below', 'Alpha')
where permission_role_id = tests.role_id('moves', 'North');
select is(pg_temp.grants('below', 'Alpha'), 'deny props:code',
  'a link that moves to another role is granted there');
select is(pg_temp.grants('moves'), '', 'a link that moves is granted no more where it was');
delete from stagedoor.role_includes
where permission_role_id = tests.role_id('includes', 'Alpha');
select is(pg_temp.grants('includes', 'Alpha'), 'allow rota:view',
  'an inclusion that goes takes its keys along');

-- tenants ------------------------------------------------------------------------
select throws_ok(
  $$ select tests.give('ada', 'Gamma', 'role', tests.role_id('wide', 'North')) $$,
  '23514', null, 'a role of a tenant is not granted in another (F93)'
);
select throws_ok(
  $$ select tests.give('ada', 'North', 'role', tests.role_id('below', 'Alpha')) $$,
  '23514', null, 'a role of a tenant is not granted above its own scope (F93)'
);
select lives_ok(
  $$ select tests.give('ada', 'Alpha', 'role', tests.role_id('below', 'Alpha')) $$,
  'a role of a tenant is granted at its scope (control)'
);
select lives_ok(
  $$ select tests.give('ada', 'Camera', 'role', tests.role_id('below', 'Alpha')) $$,
  'a role of a tenant is granted below its scope (control)'
);
select throws_ok(
  $$ insert into stagedoor.permission_roles (role_key, name, description, scope_id)
     values ('wide', 'Wide', '', tests.scope_id('North')) $$,
  '23505', null, 'a key stands for one role of a scope'
);
select lives_ok(
  $$ insert into stagedoor.permission_roles (role_key, name, description, scope_id)
     values ('wide', 'Wide', '', tests.scope_id('South')) $$,
  'a key stands for another role of another tenant (control)'
);
select throws_ok(
  $$ insert into stagedoor.permission_roles (role_key, name, description)
     values ('manager', 'Manager', '') $$,
  '23505', null, 'a built-in key stands for one role'
);
select throws_ok(
  format($$ insert into stagedoor.permission_roles (role_key, name, description)
            values (%L, 'Role', '') $$, key),
  '23514', null, format('%L is no role key', key))
from unnest(array['', 'Manager', 'line manager', '2nd', 'role-', repeat('x', 61)]) as key;
select throws_ok(
  $$ insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
     values (tests.role_id('wide', 'North'), tests.permission_id('props:one'), 'maybe') $$,
  '23514', null, 'a policy is allow, own, locked or deny (F50)'
);
select throws_ok(
  $$ insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
     values (tests.role_id('allows', 'North'), tests.permission_id('props:one'), 'deny') $$,
  '23505', null, 'a role holds a permission by one policy'
);

-- ending -------------------------------------------------------------------------
select throws_ok(
  $$ update stagedoor.permission_roles set deleted_at = now()
     where id = tests.role_id('manager') $$,
  '23514', null, 'a built-in role is not deleted'
);
select tests.grant_role('ada', 'Alpha', 'allows');
select tests.authenticate_as('ada');
select ok(public.can('props:one', tests.scope_id('Alpha')), 'a role counts (control)');
select tests.clear_authentication();
create temporary table deleted as select tests.role_id('allows', 'North') as id;
update stagedoor.permission_roles set deleted_at = now()
where id in (select id from deleted);
select tests.authenticate_as('ada');
select ok(not public.can('props:one', tests.scope_id('Alpha')),
  'a deleted role grants nothing at the next statement (F95)');
select tests.clear_authentication();
select tests.create_role('allows', 'North', '{}');
select pass('the key of a deleted role is free again');
select tests.flush();
delete from stagedoor.permission_roles where id in (select id from deleted);
select is_empty(
  $$ select from stagedoor.grant_targets as t join deleted as d on d.id = t.id
     union all
     select from stagedoor.user_accesses as a join deleted as d on d.id = a.grant_id $$,
  'a role that is removed leaves neither a target nor an access behind'
);
select ok(
  not exists (
    select from stagedoor.grant_targets as t
    where not exists (select from stagedoor.permission_roles as r where r.id = t.id)
      and not exists (select from stagedoor.permissions as p where p.id = t.id)),
  'every target is a role or a permission'
);

select * from finish();
rollback;
