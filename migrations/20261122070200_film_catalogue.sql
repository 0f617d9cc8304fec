-- Film catalogue: keys, the executive producer, links on the roles of a production, menu
-- and the duties that are kept apart.
--
-- Data, and idempotent: running it again changes nothing.

insert into stagedoor.permission_modules (module, label, position) values
  ('override', 'Overrides', 110),
  ('cost', 'Costs', 120),
  ('cost_code', 'Chart of accounts', 130),
  ('phase', 'Phase', 140),
  ('union_rate', 'Union rates', 150),
  ('authority', 'Spending authority', 160)
on conflict (module) do nothing;

insert into stagedoor.permissions (id, permission_key, description)
select stagedoor.built_in_id('permission', p.key), p.key, p.description
from (values
  ('override:authorize',
    'Authorize an emergency override as the designated executive producer'),
  ('override:view', 'See override requests, windows, contingency match'),
  ('override:request', 'Ask for an emergency override on a cost centre'),
  ('cost:approve', 'Sign a cost off against a cost code within one''s spending authority'),
  ('cost_code:view', 'See the chart of accounts, to code a purchase'),
  ('cost_code:edit', 'Import and change cost codes, prefixes, cost policies'),
  ('phase:edit', 'Move the production to another phase'),
  ('union_rate:view', 'See agreements, rates, pension and health allocations'),
  ('union_rate:edit', 'Enter rates and fringes while they are not locked'),
  ('union_rate:unlock',
    'Unlock a locked rate table, as administrator of the agreement; by direct grant only'),
  ('authority:view', 'See spending authorities and what remains of them'),
  ('authority:delegate', 'Pass on a part of one''s own spending authority')
) as p (key, description)
on conflict (permission_key) do nothing;

-- The lender's control is one named person, with no way around. Unlocking rates asks for a
-- second factor, too.
update stagedoor.permissions
set is_delegable = false
where permission_key in ('override:authorize', 'union_rate:unlock') and is_delegable;
update stagedoor.permissions
set requires_aal2 = true
where permission_key = 'union_rate:unlock' and not requires_aal2;

insert into stagedoor.permission_implications (permission_key, implies_key) values
  ('cost_code:edit', 'cost_code:view'),
  ('union_rate:edit', 'union_rate:view'),
  ('authority:delegate', 'authority:view'),
  ('override:request', 'override:view'),
  ('override:authorize', 'override:view')
on conflict (permission_key, implies_key) do nothing;

insert into stagedoor.permission_roles (id, role_key, name, description) values
  (stagedoor.built_in_id('role', 'executive_producer'), 'executive_producer',
    'Executive Producer',
    'The financier''s eye: sees all, locks the budget, authorizes overrides, gives '
    'spending authority; enters nothing and grants nothing.')
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

select pg_temp.link('executive_producer', 'allow',
  'project:view:all',
  'project:view:assigned',
  'budget:view:all',
  'budget:view:assigned',
  'budget:approve',
  'transaction:view:all',
  'transaction:view:assigned',
  'script:view',
  'schedule:view',
  'access:view',
  'access:review',
  'audit:view',
  'override:authorize',
  'override:view',
  'cost:approve',
  'cost_code:view',
  'union_rate:view',
  'authority:view',
  'authority:delegate');

-- Whatever those below hold, but neither the lender's control nor the unlocking of rates.
select pg_temp.link('producer', 'allow',
  'override:view',
  'override:request',
  'cost:approve',
  'cost_code:view',
  'cost_code:edit',
  'phase:edit',
  'union_rate:view',
  'union_rate:edit',
  'authority:view',
  'authority:delegate');

select pg_temp.link('line_producer', 'allow',
  'override:view',
  'override:request',
  'cost:approve',
  'cost_code:view',
  'union_rate:view',
  'authority:view',
  'authority:delegate');

-- An accountant keeps the chart and the rates that are not locked, and signs no cost.
select pg_temp.link('production_accountant', 'allow',
  'override:view',
  'cost_code:view',
  'cost_code:edit',
  'union_rate:view',
  'union_rate:edit',
  'authority:view');

select pg_temp.link('coordinator', 'allow', 'cost_code:view');

-- The first signature of a department, within an authority: none passed on, none to sign.
select pg_temp.link('department_head', 'allow', 'cost:approve', 'cost_code:view');
select pg_temp.link('department_head', 'own', 'authority:view');

drop function pg_temp.link(text, text, text[]);

insert into stagedoor.menu_items
  (id, item_key, label, path, icon, position, required_permission_key)
select
  stagedoor.built_in_id('menu_item', m.item_key), m.item_key, m.label, m.path, m.icon,
  m.position, m.required_permission_key
from (values
  ('transactions.sign_off', 'To sign off', '/projects/:project_id/transactions/sign-off',
    'pen-line', 20, 'cost:approve'),
  ('cost_codes', 'Chart of accounts', '/projects/:project_id/cost-codes', 'folder-tree', 70,
    'cost_code:view'),
  ('cost_codes.edit', 'Import and edit', '/projects/:project_id/cost-codes/edit',
    'file-input', 10, 'cost_code:edit'),
  ('cost_codes.rates', 'Union rates', '/projects/:project_id/cost-codes/rates', 'scale', 20,
    'union_rate:view'),
  ('authority', 'Spending authority', '/projects/:project_id/authority', 'hand-coins', 80,
    'authority:view'),
  ('overrides', 'Overrides', '/projects/:project_id/overrides', 'siren', 90,
    'override:view'),
  ('overrides.request', 'Request', '/projects/:project_id/overrides/request', 'hand', 10,
    'override:request'),
  ('overrides.authorize', 'Authorize', '/projects/:project_id/overrides/authorize', 'stamp',
    20, 'override:authorize'),
  ('settings.phase', 'Production phase', '/projects/:project_id/settings/phase',
    'milestone', 10, 'phase:edit')
) as m (item_key, label, path, icon, position, required_permission_key)
on conflict (scope_id, item_key) do nothing;

update stagedoor.menu_items as child
set parent_id = parent.id
from stagedoor.menu_items as parent
where child.scope_id is null
  and parent.scope_id is null
  and parent.item_key || '.' = regexp_replace(child.item_key, '[^.]*$', '')
  and child.parent_id is distinct from parent.id;

-- Who spends, who keeps the books and who watches both are three people (F101). A small
-- production may drop a line, which is recorded.
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description)
select
  s.rule_key, 'static', stagedoor.built_in_id('role', s.first_role),
  stagedoor.built_in_id('role', s.second_role), s.description
from (values
  ('executive_and_line_producer', 'executive_producer', 'line_producer',
    'Nobody authorizes an override of their own budget'),
  ('executive_producer_and_accountant', 'executive_producer', 'production_accountant',
    'Nobody keeps the books that they review for the financier'),
  ('line_producer_and_accountant', 'line_producer', 'production_accountant',
    'Nobody posts what they spend')
) as s (rule_key, first_role, second_role, description)
on conflict (rule_key) do nothing;

insert into stagedoor.separation_rules (rule_key, kind, description) values
  ('cost_maker_checker', 'dynamic',
    'Who enters a cost, who signs it off and who posts it are different people'),
  ('budget_maker_checker', 'dynamic',
    'Whoever edited a budget last does not lock it')
on conflict (rule_key) do nothing;
