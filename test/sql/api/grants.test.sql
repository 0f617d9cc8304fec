-- Giving, changing and taking access (F11, F18, F19, F24, F39, F94, F95, F98).
begin;
select plan(132);
select tests.use_fixture_catalogue();

-- The cast: Pat produces Alpha of North and Lin is line manager; Ben is crew, Ned is new.
-- Olga runs North, Sid runs South, Max is banned, Gus is a guest, Tim may give for a while.
select tests.create_user(name)
from unnest(array['pat', 'lin', 'ben', 'ned', 'olga', 'sid', 'max', 'tim', 'eve']) as name;
select tests.create_guest('gus', 'pat');
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_department('Camera', 'Alpha');
select tests.create_role('of_north', 'North', '{"rota:view": "allow"}');
select tests.create_role('of_gamma', 'Gamma', '{"rota:view": "allow"}');
select tests.grant_role('pat', 'Alpha', 'manager');
select tests.grant_role('lin', 'Alpha', 'lead');
select tests.grant_role('ben', 'Alpha', 'fellow');
select tests.grant_role('olga', 'North', 'manager');
select tests.grant_role('sid', 'South', 'manager');
select tests.grant_role('max', 'Alpha', 'manager');
select tests.ban_user('max');
select tests.freeze_time('2027-03-01 12:00:00+00');

-- What a call comes to: its value or its refusal, and nothing of it stays.
create function pg_temp.outcome(p_sql text) returns text language plpgsql as $$
declare
  v_outcome text;
begin
  begin
    execute p_sql into v_outcome;
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return 'done';
    when others then return sqlstate;
  end;
end;
$$;
-- An access of somebody: the active one, else the latest.
create function pg_temp.access_of(p_user text, p_scope text, p_key text)
returns uuid language sql security definer as $$
  select a.id from stagedoor.user_accesses as a
  where a.user_id = tests.user_id(p_user) and a.scope_id = tests.scope_id(p_scope)
    and a.grant_id = case when p_key like '%:%' then tests.permission_id(p_key)
      else tests.role_id(p_key, p_scope) end
  order by a.status, a.granted_at desc, a.id limit 1
$$;
create function pg_temp.gives(
  p_who text, p_to text, p_scope text, p_type text, p_key text,
  p_from text default null, p_until text default null, p_aal text default 'aal1')
returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who, p_aal);
  return pg_temp.outcome(format(
    'select public.grant_access(%L, %L, %L, %L, %L, %L, ''because'')',
    tests.user_id(p_to), tests.scope_id(p_scope), p_type, p_key, p_from, p_until));
end;
$$;

-- who may give what --------------------------------------------------------------------
select is(pg_temp.gives(who, 'ned', scope, type, key), outcome, why)
from (values
  ('pat', 'Alpha', 'role', 'fellow', 'done', 'a manager appoints crew (F11)'),
  ('pat', 'Alpha', 'role', 'manager', 'done', 'a manager appoints another manager'),
  ('pat', 'Camera', 'role', 'head', 'done',
    'a manager appoints a head of department (F93)'),
  ('pat', 'Alpha', 'permission', 'document:view:all', 'done',
    'a manager gives one key (F18)'),
  ('pat', 'Alpha', 'role', 'of_north', 'done',
    'a manager gives a role of the organization (F93)'),
  ('pat', 'Alpha', 'role', 'of_gamma', 'PT404', 'a role of another tenant is not found'),
  ('pat', 'Alpha', 'role', 'boss', 'PT404', 'an unknown role is not found'),
  ('pat', 'Alpha', 'permission', 'document:*', 'PT404', 'a wildcard key is not found'),
  ('pat', 'Alpha', 'permission', 'Budget:view:all', 'PT404',
    'a key in another case is not found'),
  ('pat', 'Alpha', 'wish', 'fellow', '22023', 'a grant is of a role or a permission'),
  ('pat', 'Alpha', null, 'fellow', '22023', 'a grant names its type'),
  ('pat', 'Alpha', 'role', null, 'PT404', 'a null key is not found'),
  ('pat', 'Alpha', 'permission', 'access:escalate', '42501',
    'a user does not give a permission that they lack (F94)'),
  ('pat', 'North', 'role', 'fellow', '42501', 'a manager gives nothing above their scope'),
  ('pat', 'Beta', 'role', 'fellow', 'PT404', 'a manager gives nothing in another project'),
  ('pat', 'Gamma', 'role', 'fellow', 'PT404',
    'a manager gives nothing in a project of another tenant'),
  ('lin', 'Alpha', 'role', 'fellow', '42501', 'a line manager appoints nobody'),
  ('ben', 'Alpha', 'role', 'fellow', '42501', 'crew appoint nobody'),
  ('sid', 'Alpha', 'role', 'fellow', 'PT404', 'another tenant appoints nobody'),
  ('eve', 'Alpha', 'role', 'fellow', 'PT404', 'a stranger appoints nobody'),
  ('max', 'Alpha', 'role', 'fellow', '42501', 'a banned user appoints nobody'),
  ('olga', 'Beta', 'role', 'manager', 'done',
    'a manager of the organization appoints in every project')
) as g (who, scope, type, key, outcome, why);
select tests.authenticate_as_anon();
select is(pg_temp.outcome($$ select public.grant_access(tests.user_id('ned'),
  tests.scope_id('Alpha'), 'role', 'fellow') $$), '42501', 'anon gives nothing');

