-- Reading the engine's tables: who sees which row (F21, F22).
begin;
select plan(103);
select tests.use_fixture_catalogue();

-- The cast: North makes Alpha, with a camera department, and Beta; South makes Gamma.
-- Ada produces Alpha, Ben is crew there, Hed heads its camera. Cleo is crew of Beta, Gil
-- produces Gamma, Olga oversees North. Rex was on Alpha once, Ina is invited, Max is
-- banned, Eve works nowhere.
select tests.create_user(name) from unnest(array[
  'ada', 'ben', 'hed', 'cleo', 'gil', 'olga', 'rex', 'ina', 'max', 'eve']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South');
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('hed', 'Camera', 'head');
select tests.grant_role('cleo', 'Beta', 'fellow');
select tests.grant_role('gil', 'Gamma', 'manager');
select tests.grant_role('olga', 'North', 'manager');
select tests.grant_role('rex', 'Alpha', 'manager', p_status => 'Revoked');
select tests.grant_role('ina', 'Alpha', 'manager', p_status => 'Invited');
select tests.grant_role('max', 'Alpha', 'manager');
select tests.ban_user('max');

-- What each tenant has of its own.
select tests.create_role('of_north', 'North', '{"rota:view": "allow"}');
select tests.create_role('of_alpha', 'Alpha', '{"rota:view": "allow"}');
select tests.create_role('of_gamma', 'Gamma', '{"rota:view": "allow"}');
insert into stagedoor.role_includes (permission_role_id, included_role_id)
select tests.role_id('of_' || lower(scope), scope), tests.role_id('fellow')
from unnest(array['North', 'Alpha', 'Gamma']) as scope;
insert into stagedoor.menu_items (scope_id, item_key, label, path)
select tests.scope_id(scope), 'of_' || lower(scope), scope, '/' || lower(scope)
from unnest(array['North', 'Alpha', 'Gamma']) as scope;
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description, scope_id)
select 'of_' || lower(scope), 'static', tests.role_id('manager'),
  tests.role_id('fellow'), 'For a test', tests.scope_id(scope)
from unnest(array['North', 'Alpha', 'Gamma']) as scope;
insert into stagedoor.separation_settings (scope_id, rule_id, is_enforced, reason)
select r.scope_id, r.id, false, 'small crew'
from stagedoor.separation_rules as r where r.scope_id is not null;
select tests.elevate('ben', '00000000-0000-4000-8000-000000000001', 'Alpha');
select tests.elevate('hed', '00000000-0000-4000-8000-000000000002', 'Camera');
select tests.elevate('gil', '00000000-0000-4000-8000-000000000003', 'Gamma');
select stagedoor.raise_alert(tests.scope_id('Alpha'), 'repeated_denials', null);
select stagedoor.raise_alert(tests.scope_id('Gamma'), 'repeated_denials', null);

create temporary table named as
select tests.id_for(name) as id, name
from unnest(array[
  'ada', 'ben', 'hed', 'cleo', 'gil', 'olga', 'rex', 'ina', 'max', 'eve']) as name
union all
select s.id, s.name from stagedoor.scopes as s;
grant select on named to anon, authenticated;

-- Names of what the speaker reads, sorted.
create function pg_temp.reads(p_sql text)
returns text
language plpgsql
as $$
declare
  v_names text;
begin
  execute format(
    $sql$ select coalesce(string_agg(name, ' ' order by name), 'nothing')
          from (select distinct coalesce(n.name, r.what::text) as name
                from (%s) as r (what)
                left join named as n on n.id::text = r.what::text) as names $sql$,
    p_sql) into v_names;
  return v_names;
end;
$$;

