-- Roles of a tenant: defining, filling, including, deleting, listing (F9, F10, F62, F93,
-- F94).
begin;
select plan(110);
select tests.use_fixture_catalogue();

-- The cast: Pat produces Alpha of North; Ed may edit roles there and hold little else; Ben
-- is crew, Olga runs North, Sid runs South, Max is banned.
select tests.create_user(name)
from unnest(array['pat', 'ed', 'ben', 'olga', 'sid', 'max', 'ned', 'esc', 'eve']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_permission('props:rare');
select tests.grant_role('pat', 'Alpha', 'manager');
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('olga', 'North', 'manager');
select tests.grant_role('sid', 'South', 'manager');
select tests.grant_role('max', 'Alpha', 'manager');
select tests.ban_user('max');
select tests.grant_key('ed', 'Alpha', key)
from unnest(array['role:edit', 'rota:view']) as key;
select tests.grant_policy('ed', 'Alpha', 'document:create', 'own');
select tests.create_role('of_alpha', 'Alpha', '{"rota:view": "allow"}');
select tests.create_role('of_north', 'North', '{"rota:view": "allow"}');
select tests.create_role('of_gamma', 'Gamma', '{"rota:view": "allow"}');

-- What a call comes to, of which nothing stays.
create function pg_temp.tries(p_who text, p_sql text, p_aal text default 'aal1')
returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who, p_aal);
  begin
    execute p_sql;
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return 'done';
    when others then return sqlstate;
  end;
end;
$$;
create function pg_temp.grants(p_role text, p_scope text default 'Alpha')
returns text language sql security definer as $$
  select concat_ws(' | ', nullif(array_to_string(t.allow_keys, ' '), ''),
    'own ' || nullif(array_to_string(t.own_keys, ' '), ''),
    'locked ' || nullif(array_to_string(t.locked_keys, ' '), ''),
    'deny ' || nullif(array_to_string(t.deny_keys, ' '), ''))
  from stagedoor.grant_targets as t where t.id = tests.role_id(p_role, p_scope)
$$;

-- create_role ------------------------------------------------------------------------
select is(pg_temp.tries(who, format('select public.create_role(%L, %L, %L, ''why'')',
  tests.scope_id(scope), key, name)), outcome, why)
from (values
  ('pat', 'Alpha', 'gaffer', 'Gaffer', 'done', 'a manager defines a role (F93)'),
  ('ed', 'Alpha', 'gaffer', 'Gaffer', 'done', 'a user with role:edit defines a role'),
  ('pat', 'Camera', 'loader', 'Loader', 'done', 'a manager defines a role in a department'),
  ('olga', 'Beta', 'gaffer', 'Gaffer', 'done',
    'a manager of the organization defines a role below'),
  ('pat', 'Beta', 'gaffer', 'Gaffer', 'PT404',
    'a manager does not define a role in another project'),
  ('pat', 'North', 'gaffer', 'Gaffer', '42501',
    'a manager does not define a role above their scope'),
  ('ben', 'Alpha', 'gaffer', 'Gaffer', '42501', 'crew define no role'),
  ('sid', 'Alpha', 'gaffer', 'Gaffer', 'PT404', 'another tenant defines no role'),
  ('max', 'Alpha', 'gaffer', 'Gaffer', '42501', 'a banned user defines no role'),
  ('pat', 'Alpha', 'Gaffer', 'Gaffer', '22023', 'a role key is lower case'),
  ('pat', 'Alpha', 'best boy', 'Gaffer', '22023', 'a role key has no blanks'),
  ('pat', 'Alpha', '', 'Gaffer', '22023', 'a role key is not empty'),
  ('pat', 'Alpha', null, 'Gaffer', '22023', 'a role key is not missing'),
  ('pat', 'Alpha', repeat('x', 61), 'Gaffer', '22023',
    'a role key is at most 60 characters'),
  ('pat', 'Alpha', 'gaffer', ' ', '22023', 'a role has a name'),
  ('pat', 'Alpha', 'gaffer', repeat('x', 121), '22023',
    'the name of a role has at most 120 characters'),
  ('pat', 'Alpha', 'manager', 'Mine', '23505', 'a built-in key is taken'),
  ('pat', 'Alpha', 'of_alpha', 'Mine', '23505', 'a key of the project is taken'),
  ('pat', 'Alpha', 'of_north', 'Mine', '23505', 'a key from above is taken'),
  ('olga', 'North', 'of_alpha', 'Mine', '23505', 'a key from below is taken'),
  ('pat', 'Alpha', 'of_gamma', 'Mine', 'done', 'a key of another tenant is free (control)')
) as r (who, scope, key, name, outcome, why);
select tests.authenticate_as('pat');
create temporary table made as
select public.create_role(tests.scope_id('Alpha'), 'gaffer', ' Gaffer ', 'Lights') as id;
grant select on made to authenticated;
select results_eq(
  $$ select r.role_key, r.name, r.description, r.scope_id
  from stagedoor.permission_roles as r
     where r.id in (select id from made) $$,
  $$ values ('gaffer', 'Gaffer', 'Lights', tests.scope_id('Alpha')) $$,
  'a new role keeps its key, name, description and scope');
