-- The catalogue: keys, implications, roles and menu of every production, and what must stay
-- true of them (F1, F3 to F5, F12, F16, F17).
--
-- Parts add keys, links and items beside these, so only the modules of the engine and of a production are counted here.
begin;
select plan(73);

-- The cast: Sarah produces Alpha and is crew of Beta; Lin is line producer of Alpha.
select tests.create_user(name) from unnest(array['sarah', 'lin']) as name;
select tests.create_project('Alpha');
select tests.create_project('Beta');
select tests.grant_role('sarah', 'Alpha', 'producer');
select tests.grant_role('sarah', 'Beta', 'crew_member');
select tests.grant_role('lin', 'Alpha', 'line_producer');

create temporary table matrix_modules as
select unnest(array[
  'project', 'budget', 'transaction', 'script', 'schedule', 'access', 'role', 'menu',
  'audit'
]) as module;

-- The matrix as the jobs ask for it: A allow, o own, - nothing, for P LP PA CO DH CM.
create temporary table matrix (key text, cells text);
insert into matrix values
  ('project:create',              'A-----'), ('project:view:all',            'A-----'),
  ('project:view:assigned',       'AAAAAA'), ('project:edit:all',            'A-----'),
  ('project:edit:assigned',       'A-----'), ('project:delete',              'A-----'),
  ('budget:create',               'AA----'), ('budget:view:all',             'AA----'),
  ('budget:view:assigned',        'AAA-A-'), ('budget:edit:all',             'AA----'),
  ('budget:edit:assigned',        'AAA---'), ('budget:approve',              'AA----'),
  ('transaction:create',          'A-AAA-'), ('transaction:view:all',        'AA----'),
  ('transaction:view:assigned',   'AAAoA-'), ('transaction:edit:all',        'A-----'),
  ('transaction:edit:assigned',   'A-Aoo-'), ('transaction:approve',         'A-A---'),
  ('script:upload',               'A--A--'), ('script:view',                 'AA-AA-'),
  ('script:breakdown',            'AA--A-'), ('schedule:create',             'AA----'),
  ('schedule:view',               'AAAAAA'), ('schedule:edit',               'AA----'),
  ('access:view',                 'AAAA--'), ('access:grant',                'A-----'),
  ('access:revoke',               'A-----'), ('access:review',               'A-----'),
  ('access:escalate',             '------'), ('role:edit',                   'A-----'),
  ('menu:edit',                   'A-----'), ('audit:view',                  'A-A---');
grant select on matrix to authenticated;

create temporary table production_roles as
select * from unnest(array[
  'producer', 'line_producer', 'production_accountant', 'coordinator', 'department_head',
  'crew_member']) with ordinality as r (role_key, position);

-- keys ---------------------------------------------------------------------------
select set_eq(
  $$ select p.permission_key from stagedoor.permissions as p
     join matrix_modules as m on m.module = p.module $$,
  $$ select key from matrix $$,
  'engine and production have the keys of the matrix (F1, F4)'
);
select is((select count(*)::integer from matrix), 32, 'the matrix has 32 keys');
select is_empty(
  $$ select p.permission_key from stagedoor.permissions as p where p.description = '' $$,
  'every key says what it permits (F8)'
);
select set_eq(
  $$ select p.permission_key from stagedoor.permissions as p
     join matrix_modules as m on m.module = p.module where p.requires_aal2 $$,
  array['access:escalate'],
  'access:escalate alone requires a second factor (F102)'
);
select set_eq(
  $$ select p.permission_key from stagedoor.permissions as p
     join matrix_modules as m on m.module = p.module where not p.is_delegable $$,
  array['access:escalate', 'access:grant', 'access:revoke'],
  'what gives and takes access is undelegable (F20)'
);

-- creators -------------------------------------------------------------------------
select is(
  (select string_agg(t.scope_type || ' ' || t.creator_role_key, ', ' order by t.position)
   from stagedoor.scope_types as t),
  'organization producer, project producer',
  'F129: the creator of a company or a project is its producer');
