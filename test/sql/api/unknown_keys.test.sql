-- A key that does not exist: every call that takes one says so, and the nearest (F1, F86).
begin;
select plan(49);
select tests.use_fixture_catalogue();

-- The cast: Pat manages Alpha of North, Ben is a fellow there; Sid manages Gamma of South.
select tests.create_user(name) from unnest(array['pat', 'ben', 'sid', 'max']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_role('grip_of_alpha', 'Alpha', '{"rota:view": "allow"}');
select tests.create_role('bestboy', 'Alpha', '{"rota:view": "allow"}');
select tests.create_role('gaffer_of_gamma', 'Gamma', '{"rota:view": "allow"}');
select tests.grant_role('pat', 'North', 'manager');
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('sid', 'Gamma', 'manager');
select tests.ban_user('max');

-- What a call is told, and nothing of it stays.
create function pg_temp.told(p_who text, p_sql text)
returns jsonb language plpgsql as $$
declare
  v_message text;
  v_detail  text;
  v_hint    text;
begin
  perform tests.authenticate_as(p_who);
  execute p_sql;
  raise sqlstate 'XDONE';
exception
  when sqlstate 'XDONE' then return '{"code": "none"}';
  when others then
    get stacked diagnostics
      v_message = message_text, v_detail = pg_exception_detail, v_hint = pg_exception_hint;
    return jsonb_build_object(
      'code', sqlstate, 'message', v_message, 'details', v_detail::jsonb, 'hint', v_hint);
end;
$$;

-- nearest -----------------------------------------------------------------------------
select is(
  stagedoor.nearest(word, array['owner', 'manager', 'fellow', 'document:view:all']),
  nearest, format('the nearest word of %s is %s', coalesce(word, 'null'),
    coalesce(nearest, 'none')))
from (values
  ('manger', 'manager'), ('onwer', 'owner'), ('FELLOW', 'fellow'),
  ('Document:view:all', 'document:view:all'), ('document:veiw', 'document:view:all'),
  ('gaffer', null), ('', null), (null, null)
) as w (word, nearest);
select is(stagedoor.nearest('fellow', '{}'), null, 'no known word is near any word');
select is(stagedoor.nearest(repeat('manager', 1000), array['manager']), 'manager',
  'a word of any length is compared by its beginning');
select is(stagedoor.nearest('role', array['role_b', 'role_a']), 'role_a',
  'of two words that are equally near the first by name is named');

-- calls that raise ----------------------------------------------------------------------
create temporary table calls (call text, kind text, sql text);
insert into calls values
  ('grant_access', 'Permission', 'select public.grant_access(
    tests.user_id(''ben''), tests.scope_id(''Alpha''), ''permission'', %L)'),
  ('delegate_access', 'Permission', 'select public.delegate_access(
    tests.user_id(''ben''), tests.scope_id(''Alpha''), array[%L]::text[],
    now() + interval ''1 day'')'),
  ('set_role_permission', 'Permission', 'select public.set_role_permission(
    tests.role_id(''grip_of_alpha'', ''Alpha''), %L, ''allow'')'),
  ('save_menu_item', 'Permission', 'select public.save_menu_item(
    tests.scope_id(''Alpha''), jsonb_build_object(''item_key'', ''x'', ''label'', ''X'',
      ''path'', ''/x'', ''required_permission_key'', %L::text))'),
  ('grant_access', 'Role', 'select public.grant_access(
    tests.user_id(''ben''), tests.scope_id(''Alpha''), ''role'', %L)'),
  ('invite_user', 'Role', 'select public.invite_user(
    ''new@example.test'', tests.scope_id(''Alpha''), %L)'),
  ('create_project', 'Role', 'select public.create_project(
    tests.scope_id(''North''), ''Delta'', %L)');
grant select on calls to authenticated;

select is(
  pg_temp.told('pat', format(c.sql, 'document:veiw:all')),
  '{"code": "PT404", "message": "Permission not found",
    "details": {"error_code": "NOT_FOUND", "key": "document:veiw:all",
      "nearest": "document:view:all"},
    "hint":
      "There is no permission \"document:veiw:all\" here; the nearest is document:view:all."}',
  format('F86: %s says which permission is unknown, and the nearest', c.call))
