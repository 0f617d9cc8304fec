-- Attacks: an app that carries somebody's token. The platform's OAuth server gives it the
-- person's sub and a client_id, and its scopes do not limit the database: until the person
-- can allow it something, it holds nothing and sees what anon sees (F131).
begin;
select plan(35);
select tests.use_fixture_catalogue();

-- The cast: Olga produces the company, and an app has a token of hers.
select tests.create_user(n) from unnest(array['olga', 'lee']) as n;
select tests.create_organization('Company'), tests.create_project('Alpha', 'Company');
select tests.create_role('house_role', 'Company', '{"rota:view": "allow"}');
select tests.grant_role('olga', 'Company', 'manager'),
  tests.grant_role('olga', 'Alpha', 'house_role');
insert into stagedoor.menu_items (scope_id, item_key, label, path)
values (tests.scope_id('Company'), 'ours', 'Ours', '/ours');
insert into stagedoor.alerts (scope_id, rule_key)
values (tests.scope_id('Company'), 'secret_lockout');
insert into stagedoor.separation_rules
  (rule_key, kind, first_grant_id, second_grant_id, description)
values ('two_duties', 'static', tests.role_id('lead'),
  tests.role_id('teller'), 'For a test');

create function pg_temp.as_app(p_client jsonb default '"8b5f2c1e"')
returns void
language plpgsql
as $$
begin
  perform tests.authenticate_as('olga', 'aal2');
  perform set_config('request.jwt.claims', (
    current_setting('request.jwt.claims')::jsonb
      || jsonb_build_object('client_id', p_client))::text, true);
end;
$$;

-- who asks ---------------------------------------------------------------------------
select tests.authenticate_as('olga', 'aal2');
select is(stagedoor.client_id(), null, 'F131: a user''s own token names no app');
select is(stagedoor.caller_id(), tests.user_id('olga'),
  'F131: the subject of a user''s own token is the caller');
select ok(public.can('document:view:all', tests.scope_id('Alpha')),
  'F131: a user holds their permissions with their own token');
select pg_temp.as_app();
select is(stagedoor.client_id(), '8b5f2c1e', 'F131: an app''s token names the app');
select is(stagedoor.token_subject(), tests.user_id('olga'),
  'F131: an app''s token names its user, for records');
select is(stagedoor.caller_id(), null, 'F131: an app''s token has no caller');
select pg_temp.as_app('null');
select is(stagedoor.caller_id(), tests.user_id('olga'),
  'F131: a client_id of null names no app');
select set_config('request.jwt.claims', '{"role": "authenticated"}', true),
  set_config('request.jwt.claim.client_id', 'older', true);
select is(stagedoor.client_id(), 'older', 'F131: the older form of settings names the app');
select set_config('request.jwt.claims',
  format('{"sub": "%s", "client\u005fid": "escaped"}', tests.user_id('olga')), true),
  set_config('request.jwt.claim.client_id', '', true);
select is(stagedoor.client_id(), 'escaped',
  'F131: an escaped name of the claim names the app');

-- questions --------------------------------------------------------------------------
select pg_temp.as_app();
select ok(not public.can('document:view:all', tests.scope_id('Alpha')),
  'F131: an app may do nothing');
select is(
  public.authorize('document:view:all', tests.scope_id('Alpha'))
    - '{version,valid_until,policy}'::text[],
  '{"allowed": false, "reason": "client_not_allowed", "remedy": "none"}',
  'F131: authorize tells an app why');
savepoint banned;
select tests.clear_authentication();
select tests.ban_user('olga');
select pg_temp.as_app();
select is(
  public.authorize('document:view:all', tests.scope_id('Alpha')) ->> 'reason', 'no_session',
  'F131: an app of somebody who is banned has no session');
rollback to banned;
select is(
  public.authorize('document:view:all', gen_random_uuid()) ->> 'reason', 'client_not_allowed',
  'F131: authorize answers an app alike for every scope');
select throws_matching(
  format('select public.enforce(''document:view:all'', %L)', tests.scope_id('Alpha')),
  'Access denied', 'F131: enforce refuses an app');
select throws_matching(
  format('select public.get_my_session(%L)', tests.scope_id('Alpha')), 'Access denied',
  'F131: an app has no session');
select throws_matching(
  format('select public.get_user_project_menu(null, %L)', tests.scope_id('Alpha')),
  'Access denied', 'F131: an app is refused a menu without a user');
select throws_matching(
  format('select public.get_user_project_menu(%L, %L)', tests.user_id('olga'),
    tests.scope_id('Alpha')),
  'Access denied', 'F131: an app is refused the menu of its user');
select throws_matching('select public.list_permissions()', 'Access denied',
  'F131: an app is refused the catalogue');
select throws_matching(
  format('select public.list_roles(%L)', tests.scope_id('Alpha')), 'Access denied',
  'F131: an app is refused the list of roles');
select is_empty('select * from public.get_my_projects()', 'F131: an app has no projects');