create temporary table started (id uuid);
grant insert, select on started to authenticated;
select tests.authenticate_as('lin');
insert into started select public.create_organization('Lin and Sons');
select isnt(public.create_project((select id from started), 'Epsilon'), null,
  'F129: the creator of a company creates a project of it');
select is(
  (select p.roles from public.get_my_projects() as p where p.name = 'Epsilon'),
  array['producer'], 'F129: the creator of a project produces it');
select tests.clear_authentication();

-- roles --------------------------------------------------------------------------
select results_eq(
  format($$ select key, policy from (
      select p.permission_key as key, l.policy
      from stagedoor.permission_role_links as l
      join stagedoor.permissions as p on p.id = l.permission_id
      join matrix_modules as m on m.module = p.module
      where l.permission_role_id = tests.role_id(%L)) as links order by key $$, r.role_key),
  format($$ select key, case substr(cells, %s, 1) when 'A' then 'allow' else 'own' end
     from matrix where substr(cells, %1$s, 1) <> '-' order by key $$, r.position),
  format('%s holds what the job asks for (F5, F10, F17)', r.role_key))
from production_roles as r order by r.position;
select is_empty(
  $$ select r.role_key from production_roles as r where not exists (
       select from stagedoor.permission_roles as p
       where p.role_key = r.role_key and p.scope_id is null and p.name <> ''
         and p.description <> '') $$,
  'the six roles of a production are built in, with a name and a description (F5, F9)'
);
select is_empty(
  $$ select r.role_key, c.key from production_roles as r
     join stagedoor.grant_targets as t on t.id = tests.role_id(r.role_key)
     cross join lateral unnest(t.allow_keys || t.own_keys || t.locked_keys) as c (key)
     where not exists (
       select from stagedoor.permission_role_links as l
       join stagedoor.permissions as p on p.id = l.permission_id
       where l.permission_role_id = t.id and p.permission_key = c.key) $$,
  'every key that a role implies stands in the role'
);
select is_empty(
  $$ select r.role_key from production_roles as r
     join stagedoor.grant_targets as t on t.id = tests.role_id(r.role_key)
     where t.deny_keys <> '{}' $$,
  'no role of a production denies a key'
);

-- invariants -----------------------------------------------------------------------
create function pg_temp.keys(p_role text)
returns setof text
language sql
as $$
  select unnest(t.allow_keys || t.own_keys)
  from stagedoor.grant_targets as t where t.id = tests.role_id(p_role)
$$;
select set_eq(
  $$ select k from pg_temp.keys('line_producer') as k where k like 'budget:%' $$,
  $$ select p.permission_key from stagedoor.permissions as p where p.module = 'budget' $$,
  'a line producer holds all of the budget (F17)'
);
select set_eq(
  $$ select k from pg_temp.keys('line_producer') as k where k like 'schedule:%' $$,
  $$ select p.permission_key from stagedoor.permissions as p where p.module = 'schedule' $$,
  'a line producer holds all of the schedule (F17)'
);
select set_eq(
  $$ select k from pg_temp.keys('line_producer') as k where k like 'transaction:%' $$,
  array['transaction:view:all', 'transaction:view:assigned'],
  'a line producer sees transactions and does nothing to them (F17)'
);
select set_eq(
  $$ select k from pg_temp.keys('crew_member') as k $$,
  array['project:view:assigned', 'schedule:view'],
  'crew read when and where, and nothing else (F5)'
);
select is_empty(
  format($$ select k from pg_temp.keys(%L) as k
            where k not in (select pg_temp.keys('producer')) $$, r.role_key),
  format('a producer holds whatever %s holds, and so may appoint them (F94)', r.role_key))
from production_roles as r where r.role_key <> 'producer' order by r.position;
select is_empty(
  $$ select k from pg_temp.keys('production_accountant') as k
     where k in ('cost:approve', 'budget:approve') $$,
  'an accountant pays what others approved'
);
select is_empty(
  $$ select r.role_key
     from stagedoor.permission_roles as r
     join stagedoor.grant_targets as t on t.id = r.id
     where t.allow_keys || t.own_keys || t.locked_keys
       && array['access:escalate', 'union_rate:unlock'] $$,
  'no role carries the keys that are given one by one'
);

