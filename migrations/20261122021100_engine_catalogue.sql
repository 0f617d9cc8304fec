-- The engine's catalogue: the keys for granting and organizing access, and their role.
--
-- Data, and idempotent: running it again changes nothing. A part adds its own rows beside
-- these; docs/parts.md says which the engine reserves.

insert into stagedoor.permission_modules (module, label, position) values
  ('project', 'Projects', 10),
  ('access', 'Access', 60),
  ('role', 'Roles', 70),
  ('menu', 'Menu', 80),
  ('audit', 'Audit', 90)
on conflict (module) do nothing;

insert into stagedoor.permissions (id, permission_key, description)
select stagedoor.built_in_id('permission', p.key), p.key, p.description
from (values
  ('project:create', 'Start a project in this organization'),
  ('project:view:all', 'See every project below the scope of the grant'),
  ('project:view:assigned', 'See the projects one works on'),
  ('project:edit:all', 'Change settings of every project below the grant'),
  ('project:edit:assigned',
    'Change settings, departments and members'' posts of the projects one works on'),
  ('project:delete', 'Archive or delete a project'),
  ('access:view', 'See who has which access, and why'),
  ('access:grant', 'Give access that one holds oneself'),
  ('access:revoke', 'Take access away, end sessions and elevations'),
  ('access:review', 'Decide in access reviews (never on oneself)'),
  ('access:escalate', 'Give what one does not hold; held by direct grant only'),
  ('role:edit', 'Define roles and their links'),
  ('menu:edit', 'Edit menu items'),
  ('audit:view', 'Read and verify the audit log and alerts')
) as p (key, description)
on conflict (permission_key) do nothing;

-- access:escalate is in no role, needs a second factor, and cannot be delegated.
update stagedoor.permissions
set requires_aal2 = true, is_delegable = false
where permission_key = 'access:escalate' and not (requires_aal2 and not is_delegable);

-- Granting and revoking cannot be delegated: each holder answers to the user who granted
-- it.
update stagedoor.permissions
set is_delegable = false
where permission_key in ('access:grant', 'access:revoke') and is_delegable;

-- An archived scope can still be audited and restored.
update stagedoor.permissions
set counts_when_archived = true
where permission_key in ('audit:view', 'project:delete') and not counts_when_archived;

-- An edit key implies its view key, and :all implies :assigned (F3).
insert into stagedoor.permission_implications (permission_key, implies_key) values
  ('project:view:all', 'project:view:assigned'),
  ('project:edit:all', 'project:edit:assigned'),
  ('project:edit:all', 'project:view:all'),
  ('project:edit:assigned', 'project:view:assigned'),
  ('access:grant', 'access:view'),
  ('access:revoke', 'access:view'),
  ('access:review', 'access:view')
on conflict (permission_key, implies_key) do nothing;

insert into stagedoor.permission_roles (id, role_key, name, description) values
  (stagedoor.built_in_id('role', 'owner'), 'owner', 'Owner',
    'Runs an organization or a project: settings, access, roles, menu, audit log.')
on conflict (scope_id, role_key) where deleted_at is null do nothing;

-- All of the engine's keys but access:escalate.
insert into stagedoor.permission_role_links (permission_role_id, permission_id)
select stagedoor.built_in_id('role', 'owner'), p.id
from stagedoor.permissions as p
where p.module in ('project', 'access', 'role', 'menu', 'audit')
  and p.permission_key <> 'access:escalate'
on conflict (permission_role_id, permission_id) do nothing;
