-- The catalogue of a large installation: 512 roles and 60 menu items, on top of the product's
-- own, and its keys.

-- A few people write as many events as a crowd would: as often as they like.
update stagedoor.endpoint_limits set at_most = 2000000000;

insert into stagedoor.permission_roles (id, role_key, name, description)
select bench.id('role', n), 'bench_' || n, 'Role ' || n, 'One of five hundred roles'
from generate_series(
  1, 512 - (select count(*)::integer from stagedoor.permission_roles)) as n;

-- Each carries eight keys. None of them is a budget key: who sees budget lines below is said
-- by the grants that the measurements are about.
select bench.quieten('stagedoor.permission_role_links');
insert into stagedoor.permission_role_links (permission_role_id, permission_id)
select r.id, p.id
from stagedoor.permission_roles as r
cross join lateral (
  select p.id
  from stagedoor.permissions as p
  where p.module <> 'budget' and not p.requires_aal2
  order by md5(r.role_key || p.permission_key)
  limit 8
) as p
where r.role_key like 'bench\_%';

-- Everybody holds the first role: the one whose edit is measured.
insert into stagedoor.permission_roles (id, role_key, name, description) values
  (bench.id('role', -1), 'bench_everybody', 'Everybody', 'Held by everybody'),
  (bench.id('role', -2), 'bench_nobody', 'Hardly anybody', 'Held by one'),
  (bench.id('role', -3), 'bench_budget', 'Budget', 'Sees and edits the budget');
insert into stagedoor.permission_role_links (permission_role_id, permission_id)
select r.id, p.id
from stagedoor.permission_roles as r
join stagedoor.permissions as p
  on p.permission_key = any (case r.role_key
    when 'bench_budget' then array['budget:view:assigned', 'budget:edit:assigned', 'access:view']
    else array['project:view:assigned', 'schedule:view', 'script:view']
  end)
where r.role_key in ('bench_everybody', 'bench_nobody', 'bench_budget');
call bench.restore('stagedoor.permission_role_links');
select stagedoor.refresh_grant_targets();

insert into stagedoor.menu_items
  (item_key, label, path, icon, position, required_permission_key)
select 'bench.i' || n, 'Item ' || n, '/bench/' || n, 'square', 900 + n, p.permission_key
from generate_series(
  1, 60 - (select count(*)::integer from stagedoor.menu_items where is_active)) as n
join (
  select p.permission_key, row_number() over (order by md5(p.permission_key)) as number
  from stagedoor.permissions as p
) as p on p.number = n;