select tests.clear_authentication();
select tests.create_role('empty', 'Alpha');
select tests.speak('authenticated', '{"role": "authenticated"}');
select is(pg_temp.outcome($$ select public.grant_access(tests.user_id('ned'),
  tests.scope_id('Alpha'), 'role', 'empty') $$), '42501',
  'a token without a subject does not give an empty role');
select tests.authenticate_as('pat');
select is(pg_temp.outcome($$ select public.grant_access(tests.user_id('ned'),
  tests.scope_id('Alpha'), 'role', 'empty') $$), 'done',
  'a manager gives an empty role (control)');

-- to whom ------------------------------------------------------------------------
select is(pg_temp.gives('pat', 'gus', 'Alpha', 'role', 'fellow'), 'done',
  'a guest is given access that waits for a login');
select tests.authenticate_as('pat');
select throws_ok(
  format($$ select public.grant_access(%L, tests.scope_id('Alpha'), 'role',
    'fellow') $$, id), 'PT404', 'Account not found', why)
from (values (gen_random_uuid(),
  'an unknown user is not found'), (null, 'a null user is not found'))
  as u (id, why);
select tests.delete_user('eve');
select is(pg_temp.gives('pat', 'eve', 'Alpha', 'role', 'fellow'), 'PT404',
  'a deleted account is not found');
select tests.clear_authentication();
insert into auth.users (id, email) values (tests.id_for('new'), 'new@example.test');
select is(pg_temp.gives('pat', 'new', 'Alpha', 'role', 'fellow'), 'done',
  'a login without an account gets an account and the access');

-- windows ------------------------------------------------------------------------
select is(pg_temp.gives('pat', 'ned', 'Alpha', 'role', 'fellow', starts, ends),
  outcome, why)
from (values
  ('2027-04-01', '2027-05-01', 'done', 'a window may lie ahead (F98)'),
  (null, '2027-03-01 12:00:00+00', '22023', 'a window is not over already'),
  ('2027-05-01', '2027-04-01', '22023', 'a window does not end before it begins'),
  ('2027-05-01', '2027-05-01', '22023', 'a window does not end when it begins'),
  (null, 'infinity', '22023', 'a window does not end at infinity'),
  ('-infinity', null, '22023', 'a window does not begin at minus infinity'),
  (null, '9999-12-31 23:59:59+00', 'done', 'a window may end in the year 9999'),
  (null, '10000-01-01 00:00:00+00', '22023', 'a window does not end in the year 10000'),
  ('1900-01-01 00:00:00+00', null, 'done', 'a window may begin in the year 1900'),
  ('1899-12-31 23:59:59+00', null, '22023', 'a window does not begin before the year 1900')
) as w (starts, ends, outcome, why);

select tests.authenticate_as('pat');
select throws_ok(
  $$ select public.grant_access(tests.user_id('ned'), tests.scope_id('Alpha'), 'role',
       'fellow', null, 'infinity') $$,
  '22023', 'A window begins and ends at a moment, not at infinity',
  'an infinite window is refused with its reason');
