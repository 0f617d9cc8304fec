-- A catalogue to test with: what the engine's own tests speak of, whatever parts are there.

create or replace function tests.use_fixture_catalogue()
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- Replaces the catalogue, before anything is granted. Its triggers rest meanwhile: the
-- rows say in one go what hundreds of events would.
declare
  v_table text;
  v_tables text[] := array['permissions', 'permission_implications', 'permission_roles',
    'permission_role_links', 'role_includes', 'menu_items', 'scope_types'];
begin
  foreach v_table in array v_tables loop
    execute format('alter table stagedoor.%I disable trigger user', v_table);
  end loop;
  delete from stagedoor.menu_items;
  delete from stagedoor.separation_rules;
  delete from stagedoor.permission_roles as r where r.role_key <> 'owner';
  delete from stagedoor.permissions as p
  where p.module not in ('project', 'access', 'role', 'menu', 'audit');
  delete from stagedoor.permission_modules as m
  where m.module not in ('project', 'access', 'role', 'menu', 'audit');
  delete from stagedoor.grant_targets as t
  where not exists (select from stagedoor.permissions as p where p.id = t.id)
    and not exists (select from stagedoor.permission_roles as r where r.id = t.id);

  insert into stagedoor.permission_modules (module, label, position) values
    ('document', 'Documents', 20), ('ticket', 'Tickets', 30), ('sheet', 'Sheets', 40),
    ('rota', 'Rotas', 50);

  create temporary table fixture_keys on commit drop as
  select stagedoor.built_in_id('permission', k) as id, k
  from unnest(array[
    'document:create', 'document:view:all', 'document:view:assigned', 'document:edit:all',
    'document:edit:assigned', 'document:approve', 'ticket:create', 'ticket:view:all',
    'ticket:view:assigned', 'ticket:edit:all', 'ticket:edit:assigned', 'ticket:approve',
    'sheet:upload', 'sheet:view', 'sheet:breakdown', 'rota:create', 'rota:view',
    'rota:edit']) as k;
  insert into stagedoor.grant_targets (id, grant_type)
  select f.id, 'permission' from pg_temp.fixture_keys as f;
  insert into stagedoor.permissions (id, permission_key, description)
  select f.id, f.k, 'For tests' from pg_temp.fixture_keys as f;
  drop table pg_temp.fixture_keys;

  insert into stagedoor.permission_implications (permission_key, implies_key) values
    ('document:view:all', 'document:view:assigned'),
    ('document:edit:all', 'document:edit:assigned'),
    ('document:edit:all', 'document:view:all'),
    ('document:edit:assigned', 'document:view:assigned'),
    ('ticket:view:all', 'ticket:view:assigned'),
    ('ticket:edit:all', 'ticket:edit:assigned'),
    ('ticket:edit:all', 'ticket:view:all'),
    ('ticket:edit:assigned', 'ticket:view:assigned'),
    ('rota:edit', 'rota:view'),
    ('sheet:breakdown', 'sheet:view');

  create temporary table fixture_roles on commit drop as
  select stagedoor.built_in_id('role', r.role_key) as id, r.*
  from (values
    ('manager', 'allow', array['.*']),
    ('lead', 'allow', array['project:view:assigned', 'document:.*', 'ticket:view:.*',
      'sheet:view', 'sheet:breakdown', 'rota:.*', 'access:view']),
    ('teller', 'allow', array['project:view:assigned', 'document:view:assigned',
      'document:edit:assigned', 'ticket:create', 'ticket:view:assigned',
      'ticket:edit:assigned', 'ticket:approve', 'rota:view', 'access:view',
      'audit:view']),
    ('clerk', 'allow', array['project:view:assigned', 'ticket:create', 'sheet:upload',
      'sheet:view', 'rota:view', 'access:view']),
    ('clerk', 'own', array['ticket:view:assigned', 'ticket:edit:assigned']),
    ('head', 'allow', array['project:view:assigned', 'document:view:assigned',
      'ticket:create', 'ticket:view:assigned', 'sheet:view', 'sheet:breakdown',
      'rota:view']),
    ('head', 'own', array['ticket:edit:assigned']),
    ('fellow', 'allow', array['project:view:assigned', 'rota:view'])
  ) as r (role_key, policy, keys);
  insert into stagedoor.grant_targets (id, grant_type)
  select distinct f.id, 'role' from pg_temp.fixture_roles as f;
  insert into stagedoor.permission_roles (id, role_key, name, description)
  select distinct f.id, f.role_key, initcap(f.role_key), 'For tests'
  from pg_temp.fixture_roles as f;
  insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
  select f.id, p.id, f.policy
  from pg_temp.fixture_roles as f
  join stagedoor.permissions as p
    on p.permission_key ~ ('^(' || array_to_string(f.keys, '|') || ')$')
  where p.permission_key <> 'access:escalate';
  drop table pg_temp.fixture_roles;

  insert into stagedoor.menu_items
    (id, item_key, label, path, position, required_permission_key)
  select
    stagedoor.built_in_id('menu_item', m.item_key), m.item_key, initcap(m.item_key),
    '/' || replace(m.item_key, '.', '/'), m.position, m.key
  from (values
    ('projects', 10, null), ('overview', 20, 'project:view:assigned'),
    ('rota', 30, 'rota:view'), ('rota.plan', 10, 'rota:edit'),
    ('sheets', 40, 'sheet:view'), ('documents', 50, 'document:view:assigned'),
    ('documents.working', 20, 'document:edit:assigned'),
    ('tickets', 60, 'ticket:view:assigned'), ('tickets.new', 10, 'ticket:create'),
    ('people', 100, 'access:view'), ('people.invite', 10, 'access:grant'),
    ('audit', 110, 'audit:view'), ('settings', 120, 'project:edit:assigned'),
    ('help', 130, null)
  ) as m (item_key, position, key);
  update stagedoor.menu_items as child
  set parent_id = parent.id
  from stagedoor.menu_items as parent
  where parent.item_key = split_part(child.item_key, '.', 1) and child.item_key like '%.%';

  update stagedoor.scope_types as t
  set creator_role_key = 'manager'
  where t.creator_role_key is not null;
  perform stagedoor.refresh_grant_targets();

  for v_table in
    -- Those that derive are ordinary triggers.
    select format('%I enable %s trigger %I',
      c.relname, case when t.tgname !~ '^_([234]|8)' then 'always' end, t.tgname)
    from pg_catalog.pg_trigger as t
    join pg_catalog.pg_class as c on c.oid = t.tgrelid
    where c.relnamespace = 'stagedoor'::regnamespace
      and c.relname = any (v_tables)
      and t.tgenabled = 'D'
      and not t.tgisinternal
  loop
    execute 'alter table stagedoor.' || v_table;
  end loop;
end;
$$;

comment on function tests.use_fixture_catalogue() is
'Replace what parts ship by a small catalogue of documents, tickets, sheets and rotas.

Built-in roles: manager, lead, teller, clerk, head, fellow and the engine''s owner; creators
become manager. Called first in a file, which rolls it back.';