-- implications ---------------------------------------------------------------------
select set_eq(
  $$ select i.permission_key || ' ' || i.implies_key
     from stagedoor.permission_implications as i
     where split_part(i.permission_key, ':', 1) in (select module from matrix_modules)
       and split_part(i.implies_key, ':', 1) in (select module from matrix_modules) $$,
  array[
    'project:view:all project:view:assigned', 'project:edit:all project:edit:assigned',
    'budget:view:all budget:view:assigned', 'budget:edit:all budget:edit:assigned',
    'transaction:view:all transaction:view:assigned',
    'transaction:edit:all transaction:edit:assigned', 'project:edit:all project:view:all',
    'project:edit:assigned project:view:assigned', 'budget:edit:all budget:view:all',
    'budget:edit:assigned budget:view:assigned',
    'transaction:edit:all transaction:view:all',
    'transaction:edit:assigned transaction:view:assigned', 'schedule:edit schedule:view',
    'script:breakdown script:view', 'access:grant access:view', 'access:revoke access:view',
    'access:review access:view'],
  'the core keys have these implications (F3)'
);
select is_empty(
  $$ select i.implies_key from stagedoor.permission_implications as i
     where i.permission_key in
       ('transaction:create', 'transaction:approve', 'budget:approve') $$,
  'a runner files a receipt without seeing the ledger'
);

-- menu ---------------------------------------------------------------------------
create temporary table items (
  position integer, item_key text, label text, path text, icon text, parent text, key text);
insert into items values
  (10, 'projects', 'Projects', '/projects', 'clapperboard', null, null),
  (20, 'overview', 'Overview', '…', 'layout-dashboard', null, 'project:view:assigned'),
  (30, 'schedule', 'Schedule', '…/schedule', 'calendar-days', null, 'schedule:view'),
  (10, 'schedule.plan', 'Plan', '…/schedule/plan', 'calendar-plus', 'schedule',
    'schedule:edit'),
  (40, 'scripts', 'Scripts', '…/scripts', 'scroll-text', null, 'script:view'),
  (10, 'scripts.breakdown', 'Breakdown', '…/scripts/breakdown', 'list-checks', 'scripts',
    'script:breakdown'),
  (20, 'scripts.upload', 'Upload a draft', '…/scripts/upload', 'upload', 'scripts',
    'script:upload'),
  (50, 'budgets', 'Budgets', '…/budgets', 'wallet', null, 'budget:view:assigned'),
  (10, 'budgets.cost_report', 'Cost report', '…/budgets/cost-report', 'chart-column',
    'budgets', 'budget:view:assigned'),
  (20, 'budgets.working', 'Working budget', '…/budgets/working', 'pencil-ruler', 'budgets',
    'budget:edit:assigned'),
  (30, 'budgets.approve', 'Approve a budget', '…/budgets/approve', 'badge-check', 'budgets',
    'budget:approve'),
  (60, 'transactions', 'Transactions', '…/transactions', 'receipt', null,
    'transaction:view:assigned'),
  (10, 'transactions.new', 'New purchase order', '…/transactions/new', 'file-plus',
    'transactions', 'transaction:create'),
  (30, 'transactions.post', 'To post', '…/transactions/post', 'book-check', 'transactions',
    'transaction:approve'),
  (40, 'transactions.payroll', 'Payroll import', '…/transactions/payroll',
    'file-spreadsheet', 'transactions', 'transaction:approve'),
  (100, 'people', 'People', '…/people', 'users', null, 'access:view'),
  (10, 'people.invite', 'Invite', '…/people/invite', 'user-plus', 'people', 'access:grant'),
  (20, 'people.reviews', 'Access reviews', '…/people/reviews', 'clipboard-check', 'people',
    'access:review'),
  (30, 'people.roles', 'Roles', '…/people/roles', 'table-properties', 'people',
    'role:edit'),
  (110, 'audit', 'Audit', '…/audit', 'shield-check', null, 'audit:view'),
  (120, 'settings', 'Settings', '…/settings', 'settings', null, 'project:edit:assigned'),
  (20, 'settings.menu', 'Menu', '…/settings/menu', 'list-tree', 'settings', 'menu:edit'),
  (130, 'help', 'Help', '/help', 'life-buoy', null, null);