select is(pg_temp.grants('gaffer'), '', 'a new role grants nothing');

-- set_role_permission ------------------------------------------------------------------
select is(pg_temp.tries(who, format('select public.set_role_permission(%L, %L, %L)',
  tests.role_id(role, scope), key, policy)), outcome, why)
from (values
  ('pat', 'gaffer', 'Alpha', 'rota:view', 'allow', 'done', 'a manager fills a role'),
  ('pat', 'gaffer', 'Alpha', 'rota:view', 'deny', 'done', 'a manager lets a role deny'),
  ('ed', 'gaffer', 'Alpha', 'rota:view', 'allow', 'done',
    'a user with role:edit fills a role'),
  ('ed', 'gaffer', 'Alpha', 'document:create', 'allow', '42501',
    'a role is not filled stronger than its editor holds the key (F94)'),
  ('ed', 'gaffer', 'Alpha', 'document:approve', 'allow', '42501',
    'a role is not filled with a key that its editor lacks (F94)'),
  ('ed', 'gaffer', 'Alpha', 'document:approve', 'own', '42501',
    'a role is not filled as own with a key that its editor lacks'),
  ('ed', 'gaffer', 'Alpha', 'document:approve', 'locked', '42501',
    'a role is not filled as locked with a key that its editor lacks'),
  ('ed', 'gaffer', 'Alpha', 'document:approve', 'deny', 'done',
    'a role is filled with a denial of a key that its editor lacks'),
  ('pat', 'gaffer', 'Alpha', 'access:escalate', 'allow', '42501',
    'a manager does not put access:escalate into a role (F94)'),
  ('pat', 'gaffer', 'Alpha', 'rota:view', 'maybe', '22023', 'a policy is one of four'),
  ('pat', 'gaffer', 'Alpha', 'rota:none', 'allow', 'PT404', 'an unknown key is not found'),
  ('pat', 'gaffer', 'Alpha', null, 'allow', 'PT404', 'a null key is not found'),
  ('pat', 'of_north', 'North', 'rota:view', 'allow', '42501',
    'a role from above is not filled'),
  ('pat', 'of_gamma', 'Gamma', 'rota:view', 'allow', 'PT404',
    'a role of another tenant is not filled'),
  ('pat', 'manager', null, 'rota:view', 'own', '42501', 'a built-in role is not filled'),
  ('ben', 'gaffer', 'Alpha', 'rota:view', 'allow', '42501', 'crew fill no role'),
  ('sid', 'gaffer', 'Alpha', 'rota:view', 'allow', 'PT404', 'another tenant fills no role'),
  ('max', 'gaffer', 'Alpha', 'rota:view', 'allow', '42501',
    'a banned user fills no role')
) as s (who, role, scope, key, policy, outcome, why);
select is(pg_temp.tries('pat', format(
  'select public.set_role_permission(%L, ''rota:view'', ''allow'')', id)), 'PT404', why)
