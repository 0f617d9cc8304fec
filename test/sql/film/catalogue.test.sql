-- The film catalogue: keys, the executive producer, links, menu and the duties kept apart.
begin;
select plan(30);

-- The cast: Sarah produces Alpha and is crew of Beta; Lin is line producer, Eve executive
-- producer and Pam accountant of Alpha.
select tests.create_user(name) from unnest(array['sarah', 'lin', 'eve', 'pam']) as name;
select tests.create_project(p) from unnest(array['Alpha', 'Beta']) as p;
select tests.grant_role(r.name, r.project, r.role_key)
from (values
  ('sarah', 'Alpha', 'producer'), ('sarah', 'Beta', 'crew_member'),
  ('lin', 'Alpha', 'line_producer'), ('eve', 'Alpha', 'executive_producer'),
  ('pam', 'Alpha', 'production_accountant')
) as r (name, project, role_key);

-- The matrix as the jobs ask for it: A allow, o own, - nothing, for P LP PA CO DH CM EP.
create temporary table matrix (key text, cells text);
insert into matrix values
  ('override:authorize', '------A'), ('override:view',      'AAA---A'),
  ('override:request',   'AA-----'), ('cost:approve',       'AA--A-A'),
  ('cost_code:view',     'AAAAA-A'), ('cost_code:edit',     'A-A----'),
  ('phase:edit',         'A------'), ('union_rate:view',    'AAA---A'),
  ('union_rate:edit',    'A-A----'), ('union_rate:unlock',  '-------'),
  ('authority:view',     'AAA-o-A'), ('authority:delegate', 'AA----A');

create temporary table film_roles as
select * from unnest(array[
  'producer', 'line_producer', 'production_accountant', 'coordinator', 'department_head',
  'crew_member', 'executive_producer']) with ordinality as r (role_key, position);

create function pg_temp.keys(p_role text)
returns setof text
language sql
as $$
  select unnest(t.allow_keys || t.own_keys || t.locked_keys)
  from stagedoor.grant_targets as t where t.id = tests.role_id(p_role)
$$;

-- keys ---------------------------------------------------------------------------
select set_eq(
  $$ select p.permission_key from stagedoor.permissions as p
     where p.module in
       ('override', 'cost', 'cost_code', 'phase', 'union_rate', 'authority') $$,
  $$ select key from matrix $$,
  'the film part adds these 12 keys (F1, F4)'
);
select set_eq(
  $$ select p.permission_key from stagedoor.permissions as p
     join matrix as m on m.key = p.permission_key where p.requires_aal2 $$,
  array['union_rate:unlock'],
  'unlocking rates asks for a second factor, and no other key of film (F34, F102)'
);
select set_eq(
  $$ select p.permission_key from stagedoor.permissions as p
     join matrix as m on m.key = p.permission_key where not p.is_delegable $$,
  array['override:authorize', 'union_rate:unlock'],
  'the lender''s control and the unlocking of rates are not delegated (F20, F40)'
);

-- roles --------------------------------------------------------------------------
select results_eq(
  format($$ select key, policy from (
      select p.permission_key as key, l.policy
      from stagedoor.permission_role_links as l
      join stagedoor.permissions as p on p.id = l.permission_id
      join matrix as m on m.key = p.permission_key
      where l.permission_role_id = tests.role_id(%L)) as links order by key $$, r.role_key),
  format($$ select key, case substr(cells, %s, 1) when 'A' then 'allow' else 'own' end
     from matrix where substr(cells, %1$s, 1) <> '-' order by key $$, r.position),
  format('%s holds of film what the job asks for (F5, F10)', r.role_key))
from film_roles as r order by r.position;
select set_eq(
  $$ select pg_temp.keys('executive_producer') except select pg_temp.keys('producer') $$,
  array['override:authorize'],
  'a producer lacks the lender''s control alone, and so appoints no executive producer (F94)'
);
select is_empty(
  format($$ select k from pg_temp.keys(%L) as k
            where k not in (select pg_temp.keys('producer')) $$, r.role_key),
  format('a producer holds whatever %s holds with film, and may appoint them (F94)',
    r.role_key))
from film_roles as r where r.position between 2 and 6 order by r.position;
select is_empty(
  $$ select k from pg_temp.keys('production_accountant') as k
     where k in ('cost:approve', 'budget:approve') $$,
  'an accountant signs no cost and locks no budget'
);
select is_empty(
  $$ select r.role_key
     from stagedoor.permission_roles as r
     join stagedoor.grant_targets as t on t.id = r.id
     where 'union_rate:unlock' = any (t.allow_keys || t.own_keys || t.locked_keys) $$,
  'no role carries the unlocking of rates (F34)'
);
select is_empty(
  $$ select r.role_key, c.key from film_roles as r
     join stagedoor.grant_targets as t on t.id = tests.role_id(r.role_key)
     cross join lateral unnest(t.allow_keys || t.own_keys || t.locked_keys) as c (key)
     where not exists (
       select from stagedoor.permission_role_links as l
       join stagedoor.permissions as p on p.id = l.permission_id
       where l.permission_role_id = t.id and p.permission_key = c.key) $$,
  'what a role of film implies stands in the role'
);
select set_eq(
  $$ select i.permission_key || ' ' || i.implies_key
     from stagedoor.permission_implications as i
     join matrix as m on m.key = i.permission_key $$,
  array['cost_code:edit cost_code:view', 'union_rate:edit union_rate:view',
    'authority:delegate authority:view', 'override:request override:view',
    'override:authorize override:view'],
  'these keys of film carry these others (F3)'
);

