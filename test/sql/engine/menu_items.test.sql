-- stagedoor.menu_items: built in or a tenant's own, and never in a circle (F12, F13).
begin;
select plan(57);
select tests.use_fixture_catalogue();

-- The cast: Ada produces Alpha of North, Gil produces Gamma of South.
select tests.create_user(name) from unnest(array['ada', 'gil', 'eve']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South');
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.grant_role('gil', 'Gamma', 'manager');

create function pg_temp.add(
  p_key text, p_scope text default null, p_parent text default null,
  p_path text default '/x', p_label text default 'X', p_icon text default null)
returns uuid language sql as $$
  insert into stagedoor.menu_items (scope_id, item_key, label, path, icon, parent_id)
  values (
    case when p_scope is not null then tests.scope_id(p_scope) end, p_key, p_label, p_path,
    p_icon, (select m.id from stagedoor.menu_items as m where m.item_key = p_parent))
  returning id
$$;

-- shape --------------------------------------------------------------------------
select throws_ok(format('select pg_temp.add(%L)', key), '23514', null,
  format('%L is no item key', key))
from unnest(array['', 'Props', 'props.', '.props', 'props..list', 'props list',
  repeat('x', 81)]) as key;
select lives_ok($$ select pg_temp.add('props.list_2') $$,
  'an item key is words with points (control)');
select throws_ok(format('select pg_temp.add(''bad'', p_path => %L)', path), '23514', null,
  format('the path %L leads out of the application', path))
from unnest(array['props', 'https://example.test', '//example.test', 'javascript:alert(1)',
  '/' || repeat('x', 300), '/\example.test', '\/example.test', E'/\t/example.test',
  E'/\n/example.test', E'\t/example.test', E'/x\ry', '/ /example.test', '/x//example.test',
  '/..//example.test', '/.//example.test', '/../x', '/x/..', '/x/.', '/%2e%2E/x', '/x/.?y',
  '/x/..#y', E'/x\u0001']) as path;
select lives_ok(format('select pg_temp.add(''good.%s'', p_path => %L)', chr(96 + n::integer), path),
  format('the path %L stays within the application (control)', path))
from unnest(array['/x/y', '/x?next=https://example.test//y', '/x#//y', '/.well-known/x',
  '/x/..y', '/x/:id', '/überblick']) with ordinality as p (path, n);
select lives_ok($$ select pg_temp.add('root', p_path => '/') $$,
  'the path / stays within the application (control)');
select throws_ok($$ select pg_temp.add('bad', p_label => '') $$, '23514', null,
  'an item has a label');
select throws_ok($$ select pg_temp.add('bad', p_icon => '') $$, '23514', null,
  'an icon has a name');
select throws_ok(
  $$ insert into stagedoor.menu_items (item_key, label, path, required_permission_key)
     values ('bad', 'X', '/x', 'props:none') $$,
  '23503', null, 'an item asks for a key that exists'
);
select throws_ok($$ select pg_temp.add('documents') $$, '23505', null,
  'a built-in key stands for one item');
select lives_ok($$ select pg_temp.add('documents', 'Alpha') $$,
  'a tenant may use a built-in key for an item of its own');
delete from stagedoor.menu_items where scope_id is not null;

-- parents ------------------------------------------------------------------------
select pg_temp.add('of_north', 'North');
select pg_temp.add('of_alpha', 'Alpha', 'of_north');
select pg_temp.add('of_gamma', 'Gamma', 'rota');
select pass('an item hangs below a built-in one, or one of its tenant (control)');
select throws_ok($$ select pg_temp.add('bad', 'Alpha', 'of_gamma') $$, '23514', null,
  'an item does not hang below one of another tenant');
select throws_ok($$ select pg_temp.add('bad', 'North', 'of_alpha') $$, '23514', null,
  'an item does not hang below one from further down');
select throws_ok($$ select pg_temp.add('bad', null, 'of_north') $$, '23514', null,
  'a built-in item does not hang below a tenant''s');
select throws_ok(
  $$ update stagedoor.menu_items set parent_id = id where item_key = 'of_north' $$,
  '23514', null, 'an item does not hang below itself'
);
select throws_ok(
  $$ update stagedoor.menu_items
     set parent_id = (select m.id from stagedoor.menu_items as m
                      where m.item_key = 'rota.plan')
     where item_key = 'rota' $$,
  '23514', null, 'an item does not hang below an item that hangs below it'
);

-- who is told ----------------------------------------------------------------------
create function pg_temp.told(p_scope uuid) returns setof text language sql as $$
  select m.item_key from public.get_user_project_menu(auth.uid(), p_scope) as m
  where m.item_key like 'of\_%'
$$;
select tests.authenticate_as('ada');
select set_eq($$ select pg_temp.told(tests.scope_id('Alpha')) $$,
  array['of_north', 'of_alpha'], 'a member is told the items of the project and above it');
select is_empty($$ select pg_temp.told(tests.scope_id('Beta')) $$,
  'a member is not told the items of another project');
select is_empty($$ select pg_temp.told(tests.scope_id('Gamma')) $$,
  'a member is not told the items of another tenant');
select is(
  (select count(*)::integer
   from public.get_user_project_menu(auth.uid(), tests.scope_id('Gamma')) as m),
  (select count(*)::integer
   from public.get_user_project_menu(auth.uid(), gen_random_uuid()) as m),
  'a foreign project has as many items as one that does not exist (F13)'
);
select tests.authenticate_as('eve');
select is_empty($$ select pg_temp.told(tests.scope_id('Alpha')) $$,
  'a stranger is told no item of a tenant');
select set_eq(
  $$ select m.item_key from public.get_user_project_menu(
       auth.uid(), tests.scope_id('Alpha')) as m where m.can_access $$,
  $$ select m.item_key from stagedoor.menu_items as m
     where m.scope_id is null and m.required_permission_key is null $$,
  'a stranger opens the items that ask for no key (F14)'
);

-- what is switched off ---------------------------------------------------------------
select tests.clear_authentication();
update stagedoor.menu_items set is_active = false where item_key = 'of_north';
select tests.authenticate_as('ada');
select set_eq($$ select pg_temp.told(tests.scope_id('Alpha')) $$,
  array['of_alpha'], 'an item that is switched off is not told (F25)');
select tests.clear_authentication();
delete from stagedoor.menu_items where item_key = 'of_north';
select is_empty($$ select from stagedoor.menu_items as m where m.item_key = 'of_alpha' $$,
  'an item that goes takes along what hangs below it');

select * from finish();
rollback;
