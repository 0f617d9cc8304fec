-- Studio catalogue: the keys, the matrix of the three roles, implications and the menu.
--
-- Data, and idempotent: running it again changes nothing.

insert into stagedoor.permission_modules (module, label, position) values
  ('agenda', 'Agenda', 210),
  ('clients', 'Clients', 220),
  ('staff', 'Staff', 230),
  ('portfolio', 'Portfolio', 240),
  ('reports', 'Reports', 250),
  ('inventory', 'Inventory', 260),
  ('security', 'Security', 270)
on conflict (module) do nothing;

insert into stagedoor.permission_roles (id, role_key, name, description)
select stagedoor.built_in_id('role', r.key), r.key, r.name, r.description
from (values
  ('admin', 'Admin',
    'Full access to all features and settings of a studio.'),
  ('assistant', 'Assistant',
    'Front desk: limited access, can elevate privileges with the master code.'),
  ('artist', 'Artist',
    'Access to own appointments, portfolio, and client interactions.')
) as r (key, name, description)
on conflict (scope_id, role_key) where deleted_at is null do nothing;

-- The matrix of roles and keys (F62). An admin is allowed every key. A key without a row
-- here is in no role (F51).
create temporary table matrix (permission_key, assistant, artist, description)
on commit drop as
values
  ('agenda:view', 'allow', 'allow', 'See the calendar'),
  ('agenda:create', 'allow', 'own', 'Book an appointment'),
  ('agenda:edit', 'allow', 'own', 'Change a booking'),
  ('agenda:cancel', 'allow', 'own', 'Cancel an appointment'),
  ('agenda:complete', 'allow', 'own', 'Mark an appointment done'),
  ('agenda:no_show', 'allow', 'own', 'Mark that a client did not come'),
  ('agenda:block', 'allow', 'own', 'Block time in the calendar'),
  ('agenda:export', 'allow', 'own', 'Export the calendar'),
  ('clients:view', 'allow', 'allow', 'See clients'),
  ('clients:create', 'allow', 'allow', 'Add a client'),
  ('clients:edit', 'locked', 'deny', 'Change a client'),
  ('clients:delete', 'locked', 'deny', 'Delete a client'),
  ('clients:consent', 'allow', 'own', 'See and attach consent forms'),
  ('clients:notes', 'allow', 'own', 'Write notes about a client'),
  ('clients:export', 'locked', 'deny', 'Export clients'),
  ('staff:view', 'allow', 'allow', 'See the staff list'),
  ('staff:manage_users', 'deny', 'deny', 'Add people and set their role'),
  ('staff:toggle_active', 'deny', 'deny', 'Switch a person on or off'),
  ('portfolio:view', 'allow', 'allow', 'See portfolios'),
  ('portfolio:edit', 'deny', 'own', 'Change a portfolio item'),
  ('portfolio:upload', 'deny', 'own', 'Add a portfolio item'),
  ('reports:view', 'allow', 'own', 'See figures'),
  ('reports:view_tx', 'allow', 'own', 'See transactions'),
  ('reports:export', 'locked', 'deny', 'Export reports'),
  ('reports:refund_void', 'locked', 'deny', 'Refund or void a transaction'),
  ('reports:cash_close', 'locked', 'deny', 'Close the till'),
  ('inventory:view', 'allow', 'allow', 'See stock'),
  ('inventory:create_item', 'locked', 'deny', 'Add an article'),
  ('inventory:edit_item', 'locked', 'deny', 'Change an article'),
  ('inventory:stock_in', 'locked', 'deny', 'Receive stock'),
  ('inventory:stock_adj', 'locked', 'deny', 'Adjust stock'),
  ('inventory:cycle_count', 'locked', 'deny', 'Count stock'),
  ('inventory:export', 'locked', 'deny', 'Export stock'),
  ('security:settings', 'deny', 'deny', 'Change the settings of the studio'),
  ('security:audit', 'deny', 'deny', 'Read the audit log of the studio'),
  ('security:backup', 'deny', 'deny', 'Export everything'),
  ('security:rotate_code', 'deny', 'deny', 'Change the master code');

insert into stagedoor.permissions (id, permission_key, description)
select
  stagedoor.built_in_id('permission', m.permission_key), m.permission_key, m.description
from matrix as m
on conflict (permission_key) do nothing;

-- Not delegable: a delegate who can change the code can open every locked permission, and
-- managing the staff implies granting access.
update stagedoor.permissions
set is_delegable = false
where permission_key in ('security:rotate_code', 'staff:manage_users') and is_delegable;

-- Managing the staff needs the engine's keys for granting and revoking; reading the log of
-- a studio needs the engine's key for reading its log.
insert into stagedoor.permission_implications (permission_key, implies_key) values
  ('security:audit', 'audit:view'),
  ('staff:manage_users', 'access:grant'),
  ('staff:manage_users', 'access:revoke'),
  ('staff:manage_users', 'access:view'),
  ('clients:edit', 'clients:view'),
  ('agenda:edit', 'agenda:view'),
  ('portfolio:edit', 'portfolio:view')
on conflict (permission_key, implies_key) do nothing;

insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
select r.id, p.id, l.policy
from (
  select 'admin' as role_key, m.permission_key, 'allow' as policy from matrix as m
  union all
  select 'assistant', m.permission_key, m.assistant from matrix as m
  union all
  select 'artist', m.permission_key, m.artist from matrix as m
  union all
  -- An admin also holds the engine's keys for the project, but not access:escalate.
  select 'admin', k, 'allow'
  from unnest(array[
    'project:view:all', 'project:view:assigned', 'project:edit:all',
    'project:edit:assigned', 'access:view', 'access:grant', 'access:revoke',
    'access:review', 'role:edit', 'menu:edit', 'audit:view'
  ]) as k
  union all
  select r, 'project:view:assigned', 'allow' from unnest(array['assistant', 'artist']) as r
) as l
join stagedoor.permission_roles as r on r.role_key = l.role_key and r.scope_id is null
join stagedoor.permissions as p on p.permission_key = l.permission_key
on conflict (permission_role_id, permission_id) do nothing;

insert into stagedoor.menu_items
  (id, item_key, label, path, icon, position, required_permission_key)
select
  stagedoor.built_in_id('menu_item', m.item_key), m.item_key, m.label, m.path, m.icon,
  m.position, m.required_permission_key
from (values
  ('agenda', 'Agenda', '/projects/:project_id/agenda', 'calendar-clock', 210,
    'agenda:view'),
  ('clients', 'Clients', '/projects/:project_id/clients', 'contact', 220, 'clients:view'),
  ('staff', 'Staff', '/projects/:project_id/staff', 'id-card', 230, 'staff:view'),
  ('portfolio', 'Portfolio', '/projects/:project_id/portfolio', 'images', 240,
    'portfolio:view'),
  ('reports', 'Reports', '/projects/:project_id/reports', 'chart-line', 250,
    'reports:view'),
  ('inventory', 'Inventory', '/projects/:project_id/inventory', 'package', 260,
    'inventory:view'),
  ('security', 'Security', '/projects/:project_id/security', 'lock-keyhole', 270,
    'security:settings')
) as m (item_key, label, path, icon, position, required_permission_key)
on conflict (scope_id, item_key) do nothing;