select throws_ok(
  format($$ select public.grant_access(%L, %L, 'role', 'fellow', p_reason => %L) $$,
    tests.user_id('ned'), tests.scope_id('Alpha'), repeat('x', 1001)),
  '22023', 'A reason has at most 1000 characters', 'a reason to give access has a length');
select throws_ok(
  format('select public.revoke_access(%L, %L)', gen_random_uuid(), repeat('x', 1001)),
  '22023', 'A reason has at most 1000 characters', 'a reason to revoke has a length');

-- what comes of it ---------------------------------------------------------------------
select tests.authenticate_as('pat');
create temporary table given as
select public.grant_access(tests.user_id('ned'), tests.scope_id('Alpha'), 'role',
  'clerk', '2027-03-02', '2027-06-01', 'second unit') as id;
grant select on given to authenticated, service_role;
select results_eq(
  $$ select a.user_id, a.scope_id, a.scope_type, a.grant_type, a.grant_id, a.status,
       a.valid_from, a.valid_until, a.granted_by, a.granted_at, a.reason
     from stagedoor.user_accesses as a where a.id in (select id from given) $$,
  $$ select tests.user_id('ned'), tests.scope_id('Alpha'), 'project', 'role',
       tests.role_id('clerk'), 'Active', '2027-03-02'::timestamptz,
       '2027-06-01'::timestamptz, tests.user_id('pat'), stagedoor.instant(),
       'second unit' $$,
  'an access records who gave what to whom, when, until when and why (F24)');
select is(
  public.grant_access(tests.user_id('ned'), tests.scope_id('Alpha'), 'role', 'clerk',
    '2027-03-02', '2027-06-01'),
  (select id from given), 'a repeated grant with the same end returns the same access');
select throws_ok(
  format($$ select public.grant_access(tests.user_id('ned'), tests.scope_id('Alpha'),
    'role', 'clerk', null, %L) $$, ends), '23505', null, why)
from (values ('2027-07-01', 'a repeated grant with another end is refused'),
  (null, 'a repeated grant without an end is refused'))
  as e (ends, why);
select is(
  (select count(*)::integer from stagedoor.user_accesses as a
   where a.user_id = tests.user_id('ned') and a.grant_id = tests.role_id('clerk')), 1,
  'a repeated grant leaves one access');

select tests.revoke(
  tests.grant_role('ned', 'Camera', 'clerk', null, '2027-05-01'));
select tests.grant_role('ned', 'Camera', 'clerk', null, '2027-06-01');
select is(pg_temp.gives('pat', 'ned', 'Camera', 'role', 'clerk', null, '2027-05-01'),
  '23505', 'a revoked access is not returned for a new grant');

-- What is delegated is not the same: it is not found in the place of what is given.
select tests.create_user('delegator');
select tests.grant_key('delegator', 'Alpha', 'document:create');
select tests.grant_key('ned', 'Alpha', 'document:create', null, '2027-05-01');
select tests.delegate('delegator', 'ned', 'Alpha', 'document:create', '2027-06-01');
select is(pg_temp.gives('pat', 'ned', 'Alpha', 'permission', 'document:create', null,
  '2027-06-01'), '23505', 'a delegated access is not returned for a grant');
select is(pg_temp.gives('pat', 'ned', 'Alpha', 'permission', 'document:create', null,
  '2027-05-01'), 'done', 'a granted access is returned for a repeated grant (control)');
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('ned')
  and a.grant_id = tests.permission_id('document:create');

-- to oneself -----------------------------------------------------------------------
select is(pg_temp.gives('pat', 'pat', 'Alpha', 'role', 'fellow'), 'done',
  'a user gives to themselves what they hold');
select tests.grant_role('tim', 'Alpha', 'manager', null, '2027-03-08');
select is(pg_temp.gives('tim', 'tim', 'Alpha', 'role', 'fellow', null, ends),
  outcome, why)
from (values
  ('2027-03-08', 'done', 'a user gives to themselves until their own access ends'),
  ('2027-03-08 00:00:01+00', '42501',
    'a user does not give to themselves for a moment longer (F39)'),
  (null, '42501', 'a grant to oneself has an end where the giver has one (F39)')
) as e (ends, outcome, why);
select is(pg_temp.gives('tim', 'ned', 'Alpha', 'role', 'fellow'), 'done',
  'a user gives to others beyond their own end (control)');
