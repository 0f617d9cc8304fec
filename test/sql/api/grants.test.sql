-- Giving, changing and taking access (F11, F18, F19, F24, F39, F94, F95, F98).
begin;
select plan(126);
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
  ('pat', 'Alpha', 'role', 'manager', 'done', 'and another manager'),
  ('pat', 'Camera', 'role', 'head', 'done', 'and a head of department (F93)'),
  ('pat', 'Alpha', 'permission', 'document:view:all', 'done', 'and gives one key (F18)'),
  ('pat', 'Alpha', 'role', 'of_north', 'done', 'and a role of the organization (F93)'),
  ('pat', 'Alpha', 'role', 'of_gamma', 'PT404', 'no role of another tenant is known here'),
  ('pat', 'Alpha', 'role', 'boss', 'PT404', 'nor one that does not exist'),
  ('pat', 'Alpha', 'permission', 'document:*', 'PT404', 'nor a wildcard'),
  ('pat', 'Alpha', 'permission', 'Budget:view:all', 'PT404', 'nor a key in another case'),
  ('pat', 'Alpha', 'wish', 'fellow', '22023', 'a grant is of a role or a permission'),
  ('pat', 'Alpha', null, 'fellow', '22023', 'and of one of them'),
  ('pat', 'Alpha', 'role', null, 'PT404', 'with a key'),
  ('pat', 'Alpha', 'permission', 'access:escalate', '42501',
    'nobody gives what they do not hold (F94)'),
  ('pat', 'North', 'role', 'fellow', '42501', 'a manager gives nothing above'),
  ('pat', 'Beta', 'role', 'fellow', 'PT404', 'nor in a project beside'),
  ('pat', 'Gamma', 'role', 'fellow', 'PT404', 'nor in a foreign one'),
  ('lin', 'Alpha', 'role', 'fellow', '42501', 'a line manager appoints nobody'),
  ('ben', 'Alpha', 'role', 'fellow', '42501', 'nor do crew'),
  ('sid', 'Alpha', 'role', 'fellow', 'PT404', 'nor another tenant'),
  ('eve', 'Alpha', 'role', 'fellow', 'PT404', 'nor a stranger'),
  ('max', 'Alpha', 'role', 'fellow', '42501', 'nor somebody who is banned'),
  ('olga', 'Beta', 'role', 'manager', 'done',
    'whoever runs the organization does, anywhere')
) as g (who, scope, type, key, outcome, why);
select tests.authenticate_as_anon();
select is(pg_temp.outcome($$ select public.grant_access(tests.user_id('ned'),
  tests.scope_id('Alpha'), 'role', 'fellow') $$), '42501', 'anon gives nothing');

select tests.clear_authentication();
select tests.create_role('empty', 'Alpha');
select tests.speak('authenticated', '{"role": "authenticated"}');
select is(pg_temp.outcome($$ select public.grant_access(tests.user_id('ned'),
  tests.scope_id('Alpha'), 'role', 'empty') $$), '42501',
  'nor does a token without a subject, not even nothing');
select tests.authenticate_as('pat');
select is(pg_temp.outcome($$ select public.grant_access(tests.user_id('ned'),
  tests.scope_id('Alpha'), 'role', 'empty') $$), 'done',
  'which whoever gives access does (control)');

-- to whom ------------------------------------------------------------------------
select is(pg_temp.gives('pat', 'gus', 'Alpha', 'role', 'fellow'), 'done',
  'a guest is given access, which waits for a login');
select tests.authenticate_as('pat');
select throws_ok(
  format($$ select public.grant_access(%L, tests.scope_id('Alpha'), 'role',
    'fellow') $$, id), 'PT404', 'Account not found', why)
from (values (gen_random_uuid(), 'nobody is given nothing'), (null, 'nor is no one'))
  as u (id, why);
select tests.delete_user('eve');
select is(pg_temp.gives('pat', 'eve', 'Alpha', 'role', 'fellow'), 'PT404',
  'nor is a deleted account');
select tests.clear_authentication();
insert into auth.users (id, email) values (tests.id_for('new'), 'new@example.test');
select is(pg_temp.gives('pat', 'new', 'Alpha', 'role', 'fellow'), 'done',
  'a login without an account gets both');

