-- Production: the keys, roles and menu of every production; film and theatre stand on them.
--
-- Data, and idempotent: running it again changes nothing. Each choice below is explained by
-- the job that it serves; test/sql/production/catalogue.test.sql holds what must stay true.

insert into stagedoor.permission_modules (module, label, position) values
  ('budget', 'Budgets', 20),
  ('transaction', 'Transactions', 30),
  ('script', 'Scripts', 40),
  ('schedule', 'Schedules', 50)
on conflict (module) do nothing;

insert into stagedoor.permissions (id, permission_key, description)
select stagedoor.built_in_id('permission', p.key), p.key, p.description
from (values
  ('budget:create', 'Open a new budget or budget version'),
  ('budget:view:all', 'See all budgets below the grant'),
  ('budget:view:assigned', 'Can view budgets for assigned projects'),
  ('budget:edit:all', 'Can edit all budgets'),
  ('budget:edit:assigned',
    'Edit budget lines and estimates to complete in assigned projects'),
  ('budget:approve', 'Lock a budget version; the one who edited it last may not'),
  ('transaction:create',
    'Can create new transactions: purchase orders, invoices, petty cash, payroll batches'),
  ('transaction:view:all', 'See all transactions below the grant'),
  ('transaction:view:assigned', 'See transactions of assigned projects'),
  ('transaction:edit:all', 'Recode or correct any transaction not yet posted'),
  ('transaction:edit:assigned',
    'Recode or correct transactions of assigned projects not yet posted'),
  ('transaction:approve',
    'Post to the ledger, or void what was posted (accounting approval, never one''s own '
    'entry)'),
  ('script:upload', 'Publish a script draft or revision'),
  ('script:view', 'Read scripts'),
  ('script:breakdown', 'Tag scenes and elements for budget and schedule'),
  ('schedule:create', 'Start a schedule or call sheet'),
  ('schedule:view', 'Read schedules and call sheets'),
  ('schedule:edit', 'Move strips and days, publish call sheets')
) as p (key, description)
on conflict (permission_key) do nothing;

-- An edit key implies its view key, and :all implies :assigned (F3). transaction:create,
-- transaction:approve and budget:approve imply nothing: a runner may file a receipt without
-- seeing the ledger.
insert into stagedoor.permission_implications (permission_key, implies_key) values
  ('budget:view:all', 'budget:view:assigned'),
  ('budget:edit:all', 'budget:edit:assigned'),
  ('transaction:view:all', 'transaction:view:assigned'),
  ('transaction:edit:all', 'transaction:edit:assigned'),
  ('budget:edit:all', 'budget:view:all'),
  ('budget:edit:assigned', 'budget:view:assigned'),
  ('transaction:edit:all', 'transaction:view:all'),
  ('transaction:edit:assigned', 'transaction:view:assigned'),
  ('schedule:edit', 'schedule:view'),
  ('script:breakdown', 'script:view')
on conflict (permission_key, implies_key) do nothing;

insert into stagedoor.permission_roles (id, role_key, name, description)
select stagedoor.built_in_id('role', r.key), r.key, r.name, r.description
from (values
  ('producer', 'Producer',
    'Full project access: runs the company side, appoints everybody below, '
    'locks the budget.'),
  ('line_producer', 'Line Producer',
    'Budget and schedule management: builds and defends the budget, moves days.'),
  ('production_accountant', 'Production Accountant',
    'Financial management: codes, enters, posts and voids; reads the audit log.'),
  ('coordinator', 'Coordinator',
    'General support: distributes schedules and scripts, raises purchase orders.'),
  ('department_head', 'Department Head',
    'Department-specific access: the budget, breakdown and orders of one department.'),
  ('crew_member', 'Crew Member',
    'Basic read-only access: schedule and call sheets.')
) as r (key, name, description)
on conflict (scope_id, role_key) where deleted_at is null do nothing;

create function pg_temp.link(p_role_key text, p_policy text, variadic p_keys text[])
returns void
language sql
as $$
  insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
  select r.id, p.id, p_policy
  from stagedoor.permission_roles as r
  join unnest(p_keys) as k (permission_key) on true
  join stagedoor.permissions as p on p.permission_key = k.permission_key
  where r.role_key = p_role_key and r.scope_id is null
  on conflict (permission_role_id, permission_id) do nothing
$$;

-- A producer appoints the five roles below, and so holds all their keys. access:escalate is
-- left out: the bond lender's control is on the producer, not with the producer.
select pg_temp.link('producer', 'allow',
  'project:create',
  'project:view:all',
  'project:view:assigned',
  'project:edit:all',
  'project:edit:assigned',
  'project:delete',
  'budget:create',
  'budget:view:all',
  'budget:view:assigned',
  'budget:edit:all',
  'budget:edit:assigned',
  'budget:approve',
  'transaction:create',
  'transaction:view:all',
  'transaction:view:assigned',
  'transaction:edit:all',
  'transaction:edit:assigned',
  'transaction:approve',
  'script:upload',
  'script:view',
  'script:breakdown',
  'schedule:create',
  'schedule:view',
  'schedule:edit',
  'access:view',
  'access:grant',
  'access:revoke',
  'access:review',
  'role:edit',
  'menu:edit',
  'audit:view');

-- A line producer has every budget and every schedule permission, and sees transactions
-- without ever entering or posting one: that keeps the cost report honest.
select pg_temp.link('line_producer', 'allow',
  'project:view:assigned',
  'budget:create',
  'budget:view:all',
  'budget:view:assigned',
  'budget:edit:all',
  'budget:edit:assigned',
  'budget:approve',
  'transaction:view:all',
  'transaction:view:assigned',
  'script:view',
  'script:breakdown',
  'schedule:create',
  'schedule:view',
  'schedule:edit',
  'access:view');