from (values (gen_random_uuid(), 'an unknown role is not found'), (null,
  'a null role is not found'))
  as r (id, why);

select tests.authenticate_as('pat');
select is(public.set_role_permission(id, 'document:create', 'allow'), true,
  'putting a key into a role answers true')
from made;
select is(public.set_role_permission(id, 'document:create', 'allow'), false,
  'putting a key into a role twice answers false')
from made;
select is(public.set_role_permission(id, 'document:create', 'locked'), true,
  'changing the policy of a key answers true')
from made;
select is(pg_temp.grants('gaffer'), 'locked document:create',
  'a changed policy is granted');
select is(public.set_role_permission(id, 'document:create', null), true,
  'taking a key out of a role answers true')
from made;
select is(public.set_role_permission(id, 'document:create', null), false,
  'taking a key out of a role twice answers false') from made;
select is(pg_temp.grants('gaffer'), '', 'a key that was taken out is not granted');

-- Whoever holds a role does not fill it with what they lack, escalation or not.
select tests.grant_key('esc', 'Alpha', key)
from unnest(array['role:edit', 'access:escalate']) as key;
select is(pg_temp.tries('esc', format(
  'select public.set_role_permission(%L, ''props:rare'', ''allow'')', id), 'aal2'), 'done',
  'a user with access:escalate fills a role of others') from made;
select is(pg_temp.tries('esc', format(
  'select public.set_role_permission(%L, ''props:rare'', ''allow'')', id), 'aal1'), '42501',
  'access:escalate does not count without a second factor (F102)') from made;
select tests.grant_role('esc', 'Alpha', 'gaffer');
select is(pg_temp.tries('esc', format(
  'select public.set_role_permission(%L, ''props:rare'', ''allow'')', id), 'aal2'), '42501',
  'a user with access:escalate does not fill a role that they hold (F94)') from made;
select tests.clear_authentication();
select tests.create_role('wide', 'Alpha');
insert into stagedoor.role_includes
  values (tests.role_id('wide', 'Alpha'), tests.role_id('gaffer', 'Alpha'));
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('esc') and a.grant_id = tests.role_id('gaffer', 'Alpha');
select tests.grant_role('esc', 'Alpha', 'wide');
select is(pg_temp.tries('esc', format(
  'select public.set_role_permission(%L, ''props:rare'', ''allow'')', id), 'aal2'), '42501',
  'a user with access:escalate does not fill a part of their role (F94)') from made;
select tests.clear_authentication();
delete from stagedoor.role_includes
  where permission_role_id = tests.role_id('wide', 'Alpha');

select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('esc') and a.grant_id = tests.role_id('wide', 'Alpha');
select is(pg_temp.tries('esc', format(
  'select public.set_role_permission(%L, ''props:rare'', ''allow'')', id), 'aal2'), 'done',
  'a former holder fills the role again (control)') from made;
select tests.clear_authentication();

-- A denial is not taken out by those whom it denies something.
select tests.create_role('denier', 'Alpha', '{"document:create": "deny"}');
select tests.create_user('den');
select tests.grant_role('den', 'Alpha', 'manager');
select tests.grant_role('den', 'Alpha', 'denier');
select is(pg_temp.tries('den', format(
  'select public.set_role_permission(%L, ''document:create'', null)',
  tests.role_id('denier', 'Alpha'))), '42501',
  'a user does not free themselves of a denial in a role (F50)');
select is(pg_temp.tries('den', format('select public.delete_role(%L)',
  tests.role_id('denier', 'Alpha'))), '42501',
  'a user does not delete the role that denies them');