-- windows ------------------------------------------------------------------------
select is(pg_temp.gives('pat', 'ned', 'Alpha', 'role', 'fellow', starts, ends),
  outcome, why)
from (values
  ('2027-04-01', '2027-05-01', 'done', 'a window may lie ahead (F98)'),
  (null, '2027-03-01 12:00:00+00', '22023', 'and is not over already'),
  ('2027-05-01', '2027-04-01', '22023', 'nor ends before it begins'),
  ('2027-05-01', '2027-05-01', '22023', 'nor at that moment'),
  (null, 'infinity', '22023', 'nor at infinity'),
  ('-infinity', null, '22023', 'nor begins there'),
  (null, '9999-12-31 23:59:59+00', 'done', 'the year 9999 is far enough'),
  (null, '10000-01-01 00:00:00+00', '22023', 'the year 10000 too far'),
  ('1900-01-01 00:00:00+00', null, 'done', 'the year 1900 is early enough'),
  ('1899-12-31 23:59:59+00', null, '22023', 'and what lies before it too early')
) as w (starts, ends, outcome, why);

select tests.authenticate_as('pat');
select throws_ok(
  $$ select public.grant_access(tests.user_id('ned'), tests.scope_id('Alpha'), 'role',
       'fellow', null, 'infinity') $$,
  '22023', 'A window begins and ends at a moment, not at infinity',
  'and is told so');

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
  'it is written down who gave what to whom, when, until when and why (F24)');
select is(
  public.grant_access(tests.user_id('ned'), tests.scope_id('Alpha'), 'role', 'clerk',
    '2027-03-02', '2027-06-01'),
  (select id from given), 'giving it again with the same end is the same access');
select throws_ok(
  format($$ select public.grant_access(tests.user_id('ned'), tests.scope_id('Alpha'),
    'role', 'clerk', null, %L) $$, ends), '23505', null, why)
from (values ('2027-07-01', 'with another end it is refused'), (null, 'or with none'))
  as e (ends, why);
select is(
  (select count(*)::integer from stagedoor.user_accesses as a
   where a.user_id = tests.user_id('ned') and a.grant_id = tests.role_id('clerk')), 1,
  'and there is one of it');

select tests.revoke(
  tests.grant_role('ned', 'Camera', 'clerk', null, '2027-05-01'));
select tests.grant_role('ned', 'Camera', 'clerk', null, '2027-06-01');
select is(pg_temp.gives('pat', 'ned', 'Camera', 'role', 'clerk', null, '2027-05-01'),
  '23505', 'what was taken away is not what is given again');

-- What is delegated is not the same: it is not found in the place of what is given.
select tests.create_user('delegator');
select tests.grant_key('delegator', 'Alpha', 'document:create');
select tests.grant_key('ned', 'Alpha', 'document:create', null, '2027-05-01');
select tests.delegate('delegator', 'ned', 'Alpha', 'document:create', '2027-06-01');
select is(pg_temp.gives('pat', 'ned', 'Alpha', 'permission', 'document:create', null,
  '2027-06-01'), '23505', 'what is delegated until then is not what is given until then');
select is(pg_temp.gives('pat', 'ned', 'Alpha', 'permission', 'document:create', null,
  '2027-05-01'), 'done', 'what is given until then is (control)');
select tests.revoke(a.id) from stagedoor.user_accesses as a
where a.user_id = tests.user_id('ned')
  and a.grant_id = tests.permission_id('document:create');

-- to oneself -----------------------------------------------------------------------
select is(pg_temp.gives('pat', 'pat', 'Alpha', 'role', 'fellow'), 'done',
  'to oneself one gives what one holds');
select tests.grant_role('tim', 'Alpha', 'manager', null, '2027-03-08');
select is(pg_temp.gives('tim', 'tim', 'Alpha', 'role', 'fellow', null, ends),
  outcome, why)
from (values
  ('2027-03-08', 'done', 'for as long as one has it'),
  ('2027-03-08 00:00:01+00', '42501', 'and not for a moment longer (F39)'),
  (null, '42501', 'nor without an end (F39)')
) as e (ends, outcome, why);
select is(pg_temp.gives('tim', 'ned', 'Alpha', 'role', 'fellow'), 'done',
  'to others one does (control)');