-- separation -----------------------------------------------------------------------
select set_eq(
  $$ select r.rule_key, a.role_key as first, b.role_key as second
     from stagedoor.separation_rules as r
     join stagedoor.permission_roles as a on a.id = r.first_grant_id
     join stagedoor.permission_roles as b on b.id = r.second_grant_id
     where r.kind = 'static' and r.scope_id is null $$,
  $$ values
    ('executive_and_line_producer', 'executive_producer', 'line_producer'),
    ('executive_producer_and_accountant', 'executive_producer', 'production_accountant'),
    ('line_producer_and_accountant', 'line_producer', 'production_accountant') $$,
  'three pairs of roles are kept apart in one production (F101)'
);
select throws_ok(
  $$ select tests.grant_role('lin', 'Alpha', 'production_accountant') $$, '23514', null,
  'a line producer does not keep the books of the same production (F101)'
);
select lives_ok(
  $$ select tests.grant_role('lin', 'Beta', 'production_accountant') $$,
  'a line producer keeps the books of another production (F101)'
);

-- menu ---------------------------------------------------------------------------
create temporary table film_items as
select unnest(array[
  'transactions.sign_off', 'cost_codes', 'cost_codes.edit', 'cost_codes.rates', 'authority',
  'overrides', 'overrides.request', 'overrides.authorize', 'settings.phase']) as item_key;
grant select on film_items to authenticated;
create function pg_temp.opens(p_project text)
returns setof text
language sql
as $$
  select m.item_key
  from public.get_user_project_menu(auth.uid(), tests.scope_id(p_project)) as m
  join film_items as i on i.item_key = m.item_key
  where m.can_access
$$;
select set_eq(
  $$ select m.item_key, p.item_key as parent, m.position::integer, m.required_permission_key
     from stagedoor.menu_items as m
     join film_items as i on i.item_key = m.item_key
     left join stagedoor.menu_items as p on p.id = m.parent_id
     where m.scope_id is null and m.is_active $$,
  $$ values
    ('transactions.sign_off', 'transactions', 20, 'cost:approve'),
    ('cost_codes', null, 70, 'cost_code:view'),
    ('cost_codes.edit', 'cost_codes', 10, 'cost_code:edit'),
    ('cost_codes.rates', 'cost_codes', 20, 'union_rate:view'),
    ('authority', null, 80, 'authority:view'),
    ('overrides', null, 90, 'override:view'),
    ('overrides.request', 'overrides', 10, 'override:request'),
    ('overrides.authorize', 'overrides', 20, 'override:authorize'),
    ('settings.phase', 'settings', 10, 'phase:edit') $$,
  'the film part adds nine items to the menu (F12)'
);
select is_empty(
  $$ select r.role_key, child.item_key
     from stagedoor.menu_items as child
     join stagedoor.menu_items as parent on parent.id = child.parent_id
     join film_roles as r on true
     join stagedoor.grant_targets as t on t.id = tests.role_id(r.role_key)
     where child.scope_id is null
       and child.required_permission_key = any (t.allow_keys || t.own_keys)
       and parent.required_permission_key <> all (t.allow_keys || t.own_keys) $$,
  'every role of film that opens an item opens the item above it'
);
select tests.authenticate_as('sarah');
select set_eq(
  $$ select pg_temp.opens('Alpha') $$,
  $$ select item_key from film_items where item_key <> 'overrides.authorize' $$,
  'Sarah, producer of Alpha, opens all items of film but one (F16)'
);
select is_empty(
  $$ select pg_temp.opens('Beta') $$, 'Sarah, crew of Beta, opens no item of film (F16)'
);
select tests.authenticate_as('lin');
select set_eq(
  $$ select pg_temp.opens('Alpha') $$,
  array['transactions.sign_off', 'cost_codes', 'cost_codes.rates', 'authority',
    'overrides', 'overrides.request'],
  'a line producer signs off, and neither edits the chart nor moves the phase (F17)'
);
select tests.authenticate_as('eve');
select set_eq(
  $$ select pg_temp.opens('Alpha') $$,
  array['transactions.sign_off', 'cost_codes', 'cost_codes.rates', 'authority',
    'overrides', 'overrides.authorize'],
  'an executive producer authorizes overrides and requests none (F40)'
);
select tests.authenticate_as('pam');
select set_eq(
  $$ select pg_temp.opens('Alpha') $$,
  array['cost_codes', 'cost_codes.edit', 'cost_codes.rates', 'authority', 'overrides'],
  'an accountant keeps the chart and signs nothing off'
);

select * from finish();
rollback;
