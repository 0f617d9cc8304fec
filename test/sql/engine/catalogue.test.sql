-- The engine's catalogue: fourteen keys, one role, and what a part may write beside them.
begin;
select plan(17);

-- The cast: Ada starts a company, Ben is nobody there.
select tests.create_user(name) from unnest(array['ada', 'ben']) as name;

-- keys -------------------------------------------------------------------------------
select set_eq(
  $$ select p.permission_key from stagedoor.permissions as p
     where p.module in ('project', 'access', 'role', 'menu', 'audit') $$,
  array['project:create', 'project:view:all', 'project:view:assigned', 'project:edit:all',
    'project:edit:assigned', 'project:delete', 'access:view', 'access:grant',
    'access:revoke', 'access:review', 'access:escalate', 'role:edit', 'menu:edit',
    'audit:view'],
  'F129: the engine ships fourteen keys');
select set_eq(
  $$ select p.permission_key from stagedoor.permissions as p
     join stagedoor.permission_role_links as l on l.permission_id = p.id
     where l.permission_role_id = tests.role_id('owner') and l.policy = 'allow' $$,
  $$ select p.permission_key from stagedoor.permissions as p
     where p.module in ('project', 'access', 'role', 'menu', 'audit')
       and p.permission_key <> 'access:escalate' $$,
  'F129: an owner holds every key of the engine except access:escalate');
select set_eq(
  $$ select p.permission_key from stagedoor.permissions as p where p.counts_when_archived $$,
  array['audit:view', 'project:delete'],
  'keys to audit and to restore count in an archived scope, and no others');

-- ids --------------------------------------------------------------------------------
-- Built-in rows have the same id in every installation.
select is_empty(
  $$ select p.permission_key from stagedoor.permissions as p
     where p.id <> md5('stagedoor:permission:' || p.permission_key)::uuid $$,
  'F129: a permission that ships has the same id everywhere');
select is_empty(
  $$ select r.role_key from stagedoor.permission_roles as r
     where r.scope_id is null and r.id <> md5('stagedoor:role:' || r.role_key)::uuid $$,
  'F129: a role that ships has the same id everywhere');
select is_empty(
  $$ select m.item_key from stagedoor.menu_items as m
     where m.scope_id is null and m.id <> md5('stagedoor:menu_item:' || m.item_key)::uuid $$,
  'F129: a menu item that ships has the same id everywhere');

-- creators ---------------------------------------------------------------------------
-- Who creates a scope gets the role that its type names.
select tests.create_role('founder', null, '{"project:create": "allow", "access:grant":
  "allow", "access:view": "allow"}');
update stagedoor.scope_types set creator_role_key = 'founder'
where scope_type = 'organization';
select tests.flush();
select is(
  (select concat_ws(' ', convert_from(l.body, 'UTF8')::jsonb ->> 'event',
     convert_from(l.body, 'UTF8')::jsonb ->> 'object_id',
     convert_from(l.body, 'UTF8')::jsonb -> 'after' ->> 'creator_role_key')
   from stagedoor_audit.leaves as l where l.event = 'scope_type.changed'
   order by l.seq desc limit 1),
  'scope_type.changed organization founder',
  'F129: a change of the creator''s role is recorded');
select throws_ok(
  $$ update stagedoor.scope_types set creator_role_key = 'nobody'
     where scope_type = 'project' $$,
  '23514', 'The role of a creator is a built-in role',
  'F129: a scope type names a built-in role for its creator');
select throws_ok(
  $$ update stagedoor.scope_types set creator_role_key = null
     where scope_type = 'organization' $$,
  '23514', null, 'F129: the scope type organization names a role for its creator');

select tests.authenticate_as('ada');
create temporary table made as select public.create_organization('Company') as id;
create function pg_temp.roles(p_scope_id uuid) returns text language sql as $$
  select string_agg(coalesce(r.role_key, p.permission_key), ' ' order by a.grant_type desc)
  from stagedoor.user_accesses as a
  left join stagedoor.permission_roles as r on r.id = a.grant_id
  left join stagedoor.permissions as p on p.id = a.grant_id
  where a.scope_id = p_scope_id
$$;
select is(pg_temp.roles((select id from made)), 'founder access:escalate',
  'F129: the creator of an organization gets the role that its type names');
select throws_ok(
  format('select public.create_project(%L, ''Alpha'')', (select id from made)), '42501', null,
  'F94: a project is not created with a role that its creator lacks above');
select isnt(public.create_project((select id from made), 'Beta', 'founder'), null,
  'F94: a project is created with a role that its creator holds above (control)');

select tests.clear_authentication();
update stagedoor.scope_types set creator_role_key = 'founder' where scope_type = 'project';
select tests.authenticate_as('ada');
create temporary table project as
select public.create_project((select id from made), 'Gamma') as id;
select is(pg_temp.roles((select id from project)), 'founder',
  'F129: the creator of a project gets the role that its type names');
select tests.clear_authentication();
update stagedoor.scope_types set creator_role_key = null where scope_type = 'project';
select tests.authenticate_as('ada');
create temporary table bare as
select public.create_project((select id from made), 'Delta') as id;
select is(pg_temp.roles((select id from bare)), null,
  'F129: the creator of a project gets no role where its type names none');
select ok(public.can('project:create', (select id from made)),
  'the creator of a project keeps the access held above it');
select ok(public.can('access:grant', (select id from bare)),
  'an access held above reaches down to a new project');

select tests.authenticate_as('ben');
select throws_ok(
  format('select public.create_project(%L, ''Alpha'')', (select id from made)), 'PT404', null,
  'F86: a stranger creates no project in an organization');

select * from finish();
rollback;