select is(pg_temp.tries('pat', format(
  'select public.set_role_permission(%L, ''document:create'', null)',
  tests.role_id('denier', 'Alpha'))), 'done',
  'another user takes a denial out of the role (control)');
select is(pg_temp.tries('pat', format('select public.delete_role(%L)',
  tests.role_id('denier', 'Alpha'))), 'done',
  'another user deletes the role that denies (control)');
select is(pg_temp.tries('ed', format(
  'select public.set_role_permission(%L, ''document:approve'', null)',
  tests.role_id('denier', 'Alpha'))), 'done',
  'a key that is not in a role is taken out by every editor');
select tests.clear_authentication();
insert into stagedoor.permission_role_links (permission_role_id, permission_id, policy)
values (tests.role_id('denier', 'Alpha'), tests.permission_id('document:approve'), 'deny');
select is(pg_temp.tries('ed', format(
  'select public.set_role_permission(%L, ''document:approve'', null)',
  tests.role_id('denier', 'Alpha'))), '42501',
  'a denial is not taken out by an editor who lacks its key (F94)');

-- set_role_inclusion -------------------------------------------------------------------
select tests.clear_authentication();
select tests.create_role('whole', 'Alpha', '{"document:create": "allow"}');
select is(pg_temp.tries(who, format('select public.set_role_inclusion(%L, %L, %L)',
  tests.role_id('gaffer', 'Alpha'), tests.role_id(role, scope), is_in)), outcome, why)
from (values
  ('pat', 'fellow', null, 'true', 'done', 'a role includes a built-in role'),
  ('pat', 'whole', 'Alpha', 'true', 'done', 'a role includes a role of its project'),
  ('pat', 'of_north', 'North', 'true', 'done', 'a role includes a role from above'),
  ('pat', 'of_gamma', 'Gamma', 'true', 'PT404',
    'a role does not include a role of another tenant'),
  ('pat', 'gaffer', 'Alpha', 'true', '23514', 'a role does not include itself'),
  ('pat', 'whole', 'Alpha', null, '22023', 'an inclusion says whether it holds'),
  ('ed', 'of_alpha', 'Alpha', 'true', 'done', 'a role includes what its editor holds'),
  ('ed', 'whole', 'Alpha', 'true', '42501',
    'a role does not include what its editor lacks (F94)'),
  ('ben', 'of_alpha', 'Alpha', 'true', '42501', 'crew include nothing'),
  ('sid', 'of_alpha', 'Alpha', 'true', 'PT404', 'another tenant includes nothing')
) as i (who, role, scope, is_in, outcome, why);
select tests.authenticate_as('pat');
select is(public.set_role_inclusion(id, tests.role_id('whole', 'Alpha'), true), true,
  'including a role answers true') from made;
select is(public.set_role_inclusion(id, tests.role_id('whole', 'Alpha'), true), false,
  'including a role twice answers false') from made;
select is(pg_temp.grants('gaffer'), 'document:create', 'an included role is granted');
select is(pg_temp.tries('pat', format('select public.set_role_inclusion(%L, %L, true)',
  tests.role_id('of_alpha', 'Alpha'), id)), '23514',
  'a role with an inclusion is not included itself') from made;
select is(public.set_role_inclusion(id, tests.role_id('whole', 'Alpha'), false), true,
  'letting a role go answers true') from made;
select is(public.set_role_inclusion(id, tests.role_id('whole', 'Alpha'), false), false,
  'letting a role go twice answers false') from made;
select is(pg_temp.grants('gaffer'), '', 'a role that was let go is not granted');
select public.set_role_inclusion(id, tests.role_id('denier', 'Alpha'), true) from made;
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('den') and a.grant_id = tests.role_id('denier', 'Alpha');
select tests.clear_authentication();
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('den') and a.grant_id = tests.role_id('denier', 'Alpha');
select tests.grant_role('den', 'Alpha', 'gaffer');
select is(pg_temp.tries('den', format('select public.set_role_inclusion(%L, %L, false)',
  id, tests.role_id('denier', 'Alpha'))), '42501',
  'a user does not let go the role that denies them') from made;