select tests.grant_key('tim', 'Alpha', 'access:escalate', null, '2027-03-08');
select is(pg_temp.gives('tim', 'tim', 'Alpha', 'permission', 'access:escalate',
  null, '2027-03-20', 'aal2'), '42501',
  'a user with access:escalate does not outlast their own end');
select tests.create_permission('props:rare');
select is(pg_temp.gives('tim', 'tim', 'Alpha', 'permission', 'props:rare', null,
  '2027-03-02', 'aal2'), '42501',
  'a user with access:escalate does not give to themselves (F94)');
select is(pg_temp.gives('tim', 'ned', 'Alpha', 'permission', 'props:rare', null, null,
  'aal2'), 'done', 'a user with access:escalate gives others a permission that they lack');
select is(pg_temp.gives('tim', 'ned', 'Alpha', 'permission', 'props:rare', null, null,
  'aal1'), '42501', 'access:escalate does not count without a second factor (F102)');

-- own, locked, denied, delegated ----------------------------------------------------------
select tests.clear_authentication();
select tests.create_role('half', 'Alpha', '{"props:rare": "own", "access:grant": "allow"}');
select tests.create_role('half_own', 'Alpha', '{"props:rare": "own"}');
select tests.create_role('half_allow', 'Alpha', '{"props:rare": "allow"}');
select tests.create_role('denier', 'Alpha', '{"props:rare": "deny"}');
select tests.create_user('hal');
select tests.grant_role('hal', 'Alpha', 'half');
select is(pg_temp.gives('hal', 'ned', 'Alpha', 'role', key), outcome, why)
from (values
  ('half_own', 'done', 'a permission held as own is given as own'),
  ('half_allow', '42501', 'a permission held as own is not given as allow (F94)'),
  ('denier', 'done', 'a user gives a denial to another user')
) as g (key, outcome, why);
select tests.clear_authentication();
select tests.create_user('del');
select tests.delegate('pat', 'del', 'Alpha', key)
from unnest(array['access:grant', 'rota:view', 'project:view:assigned']) as key;
select is(pg_temp.gives('del', 'ned', 'Alpha', 'role', 'fellow'), '42501',
  'a delegated permission is not given on (F20)');

-- the last who can give is not denied it --------------------------------------------------
select tests.clear_authentication();
select tests.create_project('Solo', 'Lonely');
select tests.create_user('one');
select tests.grant_role('one', 'Solo', 'manager');
select tests.create_role('muzzle', 'Solo', '{"access:grant": "deny"}');
select is(pg_temp.gives('one', 'one', 'Solo', 'role', 'muzzle'), '23514',
  'the last grant holder is not denied access:grant');
select tests.grant_role('ned', 'Solo', 'manager');
select is(pg_temp.gives('one', 'one', 'Solo', 'role', 'muzzle'), 'done',
  'one of two grant holders may be denied access:grant (control)');

-- the service ------------------------------------------------------------------------
select tests.authenticate_as_service();
select lives_ok(
  $$ select public.grant_access(tests.user_id('ned'), tests.scope_id('Gamma'), 'permission',
       'access:escalate') $$,
  'the service gives any permission');
select tests.clear_authentication();
select is(
  (select a.granted_by is null from stagedoor.user_accesses as a
   where a.user_id = tests.user_id('ned') and a.scope_id = tests.scope_id('Gamma')),
  true, 'a grant of the service records no granter');
select tests.authenticate_as_service();
select throws_ok(
  $$ select public.grant_access(tests.user_id('ned'), gen_random_uuid(), 'role',
       'fellow') $$, 'PT404', 'Scope not found',
       'an unknown scope is not found for the service');

-- revoke_access ----------------------------------------------------------------------
create function pg_temp.takes(p_who text, p_access uuid) returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return pg_temp.outcome(format('select public.revoke_access(%L)', p_access));
end;
$$;
select is(pg_temp.takes(who, pg_temp.access_of('ben', 'Alpha', 'fellow')),
  outcome, why)
