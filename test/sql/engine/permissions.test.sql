-- stagedoor.permissions and permission_implications: keys and which carries which (F1, F3).
begin;
select plan(59);

-- The cast: Ada holds single keys at Alpha.
select tests.create_user('ada');
select tests.create_project('Alpha');

-- grammar ------------------------------------------------------------------------
insert into stagedoor.permission_modules (module, label, position)
values ('props', 'Props', 900), ('x2_', 'Odd', 901);
create function pg_temp.add(p_key text)
returns void
language sql
as $$
  insert into stagedoor.permissions (permission_key, description)
  values (p_key, 'For a test')
$$;

select lives_ok(format('select pg_temp.add(%L)', key), format('%s is a key (F1)', key))
from unnest(array[
  'props:view', 'props:view:all', 'props:view:assigned', 'x2_:v_2', 'props:all',
  'props:assigned:all']) as key;
select throws_ok(
  format('select pg_temp.add(%L)', key), '23514', null,
  format('%s is no key (F1)', to_json(key)))
from unnest(array[
  '', 'props', 'props:', ':view', 'props:view:', 'props:view:some', 'props:view:all:all',
  'Props:view', 'props:View', 'props:view:ALL', 'props:view ', ' props:view', 'props: view',
  'props:*', '*:view', 'props:view:*', 'props.view', 'props-view', '2props:view',
  'props:2view', '_props:view', E'props:view\n', E'props:view\nprops:edit',
  'props:v' || chr(1110) || 'ew', 'prop' || chr(1109) || ':view',
  'props:view' || chr(8203), 'props:view' || chr(160), 'props' || chr(65306) || 'view'
]) as key;
select throws_ok(
  $$ select pg_temp.add('props:view') $$, '23505', null, 'a key exists once'
);
select throws_ok(
  $$ select pg_temp.add('unknown_module:view') $$, '23503', null,
  'a key belongs to a module that exists (F4)'
);
select results_eq(
  $$ select p.module, p.action, p.scope from stagedoor.permissions as p
     where p.permission_key in ('props:view', 'props:view:assigned')
     order by p.permission_key $$,
  $$ values ('props', 'view', null), ('props', 'view', 'assigned') $$,
  'a key is taken apart into module, action and modifier'
);
select throws_ok(
  $$ update stagedoor.permissions set module = 'budget'
     where permission_key = 'props:view' $$,
  '428C9', null, 'the module of a key is not written by hand'
);

-- look-alikes hold nothing -----------------------------------------------------------
select tests.grant_key('ada', 'Alpha', 'props:view');
select tests.authenticate_as('ada');
select ok(public.can('props:view', tests.scope_id('Alpha')), 'a key is held (control)');
select ok(
  not public.can(key, tests.scope_id('Alpha')),
  format('a holder of props:view does not hold %L (F1)', key))
from unnest(array[
  'PROPS:VIEW', 'props:view ', 'props:*', 'props:view:all', '%', '.*']) as key;
select ok(not public.can(null, tests.scope_id('Alpha')), 'a null key is not held');
select tests.clear_authentication();

-- implications -------------------------------------------------------------------
select tests.create_permission(key) from unnest(array[
  'props:one', 'props:two', 'props:three', 'props:four']) as key;
insert into stagedoor.permission_implications (permission_key, implies_key) values
  ('props:one', 'props:two'), ('props:two', 'props:three');
select tests.grant_key('ada', 'Alpha', 'props:one');
select tests.authenticate_as('ada');
select ok(public.can('props:three', tests.scope_id('Alpha')),
  'implications are closed transitively (F3)');
select ok(not public.can('props:four', tests.scope_id('Alpha')),
  'implications carry no other key (control)');
select tests.clear_authentication();
select throws_ok(
  $$ insert into stagedoor.permission_implications values ('props:one', 'props:one') $$,
  '23514', null, 'a key does not imply itself'
);
select throws_ok(
  $$ insert into stagedoor.permission_implications values ('props:two', 'props:one') $$,
  '23514', null, 'two keys do not imply each other'
);
select throws_ok(
  $$ insert into stagedoor.permission_implications values ('props:three', 'props:one') $$,
  '23514', null, 'three keys do not imply each other in a ring'
);
select throws_ok(
  $$ update stagedoor.permission_implications
     set implies_key = 'props:one' where permission_key = 'props:two' $$,
  '23514', null, 'a changed implication does not close a ring'
);
select lives_ok(
  $$ insert into stagedoor.permission_implications values ('props:one', 'props:three') $$,
  'a second way to the same key is no ring (control)'
);
update stagedoor.permission_implications set implies_key = 'props:four'
where permission_key = 'props:one' and implies_key = 'props:three';
select tests.authenticate_as('ada');
select ok(public.can('props:four', tests.scope_id('Alpha')),
  'an implication that changes counts as it is now');
select tests.clear_authentication();
update stagedoor.permission_implications set implies_key = 'props:three'
where implies_key = 'props:four';
delete from stagedoor.permission_implications where permission_key = 'props:two';
select tests.authenticate_as('ada');
select ok(public.can('props:three', tests.scope_id('Alpha')),
  'one of two ways to a key is enough');
select tests.clear_authentication();
delete from stagedoor.permission_implications where permission_key = 'props:one';
select tests.authenticate_as('ada');
select ok(not public.can('props:three', tests.scope_id('Alpha')),
  'a deleted implication carries nothing at the next statement (F95)');
select tests.clear_authentication();
select throws_ok(
  $$ insert into stagedoor.permission_implications values ('props:one', 'props:nothing') $$,
  '23503', null, 'an implication names keys that exist'
);

-- going --------------------------------------------------------------------------
create temporary table gone as select tests.create_permission('props:gone') as id;
select isnt_empty(
  $$ select from stagedoor.grant_targets as t where t.id = (select id from gone) $$,
  'a key is a grant target'
);
delete from stagedoor.permissions where permission_key = 'props:gone';
select is_empty(
  $$ select from stagedoor.grant_targets as t where t.id = (select id from gone) $$,
  'a deleted key is no grant target'
);
select * from finish();
rollback;