select is(pg_temp.tries('pat', format('select public.set_role_inclusion(%L, %L, false)',
  id, tests.role_id('denier', 'Alpha'))), 'done',
  'another user lets the denying role go (control)') from made;

-- somebody is left who can give access ---------------------------------------------------
select tests.clear_authentication();
select tests.create_project('Solo', 'Lonely');
select tests.create_role('boss', 'Solo',
  '{"access:grant": "allow", "role:edit": "allow", "rota:view": "allow"}');
select tests.create_role('part', 'Solo', '{"access:grant": "allow"}');
select tests.create_role('muzzle', 'Solo', '{"access:grant": "deny"}');
select tests.create_role('union_of', 'Solo', '{"role:edit": "allow"}');
insert into stagedoor.role_includes
values (tests.role_id('union_of', 'Solo'), tests.role_id('part', 'Solo'));
create temporary table holds as select tests.grant_role('ned', 'Solo', 'boss') as id;
select is(pg_temp.tries('ned', format(sql, tests.role_id('boss', 'Solo'),
  tests.role_id('muzzle', 'Solo'))), outcome, why)
from (values
  ('select public.set_role_permission(%1$L, ''access:grant'', null)', '23514',
    'access:grant is not taken out of the last role that gives it'),
  ('select public.set_role_permission(%1$L, ''access:grant'', ''own'')', '23514',
    'access:grant is not weakened in the last role that gives it'),
  ('select public.set_role_permission(%1$L, ''access:grant'', ''deny'')', '23514',
    'access:grant is not denied by the last role that gives it'),
  ('select public.delete_role(%1$L)', '23514',
    'the last role that gives access:grant is not deleted'),
  ('select public.set_role_inclusion(%1$L, %2$L, true)', '23514',
    'the last role that gives access:grant does not include its denial'),
  ('select public.set_role_permission(%1$L, ''rota:view'', null)', 'done',
    'another key is taken out of that role (control)')
) as l (sql, outcome, why);
select tests.clear_authentication();
select tests.revoke(id) from holds;
select tests.grant_role('ned', 'Solo', 'union_of');
select is(pg_temp.tries('ned', format('select public.set_role_inclusion(%L, %L, false)',
  tests.role_id('union_of', 'Solo'), tests.role_id('part', 'Solo'))), '23514',
  'the part that gives access:grant is not let go');
select is(pg_temp.tries('ned', format('select public.delete_role(%L)',
  tests.role_id('part', 'Solo'))), '23514',
  'the part that gives access:grant is not deleted');
select is(pg_temp.tries('ned', format(
  'select public.set_role_permission(%L, ''access:grant'', null)',
  tests.role_id('part', 'Solo'))), '23514',
  'the part that gives access:grant is not emptied');
select tests.grant_role('pat', 'Lonely', 'manager');
select is(pg_temp.tries('ned', format('select public.delete_role(%L)',
  tests.role_id('part', 'Solo'))), 'done',
  'a part that gives access:grant is deleted under a holder above (control)');

-- delete_role ------------------------------------------------------------------------
select is(pg_temp.tries(who, format('select public.delete_role(%L)',
  tests.role_id(role, scope))), outcome, why)