select tests.grant_key('tim', 'Alpha', 'access:escalate', null, '2027-03-08');
select is(pg_temp.gives('tim', 'tim', 'Alpha', 'permission', 'access:escalate',
  null, '2027-03-20', 'aal2'), '42501', 'not even whoever may escalate');
select tests.create_permission('props:rare');
select is(pg_temp.gives('tim', 'tim', 'Alpha', 'permission', 'props:rare', null,
  '2027-03-02', 'aal2'), '42501', 'escalation is for others (F94)');
select is(pg_temp.gives('tim', 'ned', 'Alpha', 'permission', 'props:rare', null, null,
  'aal2'), 'done', 'to them it gives what one lacks');
select is(pg_temp.gives('tim', 'ned', 'Alpha', 'permission', 'props:rare', null, null,
  'aal1'), '42501', 'after a second factor (F102)');

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
  ('half_own', 'done', 'what is held as own is given as own'),
  ('half_allow', '42501', 'and not as allow (F94)'),
  ('denier', 'done', 'a denial of others is no gift')
) as g (key, outcome, why);
select tests.clear_authentication();
select tests.create_user('del');
select tests.delegate('pat', 'del', 'Alpha', key)
from unnest(array['access:grant', 'rota:view', 'project:view:assigned']) as key;
select is(pg_temp.gives('del', 'ned', 'Alpha', 'role', 'fellow'), '42501',
  'what is delegated is not given on (F20)');

-- the last who can give is not denied it --------------------------------------------------
select tests.clear_authentication();
select tests.create_project('Solo', 'Lonely');
select tests.create_user('one');
select tests.grant_role('one', 'Solo', 'manager');
select tests.create_role('muzzle', 'Solo', '{"access:grant": "deny"}');
select is(pg_temp.gives('one', 'one', 'Solo', 'role', 'muzzle'), '23514',
  'the last who can give access is not denied it');
select tests.grant_role('ned', 'Solo', 'manager');
select is(pg_temp.gives('one', 'one', 'Solo', 'role', 'muzzle'), 'done',
  'one of two may be (control)');

-- the service ------------------------------------------------------------------------
select tests.authenticate_as_service();
select lives_ok(
  $$ select public.grant_access(tests.user_id('ned'), tests.scope_id('Gamma'), 'permission',
       'access:escalate') $$,
  'the service gives what it likes');
select tests.clear_authentication();
select is(
  (select a.granted_by is null from stagedoor.user_accesses as a
   where a.user_id = tests.user_id('ned') and a.scope_id = tests.scope_id('Gamma')),
  true, 'and is recorded as nobody');
select tests.authenticate_as_service();
select throws_ok(
  $$ select public.grant_access(tests.user_id('ned'), gen_random_uuid(), 'role',
       'fellow') $$, 'PT404', 'Scope not found', 'in a scope that exists');

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
  ('pat', 'done', 'a manager takes access away'),
  ('ben', 'done', 'one''s own is given back'),
  ('olga', 'done', 'whoever runs the organization takes away below'),
  ('lin', '42501', 'whoever only sees accesses takes none'),
  ('ned', 'PT404', 'whoever does not see them knows of none'),
  ('sid', 'PT404', 'nor does another tenant'),
  ('max', 'PT404', 'nor somebody who is banned')
) as t (who, outcome, why);
select is(pg_temp.takes('pat', id), 'PT404', why)
from (values (gen_random_uuid(), 'an unknown access is not found'), (null, 'nor is none'))
  as a (id, why);
select is(pg_temp.takes('max', pg_temp.access_of('max', 'Alpha', 'manager')), '42501',
  'somebody who is banned gives nothing back either');
select tests.authenticate_as_anon();
select is(pg_temp.outcome('select public.revoke_access(gen_random_uuid())'), '42501',
  'anon takes nothing');
select tests.clear_authentication();
create temporary table bens as
select pg_temp.access_of('ben', 'Alpha', 'fellow') as id;
grant select on bens to authenticated;
select tests.speak('authenticated', '{"role": "authenticated"}');
select is(pg_temp.outcome(format('select public.revoke_access(%L)', id)), 'PT404',
  'nor does a token without a subject: it is not the service') from bens;

select tests.authenticate_as('pat');
select is(public.revoke_access(
  pg_temp.access_of('ben', 'Alpha', 'fellow'), 'wrapped'), true, 'it is taken away');