create temporary table expected (sql text, who text, reads text, why text);
insert into expected values
  -- scopes
  ('select id from stagedoor.scopes', 'ada', 'Alpha Camera North',
    'a manager sees the project, its departments and what is above it'),
  ('select id from stagedoor.scopes', 'ben', 'Alpha Camera North',
    'crew see the project that they work on'),
  ('select id from stagedoor.scopes', 'hed', 'Alpha Camera North',
    'a head of department sees the project of the department'),
  ('select id from stagedoor.scopes', 'cleo', 'Beta North',
    'crew of another project see the project that they work on'),
  ('select id from stagedoor.scopes', 'gil', 'Gamma South',
    'a manager of another tenant sees its scopes'),
  ('select id from stagedoor.scopes', 'olga', 'Alpha Beta Camera North',
    'a manager of an organization sees its projects'),
  ('select id from stagedoor.scopes', 'rex', 'nothing',
    'a revoked user sees no scope'),
  ('select id from stagedoor.scopes', 'ina', 'nothing', 'an invitation shows no scope'),
  ('select id from stagedoor.scopes', 'max', 'nothing', 'a banned user sees no scope'),
  ('select id from stagedoor.scopes', 'eve', 'nothing', 'a stranger sees no scope'),

  -- user_accesses
  ('select user_id from stagedoor.user_accesses', 'ada', 'ada ben hed ina max rex',
    'a manager sees the accesses of the project and its departments, ended ones too'),
  ('select user_id from stagedoor.user_accesses', 'ben', 'ben',
    'crew see their own access'),
  ('select user_id from stagedoor.user_accesses', 'hed', 'hed',
    'a head of department sees their own access'),
  ('select user_id from stagedoor.user_accesses', 'cleo', 'cleo',
    'crew of another project see their own access'),
  ('select user_id from stagedoor.user_accesses', 'gil', 'gil',
    'a manager of another tenant sees the accesses there'),
  ('select user_id from stagedoor.user_accesses', 'olga',
    'ada ben cleo hed ina max olga rex',
    'a manager of an organization sees the accesses below it'),
  ('select user_id from stagedoor.user_accesses', 'rex', 'rex',
    'a revoked user sees their own ended access'),
  ('select user_id from stagedoor.user_accesses', 'max', 'nothing',
    'a banned user sees no access, their own included'),
  ('select user_id from stagedoor.user_accesses', 'eve', 'nothing',
    'a stranger reads no access'),

  -- user_accounts
  ('select id from stagedoor.user_accounts', 'ada', 'ada ben hed ina max rex',
    'a manager sees the people of the project'),
  ('select id from stagedoor.user_accounts', 'ben', 'ben', 'crew see themselves'),
  ('select id from stagedoor.user_accounts', 'cleo', 'cleo',
    'crew of another project see themselves'),
  ('select id from stagedoor.user_accounts', 'gil', 'gil',
    'a manager of another tenant sees the users there only'),
  ('select id from stagedoor.user_accounts', 'max', 'nothing',
    'a banned user sees no user'),
  ('select id from stagedoor.user_accounts', 'eve', 'eve', 'a stranger sees themselves'),

  -- elevations
  ('select user_id from stagedoor.elevations', 'ada', 'ben hed',
    'a manager sees who was elevated'),
  ('select user_id from stagedoor.elevations', 'ben', 'ben',
    'crew see their own elevations'),
  ('select user_id from stagedoor.elevations', 'gil', 'gil',
    'a manager of another tenant sees the elevations there'),
  ('select user_id from stagedoor.elevations', 'cleo', 'nothing',
    'crew of another project see no elevation'),
  ('select user_id from stagedoor.elevations', 'max', 'nothing',
    'a banned user sees no elevation'),
  ('select user_id from stagedoor.elevations', 'eve', 'nothing',
    'a stranger sees no elevation'),

  -- alerts
  ('select scope_id from stagedoor.alerts', 'ada', 'Alpha', 'a manager sees alerts'),
  ('select scope_id from stagedoor.alerts', 'olga', 'Alpha',
    'a manager of an organization sees alerts below it'),
  ('select scope_id from stagedoor.alerts', 'gil', 'Gamma',
    'a manager of another tenant sees the alerts there'),
  ('select scope_id from stagedoor.alerts', 'ben', 'nothing', 'crew see no alert'),
  ('select scope_id from stagedoor.alerts', 'cleo', 'nothing',
    'crew of another project see no alert'),
  ('select scope_id from stagedoor.alerts', 'eve', 'nothing', 'a stranger sees no alert');