from (values
  ('pat', 'done', 'a manager revokes an access'),
  ('ben', 'done', 'a user gives back their own access'),
  ('olga', 'done', 'a manager of the organization revokes an access below'),
  ('lin', '42501', 'a user who only sees an access does not revoke it'),
  ('ned', 'PT404', 'an access is not found by a user who cannot see it'),
  ('sid', 'PT404', 'an access is not found by another tenant'),
  ('max', 'PT404', 'an access is not found by a banned user')
) as t (who, outcome, why);
select is(pg_temp.takes('pat', id), 'PT404', why)
from (values (gen_random_uuid(), 'an unknown access is not found'), (null,
  'a null access is not found'))
  as a (id, why);
select is(pg_temp.takes('max', pg_temp.access_of('max', 'Alpha', 'manager')), '42501',
  'a banned user gives nothing back');
select tests.authenticate_as_anon();
select is(pg_temp.outcome('select public.revoke_access(gen_random_uuid())'), '42501',
  'anon revokes nothing');
select tests.clear_authentication();
create temporary table bens as
select pg_temp.access_of('ben', 'Alpha', 'fellow') as id;
grant select on bens to authenticated;
select tests.speak('authenticated', '{"role": "authenticated"}');
select is(pg_temp.outcome(format('select public.revoke_access(%L)', id)), 'PT404',
  'a token without a subject revokes nothing') from bens;

select tests.authenticate_as('pat');
select is(public.revoke_access(
  pg_temp.access_of('ben', 'Alpha', 'fellow'), 'wrapped'), true,
  'revoking an access answers true');
select is(public.revoke_access(
  pg_temp.access_of('ben', 'Alpha', 'fellow'), 'again'), false,
  'revoking an access twice answers false');
select results_eq(
  $$ select a.status, a.revoked_by, a.revoked_at, a.revoke_reason
     from stagedoor.user_accesses as a where a.user_id = tests.user_id('ben') $$,
  $$ values ('Revoked', tests.user_id('pat'), stagedoor.instant(), 'wrapped') $$,
  'a revocation records who revoked, when and why (F24)');
select tests.authenticate_as('ben');
select ok(not public.can('rota:view', tests.scope_id('Alpha')),
  'a revocation holds at the next statement (F95)');
select tests.authenticate_as_service();
select is(public.revoke_access(id), true, 'the service revokes an access') from given;

-- the last who can give --------------------------------------------------------------
select tests.clear_authentication();
select tests.create_project('Last', 'Single');
select tests.grant_role('pat', 'Last', 'manager');
select is(pg_temp.takes('pat', pg_temp.access_of('pat', 'Last', 'manager')), '23514',
  'the last grant holder does not give their access back');
select ok((tests.refusal(format('select public.revoke_access(%L)',
  pg_temp.access_of('pat', 'Last', 'manager'))) ->> 'details')::jsonb
  @> '{"error_code": "LAST_HOLDER"}',
  'a refusal to the last grant holder names LAST_HOLDER');
select tests.authenticate_as_service();
select is(pg_temp.outcome(format('select public.revoke_access(%L)',
  pg_temp.access_of('pat', 'Last', 'manager'))), '23514',
  'the service does not revoke the last grant holder');
select tests.grant_role('ned', 'Last', 'manager', null, '2027-12-31');
select is(pg_temp.takes('pat', pg_temp.access_of('pat', 'Last', 'manager')), '23514',
  'a holder with an end is no successor');
select tests.grant_role('lin', 'Last', 'manager', p_status => 'Invited');
select is(pg_temp.takes('pat', pg_temp.access_of('pat', 'Last', 'manager')), '23514',
  'an invited holder is no successor');
select tests.grant_role('ben', 'Single', 'manager');
select is(pg_temp.takes('pat', pg_temp.access_of('pat', 'Last', 'manager')), 'done',
  'a holder above is a successor (control)');

-- a denial is not given back to be free of it ---------------------------------------------
select tests.clear_authentication();
select tests.grant_role('ned', 'Alpha', 'lead');
create temporary table denial as
select tests.deny('ned', 'Alpha', 'document:create') as id;
grant select on denial to authenticated;
select is(pg_temp.takes('ned', id), '42501',
  'a user does not free themselves of a denial (F50)')