-- refusals ---------------------------------------------------------------------------
create function pg_temp.hint_of(p_call text)
returns text
language plpgsql
as $$
declare
  v_hint text;
begin
  execute p_call;
  return 'done';
exception
  when insufficient_privilege then
    get stacked diagnostics v_hint = pg_exception_hint;
    return v_hint;
end;
$$;
select is(pg_temp.hint_of(format(
  $$select public.grant_access(%L, %L, 'role', 'fellow')$$,
  tests.user_id('lee'), tests.scope_id('Alpha'))),
  'client_not_allowed', 'F131: an app gives nothing, and is told why');
select is(pg_temp.hint_of('select public.create_organization(''Of an app'')'),
  'client_not_allowed', 'F131: an app creates no organization');

-- rows -------------------------------------------------------------------------------
-- Rows: those of anon, which are none.
create function pg_temp.seen()
returns table (name text)
language plpgsql
as $$
declare
  v_table regclass;
  v_is_seen boolean;
begin
  for v_table in
    select c.oid
    from pg_class as c
    where c.relkind in ('r', 'p', 'v', 'm')
      and c.relnamespace in ('public'::regnamespace, 'stagedoor'::regnamespace)
      and has_any_column_privilege('authenticated', c.oid, 'select')
  loop
    execute format('select exists (select from %s)', v_table) into v_is_seen;
    if v_is_seen then
      name := v_table;
      return next;
    end if;
  end loop;
end;
$$;
select is_empty('select name from pg_temp.seen()', 'F131: an app sees no row of any table');
select tests.authenticate_as('olga', 'aal2');
select cmp_ok((select count(*) from pg_temp.seen()), '>=', 12::bigint,
  'F131: the user of an app sees rows of most tables (control)');
select set_has(
  'select name from pg_temp.seen()',
  $$ values ('stagedoor.permissions'), ('stagedoor.permission_roles'),
    ('stagedoor.permission_role_links'), ('stagedoor.menu_items'),
    ('stagedoor.separation_rules'), ('stagedoor.alert_rules'), ('stagedoor.scope_types'),
    ('stagedoor.permission_modules'), ('stagedoor.permission_implications') $$,
  'F21: a user sees the rows of the catalogue (control)');

-- banned users -----------------------------------------------------------------------
-- A banned person's app is told what the person is told.
select tests.clear_authentication();
savepoint banned;
update auth.users set banned_until = now() + interval '1 day'
where id = tests.user_id('olga');
select pg_temp.as_app();
select is(public.authorize('document:view:all', tests.scope_id('Alpha')) ->> 'reason',
  'no_session', 'F131: an app of a closed account has no session');
rollback to banned;

-- counting ---------------------------------------------------------------------------
-- Denials of apps are counted in one row a minute, under the person, at no scope.
select pg_temp.as_app();
select public.authorize(k, tests.scope_id('Alpha'))
from unnest(array['document:view:all', 'rota:view', repeat('x', 500)]) as k;
select tests.clear_authentication();
select results_eq(
  $$ select distinct d.user_id, d.permission_key, d.scope_id
     from stagedoor.access_denials as d where d.reason = 'client_not_allowed' $$,
  $$ values (tests.user_id('olga'), '?', '00000000-0000-0000-0000-000000000000'::uuid) $$,
  'F89: questions of an app are counted under its user, at no scope');

-- the service ------------------------------------------------------------------------
-- Neither is it the service, whatever role it came with.
select tests.authenticate_as_service();
select ok(
  public.grant_access(tests.user_id('lee'), tests.scope_id('Alpha'), 'role', 'fellow')
    is not null,
  'F131: the service gives access (control)');
select set_config('request.jwt.claims', '{"role": "service_role", "client_id": "x"}', true);
select throws_ok(
  format($$select public.grant_access(%L, %L, 'role', 'manager')$$,
    tests.user_id('lee'), tests.scope_id('Alpha')),
  '42501', null, 'F131: the service with a client_id gives nothing');
select throws_ok(
  'select public.read_audit_heads()', '42501', null,
  'F131: the service with a client_id does not read the log');
select tests.authenticate_as_service();
select lives_ok('select public.read_audit_heads()',
  'F131: the service reads the log (control)');

-- leaving ----------------------------------------------------------------------------
-- Ending what one has is for people, too.
select pg_temp.as_app();
select throws_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Alpha')), '42501', null,
  'F131: an app does not leave a scope for its user');
select throws_ok(
  format('select public.end_session(%L)', gen_random_uuid()), '42501', null,
  'F131: an app does not end a session of its user');
select tests.authenticate_as('olga', 'aal2');
select lives_ok(
  format('select public.leave_scope(%L)', tests.scope_id('Alpha')),
  'F131: a user leaves a scope themselves (control)');
select pg_temp.as_app('{"deep": [1, {"x": "y"}]}');
select ok(
  not public.can('document:view:all', tests.scope_id('Company')),
  'F131: a client_id of any form names an app');

select * from finish();
rollback;