from (values
  ('pat', 'gaffer', 'Alpha', 'done', 'a manager deletes a role'),
  ('pat', 'manager', null, '42501', 'a built-in role is not deleted'),
  ('pat', 'of_north', 'North', '42501', 'a role from above is not deleted'),
  ('pat', 'of_gamma', 'Gamma', 'PT404', 'a role of another tenant is not deleted'),
  ('ben', 'gaffer', 'Alpha', '42501', 'crew delete no role'),
  ('sid', 'gaffer', 'Alpha', 'PT404', 'another tenant deletes no role')
) as d (who, role, scope, outcome, why);
select tests.authenticate_as('pat');
select public.set_role_permission(id, 'rota:view', 'allow') from made;
select tests.grant_role('ned', 'Alpha', 'gaffer');
select public.delete_role(id) from made;
select tests.authenticate_as('ned');
select ok(not public.can('rota:view', tests.scope_id('Alpha')),
  'a holder of a deleted role holds it no longer, at once (F95)');
select tests.authenticate_as('pat');
select throws_ok(format('select public.delete_role(%L)', id), 'PT404', 'Role not found',
  'a deleted role is not found') from made;
select throws_ok(
  $$ select public.grant_access(tests.user_id('ned'), tests.scope_id('Alpha'), 'role',
       'gaffer') $$, 'PT404', 'Role not found', 'a deleted role is not given');
select throws_ok(format('select public.set_role_inclusion(%L, %L, true)',
  tests.role_id('of_alpha', 'Alpha'), id), 'PT404', 'Role not found',
  'a deleted role is not included') from made;
select isnt(public.create_role(tests.scope_id('Alpha'), 'gaffer', 'Gaffer'), id,
  'the key of a deleted role is free for a new one') from made;
select tests.clear_authentication();
select results_eq(
  $$ select a.status, a.revoke_reason from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('ned') and a.grant_id in (select id from made) $$,
  $$ values ('Revoked', 'role deleted') $$, 'accesses by a deleted role are revoked');

-- lists --------------------------------------------------------------------------
create function pg_temp.roles(p_who text, p_scope uuid) returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return (select string_agg(r.role_key, ' ' order by r.role_key)
    from public.list_roles(p_scope) as r
    where not r.is_built_in and r.role_key not like 'only\_%');
end;
$$;
select is(pg_temp.roles('ben', tests.scope_id('Alpha')),
  'denier gaffer of_alpha of_north whole wide',
  'a member sees the roles of the project and above it');
select is(pg_temp.roles('sid', tests.scope_id('Alpha')), null,
  'another tenant sees no role of the project');
select is(
  (select array_agg(r.role_key) from public.list_roles(tests.scope_id('Alpha')) as r),
  (select array_agg(r.role_key) from public.list_roles(gen_random_uuid()) as r),
  'a foreign scope lists the built-in roles, like an unknown one');
select ok(
  exists (select from public.list_permissions() as p
    where p.permission_key = 'document:edit:all' and p.module_label = 'Documents'
      and p.action = 'edit' and p.scope = 'all'
      and p.implies = '{document:edit:assigned,document:view:all}' and not p.requires_aal2),
  'a signed-in user reads the keys and what they imply (F8)');
select tests.authenticate_as('pat');
select results_eq(
  $$ select m.permission_key, m.policy, m.is_linked
     from public.get_role_matrix(tests.scope_id('Alpha')) as m
     where m.role_key in ('denier', 'clerk')
       and m.permission_key ~ '^(document|ticket)' $$,
  $$ values ('ticket:create', 'allow', true),
       ('ticket:edit:assigned', 'own', true),
       ('ticket:view:assigned', 'own', true),
       ('document:approve', 'deny', true), ('document:create', 'deny', true) $$,
  'the matrix says what every role grants (F10, F62)');
select is_empty(
  $$ select from public.get_role_matrix(tests.scope_id('Alpha')) as m
     where m.role_key = 'of_gamma' or m.role_id in (select id from made) $$,
  'the matrix leaves out other tenants and deleted roles');
select is(pg_temp.tries(who, format('select public.get_role_matrix(%L)',
  tests.scope_id('Alpha'))), outcome, why)
from (values ('ben', '42501', 'crew see no matrix'), ('sid', 'PT404',
  'another tenant sees no matrix'))
  as m (who, outcome, why);

select * from finish();
rollback;