-- Roles with what they hold, menu items, rules: those of the tenant that one works for.
insert into expected
select format(t.sql, t.what), w.who, w.reads, format('%s: %s', t.what, w.why)
from (values
  ('permission_roles', 'select scope_id from stagedoor.%s where scope_id is not null'),
  ('permission_role_links', 'select r.scope_id from stagedoor.%s as l
     join stagedoor.permission_roles as r on r.id = l.permission_role_id
     where r.scope_id is not null'),
  ('role_includes', 'select r.scope_id from stagedoor.%s as i
     join stagedoor.permission_roles as r on r.id = i.permission_role_id
     where r.scope_id is not null'),
  ('menu_items', 'select scope_id from stagedoor.%s where scope_id is not null'),
  ('separation_rules', 'select scope_id from stagedoor.%s where scope_id is not null'),
  ('separation_settings', 'select scope_id from stagedoor.%s')
) as t (what, sql)
cross join (values
  ('ada', 'Alpha North',
    'a member sees those of the project and of the organization above'),
  ('cleo', 'North', 'a member sees those of the organization, not of another project'),
  ('gil', 'Gamma', 'a member of another tenant sees its own'),
  ('max', 'nothing', 'a banned user sees none'),
  ('eve', 'nothing', 'a stranger sees none')
) as w (who, reads, why);
grant select on expected to anon, authenticated;

-- One after the other, as whom it says.
create function pg_temp.all_expected()
returns setof text
language plpgsql
as $$
declare
  v_row record;
begin
  for v_row in select * from expected loop
    perform tests.authenticate_as(v_row.who);
    return next is(pg_temp.reads(v_row.sql), v_row.reads,
      format('%s: %s', v_row.who, v_row.why));
  end loop;
end;
$$;
select pg_temp.all_expected();

-- links and includes without the role in between ---------------------------------
select tests.authenticate_as('ben');
select is_empty(
  $$ select permission_role_id from stagedoor.permission_role_links
     where permission_role_id = tests.role_id('of_gamma', 'Gamma') $$,
  'links of a foreign role are not seen by themselves'
);
select isnt_empty(
  $$ select permission_role_id from stagedoor.permission_role_links
     where permission_role_id = tests.role_id('of_alpha', 'Alpha') $$,
  'links of a role of one''s own tenant are seen by themselves (control)'
);
select is_empty(
  $$ select permission_role_id from stagedoor.role_includes
     where permission_role_id = tests.role_id('of_gamma', 'Gamma') $$,
  'inclusions of a foreign role are not seen by themselves'
);
select isnt_empty(
  $$ select permission_role_id from stagedoor.role_includes
     where permission_role_id = tests.role_id('of_alpha', 'Alpha') $$,
  'inclusions of a role of one''s own tenant are seen by themselves (control)'
);
select tests.clear_authentication();
update stagedoor.permission_roles set deleted_at = now()
where id = tests.role_id('of_alpha', 'Alpha');
select tests.authenticate_as('ben');
select is(
  pg_temp.reads(
    'select scope_id from stagedoor.permission_roles where scope_id is not null'),
  'North', 'a deleted role is not seen any more');

-- columns ------------------------------------------------------------------------
select tests.authenticate_as('ada');
select throws_ok(
  $$ select notes from stagedoor.user_accounts $$,
  '42501', null, 'no user reads the notes about people'
);
select throws_ok(
  $$ select * from stagedoor.user_accounts $$,
  '42501', null, 'no user reads all columns of an account'
);
select throws_ok(
  $$ select phone_number from stagedoor.user_accounts $$,
  '42501', null, 'no user reads phone numbers'
);
select isnt_empty(
  $$ select id, account_status, email, fullname_first, fullname_last, created_by,
       created_at from stagedoor.user_accounts $$,
  'a user reads the other columns of an account (control)'
);
select throws_ok(
  $$ select session_id from stagedoor.elevations $$,
  '42501', null, 'no user reads the session of an elevation'
);
select isnt_empty(
  $$ select id, user_id, scope_id, started_at, ends_at, ended_at, ended_reason
     from stagedoor.elevations $$,
  'a user reads the other columns of an elevation (control)'
);

-- definitions --------------------------------------------------------------------
select tests.authenticate_as('eve');
select isnt_empty(
  format('select from stagedoor.%I', name),
  format('%s is open to every signed-in user', name))
from unnest(array[
  'scope_types', 'permission_modules', 'permissions', 'permission_implications',
  'permission_roles', 'permission_role_links', 'menu_items', 'alert_rules']) as name;

-- denied, archived -------------------------------------------------------------------
select tests.clear_authentication();
select tests.create_department('Sound', 'Alpha');
select tests.grant_role('eve', 'Sound', 'fellow');
select tests.create_user(name) from unnest(array['deny', 'look']) as name;
insert into named
select tests.id_for(name), name from unnest(array['deny', 'look']) as name;
select tests.grant_key(name, 'Alpha', 'access:view')
from unnest(array['deny', 'look']) as name;
select tests.deny('deny', 'Sound', 'access:view');
select tests.authenticate_as('look');
select ok(pg_temp.reads('select user_id from stagedoor.user_accesses') ~ 'eve',
  'access:view in a project reads the accesses of a department (control)');
select tests.authenticate_as('deny');
select ok(pg_temp.reads('select user_id from stagedoor.user_accesses') !~ 'eve',
  'a denied access:view does not read the accesses of that department (F50)');
select ok(pg_temp.reads('select id from stagedoor.user_accounts') !~ 'eve',
  'a denied access:view does not read the people of that department');
select tests.archive('Sound');
select tests.authenticate_as('look');
select ok(pg_temp.reads('select user_id from stagedoor.user_accesses') !~ 'eve',
  'accesses of an archived department are hidden from holders of access:view');
select tests.authenticate_as('eve');
select is(pg_temp.reads('select user_id from stagedoor.user_accesses'), 'eve',
  'members of an archived department read their own access (control)');

-- narrowing ----------------------------------------------------------------------
select tests.authenticate_as('olga');
select tests.set_header('x-project-id', tests.scope_id('Beta')::text);
select is(
  pg_temp.reads('select id from stagedoor.scopes'), 'Beta North',
  'a narrowed request sees its project and what is above it');
select is(
  pg_temp.reads('select user_id from stagedoor.user_accesses'), 'cleo',
  'a narrowed request sees the accesses of its project only');
select is(
  pg_temp.reads('select user_id from stagedoor.elevations'), 'nothing',
  'a narrowed request sees the elevations of its project only');
select is(
  pg_temp.reads('select scope_id from stagedoor.alerts'), 'nothing',
  'a narrowed request sees the alerts of its project only');
select tests.authenticate_as('ben');
select is(
  pg_temp.reads('select user_id from stagedoor.user_accesses'), 'nothing',
  'a narrowed request leaves out one''s own access elsewhere');
select is(
  pg_temp.reads('select id from stagedoor.scopes'), 'North',
  'a narrowed request shows crew of another project the organization only');
select tests.set_header('x-project-id', tests.scope_id('Camera')::text);
select is(
  pg_temp.reads('select user_id from stagedoor.user_accesses'), 'ben',
  'a header that names a department narrows to its project (control)');
select tests.set_header('x-project-id', 'Alpha');
select throws_ok(
  $$ select id from stagedoor.scopes $$, '22023', null,
  'a header that is no uuid is a bad value');

-- those who look up nobody -----------------------------------------------------------
-- Kay and Lou are fellows at Beta, and Lou was elevated there.
select tests.set_header('x-project-id', null);
select tests.clear_authentication();
select tests.create_user(name) from unnest(array['kay', 'lou']) as name;
select tests.grant_role('kay', 'Beta', 'fellow');
create temporary table of_lou as select tests.grant_role('lou', 'Beta', 'fellow') as id;
select tests.elevate('lou', '00000000-0000-4000-8000-000000000004', 'Beta');
select tests.authenticate_as('kay');
select is_empty($$ select from stagedoor.elevations $$,
  'a fellow does not see that another was elevated');
select tests.authenticate_as('lou');
select isnt_empty($$ select from stagedoor.elevations $$,
  'a fellow sees that they were elevated themselves (control)');
select tests.clear_authentication();
select tests.revoke(id) from of_lou;
select tests.authenticate_as('lou');
select isnt_empty($$ select from stagedoor.elevations $$,
  'whoever has left still sees that they were elevated (control)');
select tests.clear_authentication();
select tests.ban_user('lou');
select tests.authenticate_as('lou');
select is_empty($$ select from stagedoor.elevations $$,
  'whoever is banned does not see that they were elevated');

select * from finish();
rollback;