select is(public.revoke_access(
  pg_temp.access_of('ben', 'Alpha', 'fellow'), 'again'), false, 'once');
select results_eq(
  $$ select a.status, a.revoked_by, a.revoked_at, a.revoke_reason
     from stagedoor.user_accesses as a where a.user_id = tests.user_id('ben') $$,
  $$ values ('Revoked', tests.user_id('pat'), stagedoor.instant(), 'wrapped') $$,
  'and it is written down by whom, when and why (F24)');
select tests.authenticate_as('ben');
select ok(not public.can('rota:view', tests.scope_id('Alpha')),
  'it holds at the next statement (F95)');
select tests.authenticate_as_service();
select is(public.revoke_access(id), true, 'the service takes away') from given;

-- the last who can give --------------------------------------------------------------
select tests.clear_authentication();
select tests.create_project('Last', 'Single');
select tests.grant_role('pat', 'Last', 'manager');
select is(pg_temp.takes('pat', pg_temp.access_of('pat', 'Last', 'manager')), '23514',
  'the last who can give access does not give that back');
select ok((tests.refusal(format('select public.revoke_access(%L)',
  pg_temp.access_of('pat', 'Last', 'manager'))) ->> 'details')::jsonb
  @> '{"error_code": "LAST_HOLDER"}', 'which is said');
select tests.authenticate_as_service();
select is(pg_temp.outcome(format('select public.revoke_access(%L)',
  pg_temp.access_of('pat', 'Last', 'manager'))), '23514', 'nor does the service take it');
select tests.grant_role('ned', 'Last', 'manager', null, '2027-12-31');
select is(pg_temp.takes('pat', pg_temp.access_of('pat', 'Last', 'manager')), '23514',
  'somebody with an end is no successor');
select tests.grant_role('lin', 'Last', 'manager', p_status => 'Invited');
select is(pg_temp.takes('pat', pg_temp.access_of('pat', 'Last', 'manager')), '23514',
  'nor is somebody who is invited');
select tests.grant_role('ben', 'Single', 'manager');
select is(pg_temp.takes('pat', pg_temp.access_of('pat', 'Last', 'manager')), 'done',
  'somebody above is (control)');

-- a denial is not given back to be free of it ---------------------------------------------
select tests.clear_authentication();
select tests.grant_role('ned', 'Alpha', 'lead');
create temporary table denial as
select tests.deny('ned', 'Alpha', 'document:create') as id;
grant select on denial to authenticated;
select is(pg_temp.takes('ned', id), '42501', 'nobody frees themselves of a denial (F50)')
from denial;
select is(pg_temp.takes('pat', id), 'done', 'somebody else does (control)') from denial;
select tests.revoke(pg_temp.access_of('ned', 'Alpha', 'lead'));
select is(pg_temp.takes('ned', id), 'done', 'what denies nothing is given back (control)')
from denial;

select tests.clear_authentication();
select tests.create_user('asked');
select tests.grant_role('asked', 'Alpha', 'lead');
create temporary table offered as
select tests.grant_policy('asked', 'Alpha', 'document:create', 'deny',
  p_status => 'Invited') as id;
grant select on offered to authenticated;
select is(pg_temp.takes('asked', id), 'done',
  'a denial that was only offered is turned down') from offered;

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
  ('pat', '2027-07-01', 'done', 'whoever gives puts an end off'),
  ('pat', '2027-05-01', 'done', 'or brings it forward'),
  ('pat', null, 'done', 'or takes it away'),
  ('pat', '2027-03-01 12:00:00+00', '22023', 'but not to a moment that has come'),
  ('pat', 'infinity', '22023', 'nor to infinity'),
  ('lin', '2027-07-01', '42501', 'whoever only sees accesses changes none'),
  ('ben', '2027-07-01', 'PT404', 'whoever does not knows of none'),
  ('ned', '2027-07-01', '42501', 'nobody prolongs their own'),
  ('sid', '2027-07-01', 'PT404', 'another tenant changes nothing')
) as c (who, ends, outcome, why);
select is(pg_temp.changes('tim', pg_temp.access_of('tim', 'Alpha', 'manager'), ends),
  '42501', why)
from (values ('2027-03-09', 'nor does whoever gives (F39)'), (null, 'nor take the end off'))
  as c (ends, why);