from calls as c where c.kind = 'Permission';
select is(
  pg_temp.told('pat', format(c.sql, 'manger')),
  '{"code": "PT404", "message": "Role not found",
    "details": {"error_code": "NOT_FOUND", "key": "manger", "nearest": "manager"},
    "hint": "There is no role \"manger\" here; the nearest is manager."}',
  format('F86: %s says which role is unknown, and the nearest', c.call))
from calls as c where c.kind = 'Role';
select is(pg_temp.told('pat', format(c.sql, 'rota:view')) ->> 'code', 'none',
  format('%s takes a permission that exists (control)', c.call))
from calls as c where c.kind = 'Permission' and c.call <> 'grant_access';
select is(pg_temp.told('pat', format(c.sql, 'lead')) ->> 'code', 'none',
  format('%s takes a role that exists (control)', c.call))
from calls as c where c.kind = 'Role';
select is(
  pg_temp.told('pat', format(c.sql, null)) -> 'details',
  '{"error_code": "NOT_FOUND", "key": null, "nearest": null}',
  format('F86: %s of no %s names none', c.call, lower(c.kind)))
from calls as c where c.kind = 'Role' and c.call <> 'create_project';

-- A call that takes a key and stands in no list above is new: add it.
select set_eq(
  $$ select f.proname::text
     from pg_proc as f
     where f.pronamespace = 'public'::regnamespace
       and f.proargnames && array['p_permission_key', 'p_permission_keys', 'p_role_key',
         'p_role_keys', 'p_grant_key', 'p_creator_role', 'p_item']
       -- The role key is the one of a new role, or one of three that the error lists.
       and f.proname not in ('create_role', 'copy_role', 'set_staff_role') $$,
  $$ select c.call from calls as c union values
       ('can'), ('authorize'), ('authorize_for'), ('enforce'), ('explain_access') $$,
  'every call that takes a key of the catalogue is tried here');

-- What is near is what the caller may know of.
select is(
  pg_temp.told('pat', format(
    'select public.grant_access(%L, %L, ''role'', %L)', tests.user_id('ben'),
    tests.scope_id(scope), key)) -> 'details' ->> 'nearest', nearest, why)
from (values
  ('Alpha', 'grip_of_alfa', 'grip_of_alpha', 'a role of the tenant is named there'),
  ('North', 'grip_of_alfa', null, 'a role of the tenant is not named above it'),
  ('Alpha', 'gaffer_of_gamma', null, 'F86: a role of another tenant is never named'),
  ('Alpha', 'bestbuoy', 'bestboy', 'a role is named while it is there')
) as r (scope, key, nearest, why);
select tests.authenticate_as('pat');
select ok(public.delete_role(tests.role_id('bestboy', 'Alpha')), 'a role is deleted');
select is(
  pg_temp.told('pat', format(
    'select public.grant_access(%L, %L, ''role'', ''bestbuoy'')', tests.user_id('ben'),
    tests.scope_id('Alpha'))) -> 'details' ->> 'nearest', null,
  'a deleted role is never named');
select is(
  pg_temp.told('pat', format(
    'select public.grant_access(%L, %L, ''role'', ''gaffer_of_gamma'')',
    tests.user_id('ben'), tests.scope_id('Alpha'))) - 'hint' #- '{details,key}',
  pg_temp.told('pat', format(
    'select public.grant_access(%L, %L, ''role'', ''zzzzzz_zz_zzzzz'')',
    tests.user_id('ben'), tests.scope_id('Alpha'))) - 'hint' #- '{details,key}',
  'F86: a role of another tenant is answered like one that does not exist');
select is(
  pg_temp.told('ben', format(
    'select public.grant_access(%L, %L, ''role'', ''manger'')', tests.user_id('ben'),
    tests.scope_id('Alpha'))) ->> 'code', '42501',
  'whoever may not give access is not told about roles');