-- An accountant pays costs that others approved: budget:approve is left out, so that one
-- person cannot do both. :assigned, so that a grant at company level reaches the
-- accountant's own productions only.
select pg_temp.link('production_accountant', 'allow',
  'project:view:assigned',
  'budget:view:assigned',
  'budget:edit:assigned',
  'transaction:create',
  'transaction:view:assigned',
  'transaction:edit:assigned',
  'transaction:approve',
  'schedule:view',
  'access:view',
  'audit:view');

-- A coordinator explains to others what they may see (access:view), and sees only their own
-- purchase orders: payroll and cast fees pass the same office.
select pg_temp.link('coordinator', 'allow',
  'project:view:assigned',
  'transaction:create',
  'script:upload',
  'script:view',
  'schedule:view',
  'access:view');
select pg_temp.link('coordinator', 'own',
  'transaction:view:assigned',
  'transaction:edit:assigned');

-- A department head gets this role at the department, not at the project.
select pg_temp.link('department_head', 'allow',
  'project:view:assigned',
  'budget:view:assigned',
  'transaction:create',
  'transaction:view:assigned',
  'script:view',
  'script:breakdown',
  'schedule:view');
select pg_temp.link('department_head', 'own',
  'transaction:edit:assigned');

-- Crew read the schedule and the call sheets. A script comes by a direct grant or a share,
-- in the name of its recipient.
select pg_temp.link('crew_member', 'allow',
  'project:view:assigned',
  'schedule:view');

drop function pg_temp.link(text, text, text[]);

-- The creator of an organization or a project becomes its producer, unless an adopter has
-- chosen another role already.
update stagedoor.scope_types
set creator_role_key = 'producer'
where creator_role_key = 'owner';

-- Every role that holds the key of an item also holds the key of its parent item.
insert into stagedoor.menu_items
  (id, item_key, label, path, icon, position, required_permission_key)
select
  stagedoor.built_in_id('menu_item', m.item_key), m.item_key, m.label, m.path, m.icon,
  m.position, m.required_permission_key
from (values
  ('projects', 'Projects', '/projects', 'clapperboard', 10, null),
  ('overview', 'Overview', '/projects/:project_id', 'layout-dashboard', 20,
    'project:view:assigned'),
  ('schedule', 'Schedule', '/projects/:project_id/schedule', 'calendar-days', 30,
    'schedule:view'),
  ('schedule.plan', 'Plan', '/projects/:project_id/schedule/plan', 'calendar-plus', 10,
    'schedule:edit'),
  ('scripts', 'Scripts', '/projects/:project_id/scripts', 'scroll-text', 40, 'script:view'),
  ('scripts.breakdown', 'Breakdown', '/projects/:project_id/scripts/breakdown',
    'list-checks', 10, 'script:breakdown'),
  ('scripts.upload', 'Upload a draft', '/projects/:project_id/scripts/upload', 'upload', 20,
    'script:upload'),
  ('budgets', 'Budgets', '/projects/:project_id/budgets', 'wallet', 50,
    'budget:view:assigned'),
  ('budgets.cost_report', 'Cost report', '/projects/:project_id/budgets/cost-report',
    'chart-column', 10, 'budget:view:assigned'),
  ('budgets.working', 'Working budget', '/projects/:project_id/budgets/working',
    'pencil-ruler', 20, 'budget:edit:assigned'),
  ('budgets.approve', 'Approve a budget', '/projects/:project_id/budgets/approve',
    'badge-check', 30, 'budget:approve'),
  ('transactions', 'Transactions', '/projects/:project_id/transactions', 'receipt', 60,
    'transaction:view:assigned'),
  ('transactions.new', 'New purchase order', '/projects/:project_id/transactions/new',
    'file-plus', 10, 'transaction:create'),
  ('transactions.post', 'To post', '/projects/:project_id/transactions/post',
    'book-check', 30, 'transaction:approve'),
  ('transactions.payroll', 'Payroll import', '/projects/:project_id/transactions/payroll',
    'file-spreadsheet', 40, 'transaction:approve'),
  ('people', 'People', '/projects/:project_id/people', 'users', 100, 'access:view'),
  ('people.invite', 'Invite', '/projects/:project_id/people/invite', 'user-plus', 10,
    'access:grant'),
  ('people.reviews', 'Access reviews', '/projects/:project_id/people/reviews',
    'clipboard-check', 20, 'access:review'),
  ('people.roles', 'Roles', '/projects/:project_id/people/roles', 'table-properties', 30,
    'role:edit'),
  ('audit', 'Audit', '/projects/:project_id/audit', 'shield-check', 110, 'audit:view'),
  ('settings', 'Settings', '/projects/:project_id/settings', 'settings', 120,
    'project:edit:assigned'),
  ('settings.menu', 'Menu', '/projects/:project_id/settings/menu', 'list-tree', 20,
    'menu:edit'),
  ('help', 'Help', '/help', 'life-buoy', 130, null)
) as m (item_key, label, path, icon, position, required_permission_key)
on conflict (scope_id, item_key) do nothing;

update stagedoor.menu_items as child
set parent_id = parent.id
from stagedoor.menu_items as parent
where child.scope_id is null
  and parent.scope_id is null
  and parent.item_key || '.' = regexp_replace(child.item_key, '[^.]*$', '')
  and child.parent_id is distinct from parent.id;