select is(pg_temp.changes('tim', pg_temp.access_of('tim', 'Alpha', 'manager'),
  '2027-03-07'), 'done', 'one''s own may end earlier (control)');
select is(pg_temp.changes('pat', gen_random_uuid(), null), 'PT404',
  'an unknown access is not found');
select is(pg_temp.changes('pat', pg_temp.access_of('ben', 'Alpha', 'fellow'), null),
  '22023', 'what was taken away has no window to change');
select is(pg_temp.changes('pat', pg_temp.access_of('del', 'Alpha', 'access:grant'), null),
  '22023', 'nor has what is delegated');
select is(pg_temp.changes('pat', pg_temp.access_of('pat', 'Last', 'manager'),
  '2027-12-31'), 'done', 'of two who can give one may have an end');
select tests.revoke(pg_temp.access_of('ben', 'Single', 'manager'));
select tests.clear_authentication();
select tests.revoke(pg_temp.access_of('ben', 'Single', 'manager'));
select is(pg_temp.changes('pat', pg_temp.access_of('pat', 'Last', 'manager'),
  '2027-12-31'), '23514', 'the last of them may not');
select tests.create_user('lim');
select tests.grant_key('lim', 'Alpha', 'access:grant');
select tests.grant_key('ned', 'Alpha', 'document:create', null, '2027-06-01');
select is(pg_temp.changes('lim', pg_temp.access_of('ned', 'Alpha', 'document:create'),
  '2027-07-01'), '42501', 'putting off gives once more: not what one lacks (F94)');
select is(pg_temp.changes('lim', pg_temp.access_of('ned', 'Alpha', 'document:create'),
  '2027-05-01'), 'done', 'bringing forward gives nothing (control)');
select tests.create_user('forbidden');
create temporary table forbids as
select tests.deny('forbidden', 'Alpha', 'document:create') as id;
grant select on forbids to authenticated;
select is(pg_temp.changes('lim', id, '2027-05-01'), '42501',
  'a denial ends earlier only by whoever takes access away (F50)') from forbids;
select is(pg_temp.changes('pat', id, '2027-05-01'), 'done', 'who does (control)')
from forbids;
select tests.clear_authentication();
select tests.grant_role('pat', 'Alpha', 'clerk', null, '2027-06-01');
select is(pg_temp.changes('pat', pg_temp.access_of('pat', 'Alpha', 'clerk'),
  '2027-07-01'), '42501', 'nobody prolongs their own, whatever else they hold');
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
  'the old window is closed and a new one given (F24)');
select is(public.change_access_window(id, '2027-09-01', 'same'), id,
  'the same end again changes nothing') from changed;

-- leave_scope ------------------------------------------------------------------------
create function pg_temp.leaves(p_who text, p_scope text) returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return pg_temp.outcome(format('select public.leave_scope(%L)', tests.scope_id(p_scope)));
end;
$$;
select is(pg_temp.leaves('pat', 'Last'), '23514', 'the last who can give does not leave');
select is(pg_temp.leaves('sid', 'Alpha'), 'PT404', 'nobody leaves what they are not in');
select is(pg_temp.leaves('max', 'Alpha'), '42501', 'nor while banned');
select tests.clear_authentication();
select tests.grant_role('ned', 'Camera', 'head');
select tests.grant_role('ned', 'North', 'fellow');
select tests.authenticate_as('ned');
select is(public.leave_scope(tests.scope_id('Alpha')), true, 'people leave a project');
select results_eq(
  $$ select s.name from stagedoor.user_accesses as a
     join stagedoor.scopes as s on s.id = a.scope_id
     where a.user_id = tests.user_id('ned') and a.status = 'Active'
       and s.name in ('Alpha', 'Camera', 'North') $$,
  array['North'], 'with all below it, and not what is above');
select is(public.leave_scope(tests.scope_id('Alpha')), false, 'once');
select tests.clear_authentication();
select tests.archive('Last');
select is(pg_temp.leaves('pat', 'Last'), 'done',
  'an archived project is left by the last one too: nothing is given in it');
select tests.clear_authentication();
select tests.create_user('bad');
select tests.grant_role('bad', 'North', 'lead');
select tests.deny('bad', 'Alpha', 'document:create');
select is(pg_temp.leaves('bad', 'Alpha'), '42501',
  'nobody leaves a denial behind to hold its key from above (F50)');

select * from finish();
rollback;