from denial;
select is(pg_temp.takes('pat', id), 'done',
  'another user revokes the denial (control)') from denial;
select tests.revoke(pg_temp.access_of('ned', 'Alpha', 'lead'));
select is(pg_temp.takes('ned', id), 'done',
  'a denial without effect is given back (control)')
from denial;

select tests.clear_authentication();
select tests.create_user('asked');
select tests.grant_role('asked', 'Alpha', 'lead');
create temporary table offered as
select tests.grant_policy('asked', 'Alpha', 'document:create', 'deny',
  p_status => 'Invited') as id;
grant select on offered to authenticated;
select is(pg_temp.takes('asked', id), 'done',
  'an offered denial is turned down') from offered;

-- change_access_window -----------------------------------------------------------------
create function pg_temp.changes(p_who text, p_access uuid, p_until text)
returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return pg_temp.outcome(
    format('select public.change_access_window(%L, %L, ''why'')', p_access, p_until));
end;
$$;
select tests.clear_authentication();
select tests.grant_role('ned', 'Alpha', 'fellow', '2027-03-01', '2027-06-01');
select is(pg_temp.changes(who, pg_temp.access_of('ned', 'Alpha', 'fellow'), ends),
  outcome, why)
from (values
  ('pat', '2027-07-01', 'done', 'a manager puts an end off'),
  ('pat', '2027-05-01', 'done', 'a manager brings an end forward'),
  ('pat', null, 'done', 'a manager removes an end'),
  ('pat', '2027-03-01 12:00:00+00', '22023',
    'an end is not moved to a moment that has come'),
  ('pat', 'infinity', '22023', 'an end is not moved to infinity'),
  ('lin', '2027-07-01', '42501',
    'a user who only sees an access does not change its window'),
  ('ben', '2027-07-01', 'PT404',
    'a window is not found by a user who cannot see the access'),
  ('ned', '2027-07-01', '42501', 'a user does not prolong their own access'),
  ('sid', '2027-07-01', 'PT404', 'another tenant changes no window')
) as c (who, ends, outcome, why);
select is(pg_temp.changes('tim', pg_temp.access_of('tim', 'Alpha', 'manager'), ends),
  '42501', why)
from (values ('2027-03-09', 'a manager does not prolong their own access (F39)'),
  (null, 'a manager does not remove the end of their own access'))
  as c (ends, why);
select is(pg_temp.changes('tim', pg_temp.access_of('tim', 'Alpha', 'manager'),
  '2027-03-07'), 'done', 'a user ends their own access earlier (control)');
select is(pg_temp.changes('pat', gen_random_uuid(), null), 'PT404',
  'the window of an unknown access is not found');
select is(pg_temp.changes('pat', pg_temp.access_of('ben', 'Alpha', 'fellow'), null),
  '22023', 'a revoked access has no window to change');
select is(pg_temp.changes('pat', pg_temp.access_of('del', 'Alpha', 'access:grant'), null),
  '22023', 'a delegated access has no window to change');
select is(pg_temp.changes('pat', pg_temp.access_of('pat', 'Last', 'manager'),
  '2027-12-31'), 'done', 'one of two grant holders may get an end');
select tests.revoke(pg_temp.access_of('ben', 'Single', 'manager'));
select tests.clear_authentication();
select tests.revoke(pg_temp.access_of('ben', 'Single', 'manager'));
select is(pg_temp.changes('pat', pg_temp.access_of('pat', 'Last', 'manager'),
  '2027-12-31'), '23514', 'the last grant holder does not get an end');
select tests.create_user('lim');
select tests.grant_key('lim', 'Alpha', 'access:grant');
select tests.grant_key('ned', 'Alpha', 'document:create', null, '2027-06-01');
select is(pg_temp.changes('lim', pg_temp.access_of('ned', 'Alpha', 'document:create'),
  '2027-07-01'), '42501', 'putting an end off requires the permission itself (F94)');
select is(pg_temp.changes('lim', pg_temp.access_of('ned', 'Alpha', 'document:create'),
  '2027-05-01'), '42501', 'bringing an end forward requires access:revoke (F95)');
select tests.create_user('lia');
select tests.grant_key('lia', 'Alpha', 'access:revoke');
select is(pg_temp.changes('lia', pg_temp.access_of('ned', 'Alpha', 'document:create'),
  '2027-05-01'), 'done', 'bringing an end forward requires access:revoke only (control)');