grant select on items to authenticated;
select results_eq(
  $$ select m.item_key, m.position, m.label, m.path, m.icon, p.item_key,
       m.required_permission_key, m.is_active
     from stagedoor.menu_items as m
     left join stagedoor.menu_items as p on p.id = m.parent_id
     join items as i on i.item_key = m.item_key
     where m.scope_id is null order by 1 $$,
  $$ select item_key, position, label, replace(path, '…', '/projects/:project_id'), icon,
       parent, key, true from items order by 1 $$,
  'the menu of a production has these items (F12)'
);
select is_empty(
  $$ select i.item_key from items as i where not exists (
       select from stagedoor.menu_items as m
       where m.item_key = i.item_key and m.scope_id is null) $$,
  'the menu of a production has all 23 items'
);
select is_empty(
  $$ select r.role_key, child.item_key
     from stagedoor.menu_items as child
     join stagedoor.menu_items as parent on parent.id = child.parent_id
     join stagedoor.permission_roles as r on r.scope_id is null
     join stagedoor.grant_targets as t on t.id = r.id
     where child.scope_id is null
       and child.required_permission_key = any (t.allow_keys || t.own_keys)
       and parent.required_permission_key <> all (t.allow_keys || t.own_keys) $$,
  'every role that opens an item opens the item above it'
);

-- scenarios ------------------------------------------------------------------------
create function pg_temp.opens(p_project text)
returns setof text
language sql
as $$
  select m.item_key
  from public.get_user_project_menu(auth.uid(), tests.scope_id(p_project)) as m
  join items as i on i.item_key = m.item_key
  where m.can_access
$$;
select tests.authenticate_as('sarah');
select set_eq(
  $$ select pg_temp.opens('Alpha') $$, $$ select item_key from items $$,
  'Sarah, producer of Alpha, sees 23 of 23 (F16)'
);
select set_eq(
  $$ select pg_temp.opens('Beta') $$, array['projects', 'overview', 'schedule', 'help'],
  'Sarah, crew of Beta, sees 4 (F16)'
);
select is(
  (select count(*)::integer
   from public.get_user_project_menu(auth.uid(), tests.scope_id('Beta')) as m
   join items as i on i.item_key = m.item_key),
  23, 'Sarah, crew of Beta, is told of all 23 items (F13)');
select is(
  (select m.can_access
   from public.get_user_project_menu(auth.uid(), tests.scope_id('Beta')) as m
   where m.item_key = item),
  false, format('%s is closed to Sarah, crew of Beta (F16)', item))
from unnest(array['budgets', 'transactions', 'settings']) as item;
select results_eq(
  $$ select m.name, m.organization_name, m.roles, m.valid_until
     from public.get_my_projects() as m $$,
  $$ values ('Alpha', 'The company', array['producer'], null::timestamptz),
       ('Beta', 'The company', array['crew_member'], null) $$,
  'Sarah''s list has her two projects and her roles in them (F6, F7)'
);
select tests.authenticate_as('lin');
select set_eq(
  $$ select pg_temp.opens('Alpha') $$,
  array['projects', 'overview', 'schedule', 'schedule.plan', 'scripts', 'scripts.breakdown',
    'budgets', 'budgets.cost_report', 'budgets.working', 'budgets.approve', 'transactions',
    'people', 'help'],
  'a line producer opens all of budgets and schedule, nothing below transactions (F17)'
);
select ok(
  public.can(key, tests.scope_id('Alpha')) = (substr(cells, 2, 1) = 'A'),
  format('a line producer holds %s as the matrix says (F17)', key))
from matrix;

select * from finish();
rollback;
