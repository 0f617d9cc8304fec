-- Attacks: a second factor that is gone, and a token whose subject is nobody (F95, F102).
begin;
select plan(25);
select tests.use_fixture_catalogue();

-- The cast: Ann holds access:escalate, which asks for a second factor; Bob lives elsewhere.
select tests.create_user(n) from unnest(array['ann', 'bob']) as n;
select tests.create_project('Ink');
select tests.grant_role('ann', 'Ink', 'manager'), tests.grant_key('ann', 'Ink', 'access:escalate');
create function pg_temp.as_ann(p_claims jsonb) returns void language sql as $$
  select tests.speak('authenticated', jsonb_build_object(
    'sub', tests.id_for('ann'), 'role', 'authenticated', 'aal', 'aal2') || p_claims)
$$;
create function pg_temp.told() returns text language sql as $$
  select concat_ws(', ',
    public.can('access:escalate', tests.scope_id('Ink')),
    public.authorize('access:escalate', tests.scope_id('Ink')) ->> 'reason',
    tests.scope_id('Ink') = any (stagedoor.scopes_with('access:escalate')),
    exists (
      select from jsonb_array_elements(
        public.get_my_session(tests.scope_id('Ink')) -> 'permissions') as p
      where p ->> 'key' = 'access:escalate'))
$$;
create function pg_temp.answers(p_claims jsonb) returns text language plpgsql as $$
begin
  perform pg_temp.as_ann(p_claims);
  return pg_temp.told();
end;
$$;
select tests.start_session('ann', tests.id_for('strong'), 'aal2'),
  tests.start_session('ann', tests.id_for('weak'), 'aal1'),
  tests.start_session('ann', tests.id_for('over'), 'aal2'),
  tests.start_session('bob', tests.id_for('foreign'), 'aal2');
update auth.sessions set not_after = stagedoor.instant() where id = tests.id_for('over');

select is(pg_temp.answers(claims), expected, 'F102: ' || why)
from (values
  (jsonb_build_object('session_id', tests.id_for('strong')), 't, granted, t, t',
    'a session with a second factor steps up (control)'),
  ('{}', 't, granted, t, t', 'a token without a session is believed'),
  (jsonb_build_object('session_id', null), 't, granted, t, t',
    'a token whose session is null is believed'),
  (jsonb_build_object('aal', 'aal1', 'session_id', tests.id_for('strong')),
    'f, needs_aal2, f, f', 'a token of level aal1 does not step up'),
  (jsonb_build_object('session_id', tests.id_for('weak')), 'f, needs_aal2, f, f',
    'a token of level aal2 does not step up in a session of level aal1'),
  (jsonb_build_object('session_id', tests.id_for('over')), 'f, needs_aal2, f, f',
    'a token of level aal2 does not step up in a session that is over'),
  (jsonb_build_object('session_id', tests.id_for('gone')), 'f, needs_aal2, f, f',
    'a token of level aal2 does not step up in a session that is gone'),
  (jsonb_build_object('session_id', tests.id_for('foreign')), 'f, needs_aal2, f, f',
    'a token of level aal2 does not step up in the session of another user'),
  (jsonb_build_object('session_id', 'nonsense'), 'f, needs_aal2, f, f',
    'a token of level aal2 does not step up in a session that is no uuid')
) as c (claims, expected, why);
savepoint ended;
select tests.clear_authentication();
select tests.create_user('lock'), tests.grant_policy('lock', 'Ink', 'rota:edit', 'locked'),
  tests.start_session('lock', tests.id_for('lock strong'), 'aal2');
select tests.elevate('lock', tests.id_for('lock strong'), 'Ink');
select tests.authenticate_as('lock', 'aal2', tests.id_for('lock strong'));
select ok(public.can('rota:edit', tests.scope_id('Ink')),
  'F55: an elevated session opens what is locked (control)');
select public.end_session(tests.id_for('lock strong'));
select ok(not public.can('rota:edit', tests.scope_id('Ink')),
  'F92: a session that was ended holds no elevation at the next statement');
select pg_temp.as_ann(jsonb_build_object('session_id', tests.id_for('strong')));
select public.end_session(tests.id_for('strong'));
select is(pg_temp.answers(jsonb_build_object('session_id', tests.id_for('strong'))),
  'f, needs_aal2, f, f',
  'F92: a session that was ended holds no step-up at the next statement');
rollback to ended;
select pg_temp.as_ann(jsonb_build_object('session_id', tests.id_for('weak')));
select throws_ok(
  format($$ select public.grant_access(%L, %L, 'permission', 'access:escalate') $$,
    tests.user_id('bob'), tests.scope_id('Ink')),
  '42501', 'Access denied', 'F102: a key is not given on in a session that has lost its factor');
select pg_temp.as_ann(jsonb_build_object('session_id', tests.id_for('strong')));
select isnt(
  public.grant_access(
    tests.user_id('bob'), tests.scope_id('Ink'), 'permission', 'access:escalate'),
  null, 'F102: a key is given on in a session with a second factor (control)');
-- What asks for no factor goes on in a weaker session.
select pg_temp.as_ann(jsonb_build_object('session_id', tests.id_for('gone')));
select ok(public.can('access:grant', tests.scope_id('Ink')),
  'F102: a key without step-up is held in a session that is gone');

-- a subject that is no uuid ------------------------------------------------------------------
create function pg_temp.tells(p_subject text, p_sql text) returns text language plpgsql as $$
declare
  v_told text;
begin
  perform tests.speak('authenticated', jsonb_build_object(
    'sub', p_subject, 'role', 'authenticated'));
  execute p_sql into v_told;
  return v_told;
exception
  when others then return sqlstate;
end;
$$;
select is(
  pg_temp.tells(subject,
    $$ select public.authorize('access:grant', tests.scope_id('Ink')) ->> 'reason' $$),
  'no_session', format('F95: the subject %L has no session', subject))
from unnest(array['nonsense', '', '6f1c1c3e-0000-4000-8000-00000000000', '*']) as subject;
select is(
  pg_temp.tells('nonsense', $$ select public.can('access:grant', tests.scope_id('Ink')) $$),
  'false', 'F95: a subject that is no uuid holds nothing');
select is(
  pg_temp.tells('nonsense', $$ select count(*) from public.get_my_projects() $$),
  '0', 'F95: a subject that is no uuid has no projects');
select is(
  pg_temp.tells('nonsense', $$ select public.create_organization('Mine') $$),
  '42501', 'F95: a subject that is no uuid creates nothing');
select is(
  pg_temp.tells('nonsense', $$ select public.accept_invitation('x') ->> 'reason' $$),
  'no_session', 'F95: a subject that is no uuid accepts nothing');
select is_empty(
  $$ select t.name, t.told
     from (
       select c.oid::regclass as name,
         pg_temp.tells('nonsense', format('select count(*) from %s', c.oid::regclass)) as told
       from pg_class as c
       join pg_namespace as n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p', 'v')
         and (n.nspname like 'stagedoor%' or n.nspname = 'public')
         and has_schema_privilege('authenticated', n.oid, 'usage')
         and has_any_column_privilege('authenticated', c.oid, 'select')
         and not exists (
           select from pg_depend as d
           where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
     ) as t
     where t.told <> '0' $$,
  'F95: a subject that is no uuid reads no row of any table');
select is(
  pg_temp.tells(tests.id_for('ann')::text,
    $$ select public.can('access:grant', tests.scope_id('Ink')) $$),
  'true', 'F95: a subject that is a uuid holds what it holds (control)');

select * from finish();
rollback;