select is(pg_temp.changes('lia', pg_temp.access_of('ned', 'Alpha', 'document:create'),
  '2027-07-01'), '42501', 'putting an end off requires access:grant');
select is(pg_temp.changes('lia', pg_temp.access_of('ned', 'Alpha', 'document:create'),
  '2027-06-01'), 'done', 'a user with access:revoke may ask for the same window again');
select is(pg_temp.changes('ned', pg_temp.access_of('ned', 'Alpha', 'document:create'),
  '2027-05-01'), 'done', 'a user without access:grant ends their own access earlier');
select tests.create_user('forbidden');
create temporary table forbids as
select tests.deny('forbidden', 'Alpha', 'document:create') as id;
grant select on forbids to authenticated;
select is(pg_temp.changes('lim', id, '2027-05-01'), '42501',
  'shortening a denial requires access:revoke (F50)') from forbids;
select is(pg_temp.changes('pat', id, '2027-05-01'), 'done',
  'a user with access:revoke shortens a denial (control)')
from forbids;
select tests.clear_authentication();
select tests.grant_role('pat', 'Alpha', 'clerk', null, '2027-06-01');
select is(pg_temp.changes('pat', pg_temp.access_of('pat', 'Alpha', 'clerk'),
  '2027-07-01'), '42501',
  'a user does not prolong their own access, whatever else they hold');
select tests.authenticate_as('pat');
create temporary table changed as
select public.change_access_window(
  pg_temp.access_of('ned', 'Alpha', 'fellow'), '2027-09-01', 'longer') as id;
select results_eq(
  $$ select a.status, a.valid_from, a.valid_until, coalesce(a.reason, a.revoke_reason)
     from stagedoor.user_accesses as a
     where a.user_id = tests.user_id('ned') and a.scope_id = tests.scope_id('Alpha')
       and a.grant_id = tests.role_id('fellow') order by a.status $$,
  $$ values ('Active', '2027-03-01'::timestamptz, '2027-09-01'::timestamptz, 'longer'),
       ('Revoked', '2027-03-01', '2027-06-01', 'longer') $$,
  'a changed window closes the old access and opens a new one (F24)');
select is(public.change_access_window(id, '2027-09-01', 'same'), id,
  'a repeated change of a window changes nothing') from changed;

-- leave_scope ------------------------------------------------------------------------
create function pg_temp.leaves(p_who text, p_scope text) returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return pg_temp.outcome(format('select public.leave_scope(%L)', tests.scope_id(p_scope)));
end;
$$;
select is(pg_temp.leaves('pat', 'Last'), '23514',
  'the last grant holder does not leave a scope');
select is(pg_temp.leaves('sid', 'Alpha'), 'PT404',
  'a user of another tenant does not leave a scope');
select is(pg_temp.leaves('max', 'Alpha'), '42501', 'a banned user does not leave a scope');
select tests.clear_authentication();
select tests.grant_role('ned', 'Camera', 'head');
select tests.grant_role('ned', 'North', 'fellow');
select tests.authenticate_as('ned');
select is(public.leave_scope(tests.scope_id('Alpha')), true, 'a user leaves a project');
select results_eq(
  $$ select s.name from stagedoor.user_accesses as a
     join stagedoor.scopes as s on s.id = a.scope_id
     where a.user_id = tests.user_id('ned') and a.status = 'Active'
       and s.name in ('Alpha', 'Camera', 'North') $$,
  array['North'], 'leaving a project ends the accesses below it and keeps those above');
select is(public.leave_scope(tests.scope_id('Alpha')), false,
  'leaving a project twice changes nothing');
select tests.clear_authentication();
select tests.archive('Last');
select is(pg_temp.leaves('pat', 'Last'), 'done',
  'the last grant holder leaves an archived project');
select tests.clear_authentication();
select tests.create_user('bad');
select tests.grant_role('bad', 'North', 'lead');
select tests.deny('bad', 'Alpha', 'document:create');
select is(pg_temp.leaves('bad', 'Alpha'), '42501',
  'a user does not leave a denial to hold its key from above (F50)');

select * from finish();
rollback;