-- enforce -------------------------------------------------------------------------------
select is(
  pg_temp.told('ben', format(
    'select public.enforce(%L, %L)', key, tests.scope_id('Alpha'))),
  jsonb_build_object(
    'code', '42501', 'message', 'Access denied', 'hint', hint,
    'details', jsonb_build_object(
      'error_code', 'INSUFFICIENT_PERMISSIONS', 'required_permission', key)),
  why)
from (values
  ('document:veiw:all',
    'There is no permission "document:veiw:all" here; the nearest is document:view:all.',
    'F57: enforce says that a key is unknown, and the nearest'),
  ('zzz', 'There is no permission "zzz" here.',
    'F57: enforce names no key where none is near'),
  ('document:view:all', 'ask_for_access',
    'F57: enforce names the remedy of a key that exists (control)')
) as e (key, hint, why);
select is(
  pg_temp.told('max', format(
    'select public.enforce(''document:veiw:all'', %L)', tests.scope_id('Alpha')))
    ->> 'hint', 'sign_in', 'F57: enforce tells a closed account to sign in, and no key');

-- can, and the sets of policies -----------------------------------------------------------
-- No SQL sees a warning: noted here, seen by test/e2e/refusals.test.ts.
select tests.clear_authentication();
create temporary table warned (key text);
grant all on warned to public;
create or replace function stagedoor.warn_of_unknown_permission(p_key text)
returns void language sql security definer set search_path = '' as $$
  insert into pg_temp.warned
  select p_key where stagedoor.unknown_permission(p_key) is not null
$$;
create function pg_temp.warnings(p_who text, p_sql text, p_project text default null)
returns text language plpgsql as $$
declare
  v_warnings text;
begin
  perform tests.clear_authentication();
  delete from pg_temp.warned;
  perform tests.authenticate_as(p_who);
  if p_project is not null then
    perform tests.set_header('x-project-id', tests.scope_id(p_project)::text);
  end if;
  execute p_sql;
  perform tests.clear_authentication();
  select string_agg(w.key, ', ') into v_warnings from pg_temp.warned as w;
  return v_warnings;
end;
$$;
select is(pg_temp.warnings('ben', format(w.sql, w.key), w.project), w.warned, w.why)
from (values
  ('select public.can(%L, tests.scope_id(''Alpha''))', 'rota:veiw', null, 'rota:veiw',
    'F1: can warns of a key that does not exist, once'),
  ('select public.can(%L, tests.scope_id(''Alpha''))', 'rota:view', null, null,
    'F1: can does not warn of a key that is held (control)'),
  ('select public.can(%L, tests.scope_id(''Alpha''))', 'rota:edit', null, null,
    'F1: can does not warn of a key that exists and is not held (control)'),
  ('select stagedoor.scopes_with(%L)', 'rota:veiw', null, 'rota:veiw',
    'F1: the set of a policy warns of a key that does not exist, once'),
  ('select stagedoor.scopes_with(%L)', 'rota:veiw', 'Alpha', 'rota:veiw',
    'F1: the set of a policy that is narrowed to a project warns, once'),
  ('select stagedoor.organizations_with(%L)', 'rota:veiw', null, 'rota:veiw',
    'F1: the set of organizations warns of a key that does not exist, once'),
  ('select stagedoor.scopes_with(%L)', 'rota:view', null, null,
    'F1: the set of a policy does not warn of a key that is held (control)'),
  ('select stagedoor.scopes_with_own(%L)', 'rota:veiw', null, 'rota:veiw',
    'F1: the set of what is one''s own warns of a key that does not exist, once'),
  ('select stagedoor.scopes_with_own(%L)', 'rota:veiw', 'Alpha', 'rota:veiw',
    'F1: the set of what is one''s own that is narrowed to a project warns, once'),
  ('select stagedoor.scopes_with_own(%L)', 'rota:view', 'Alpha', null,
    'F1: the set of what is one''s own does not warn of a key that is held (control)')
) as w (sql, key, project, warned, why);

select * from finish();
rollback;
