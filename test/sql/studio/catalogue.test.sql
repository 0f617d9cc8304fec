-- The studio catalogue: what ships, and what must stay true of it whoever edits it.
begin;
select plan(14);

-- The cast: one person per role in Ink, and Pia, who produces a film.
select tests.create_user(name) from unnest(array['ann', 'ash', 'art', 'pia']) as name;
select tests.create_project('Ink');
select tests.grant_role('ann', 'Ink', 'admin');
select tests.grant_role('ash', 'Ink', 'assistant');
select tests.grant_role('art', 'Ink', 'artist');
select tests.grant_role('pia', 'Ink', 'owner');

create temporary view studio_keys as
select p.permission_key as key, p.requires_aal2, p.is_delegable
from stagedoor.permissions as p
where p.module in ('agenda', 'clients', 'staff', 'portfolio', 'reports', 'inventory', 'security');

create function pg_temp.menu(p_name text) returns text[]
language sql as $$
  select array_agg(m.item_key order by m.position)
  from public.get_user_project_menu(tests.user_id(p_name), tests.project_id('Ink')) as m
  where m.can_access and m.position between 210 and 270 and m.parent_id is null
$$;

-- keys -------------------------------------------------------------------------------
select is((select count(*) from studio_keys), 37::bigint, 'F62: the studio has 37 keys');
select is_empty($$ select key from studio_keys where requires_aal2 $$,
  'F102: no key of the studio requires a second factor as shipped');
select results_eq(
  $$ select key from studio_keys where not is_delegable order by key $$,
  array['security:rotate_code', 'staff:manage_users'],
  'F20: changing the code and managing the staff are undelegable'
);
select is_empty(
  $$ select r.role_key, k.key
     from stagedoor.permission_roles as r
     join stagedoor.grant_targets as t on t.id = r.id
     join studio_keys as k on k.key = any (t.allow_keys || t.own_keys || t.locked_keys)
     where r.scope_id is null and r.role_key not in ('admin', 'assistant', 'artist') $$,
  'F62: no role of a film holds a key of a studio'
);
select is_empty(
  $$ select r.role_key, granted.policy, granted.key
     from stagedoor.permission_roles as r
     join stagedoor.grant_targets as t on t.id = r.id
     cross join lateral (
       select 'allow', k from unnest(t.allow_keys) as k
       union all select 'own', k from unnest(t.own_keys) as k
       union all select 'locked', k from unnest(t.locked_keys) as k
     ) as granted (policy, key)
     where r.role_key in ('admin', 'assistant', 'artist') and r.scope_id is null
       and not exists (
         select from stagedoor.permission_role_links as l
         join stagedoor.permissions as p on p.id = l.permission_id
         where l.permission_role_id = r.id and p.permission_key = granted.key) $$,
  'F3: implications add nothing to a role that its links do not say'
);
select set_eq(
  $$ select i.permission_key || ' > ' || i.implies_key
     from stagedoor.permission_implications as i
     join studio_keys as k on k.key = i.permission_key $$,
  array[
    'security:audit > audit:view', 'staff:manage_users > access:grant',
    'staff:manage_users > access:revoke', 'staff:manage_users > access:view',
    'clients:edit > clients:view', 'agenda:edit > agenda:view',
    'portfolio:edit > portfolio:view'
  ],
  'F3: editing implies viewing, and managing users implies giving access'
);
select is_empty(
  $$ select m.item_key from stagedoor.menu_items as m
     join studio_keys as k on k.key = m.required_permission_key
     where m.scope_id is not null or m.parent_id is not null $$,
  'F12: the items of the studio stand at the top'
);

-- menus ------------------------------------------------------------------------------
select tests.authenticate_as('ann');
select is(pg_temp.menu('ann'),
  array['agenda', 'clients', 'staff', 'portfolio', 'reports', 'inventory', 'security'],
  'F14: an admin sees all seven items');
select tests.authenticate_as('ash');
select is(pg_temp.menu('ash'),
  array['agenda', 'clients', 'staff', 'portfolio', 'reports', 'inventory'],
  'F14: an assistant sees all items but security');
select is(
  (select p ->> 'policy' from jsonb_array_elements(
     public.get_my_session(tests.project_id('Ink')) -> 'permissions') as p
   where p ->> 'key' = 'clients:edit'), 'locked',
  'F90: an assistant is told which keys are locked');
select tests.authenticate_as('art');
select is(pg_temp.menu('art'),
  array['agenda', 'clients', 'staff', 'portfolio', 'reports', 'inventory'],
  'F14: an artist sees all items but security');
select tests.authenticate_as('pia');
select is(pg_temp.menu('pia'), null, 'F13: an owner sees none of the items');
select is(
  (select count(*) from public.get_user_project_menu(
     tests.user_id('pia'), tests.project_id('Ink')) as m
   where m.item_key = any (array['agenda', 'clients', 'staff', 'portfolio', 'reports',
     'inventory', 'security'])), 7::bigint, 'F13: an owner is told of all seven items');
select is(public.can('security:settings', tests.project_id('Ink')), false,
  'F62: an owner does not hold what is behind the items');

select * from finish();
rollback;
