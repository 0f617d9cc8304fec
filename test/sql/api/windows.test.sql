-- Windows of accesses: beginning and ending them sooner or later, and what hangs on an access
-- whose window is changed (F19, F20, F95, F98).
begin;
select plan(43);
select tests.use_fixture_catalogue();

-- The cast: Pat produces Alpha, Ned is given things in it, Rev may only take away, Giv may
-- only give, Vic only look. Ann gets what Ned delegates, and Bob what Ann delegates.
select tests.create_user(n) from unnest(array[
  'pat', 'ned', 'rev', 'giv', 'vic', 'ann', 'bob']) as n;
select tests.create_project('Alpha', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.grant_role('pat', 'Alpha', 'manager');
select tests.grant_key('rev', 'Alpha', 'access:revoke');
select tests.grant_key('vic', 'Alpha', 'access:view');
select tests.grant_key('giv', 'Alpha', k) from unnest(array['access:grant', 'rota:view']) as k;
select tests.freeze_time('2027-03-01 12:00:00+00');

create function pg_temp.outcome(p_who text, p_sql text) returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  begin
    execute p_sql;
    raise sqlstate 'XDONE';
  exception
    when sqlstate 'XDONE' then return 'done';
    when others then return sqlstate;
  end;
end;
$$;
create function pg_temp.changes(p_who text, p_id uuid, p_from text, p_until text)
returns text language sql as $$
  select pg_temp.outcome(p_who, format(
    'select public.change_access_window(%L, %L, null, %L)', p_id, p_until, p_from))
$$;
create function pg_temp.gives(p_from text, p_until text) returns text language sql as $$
  select pg_temp.outcome('pat', format(
    'select public.grant_access(%L, %L, ''role'', ''fellow'', %L, %L)',
    tests.user_id('ned'), tests.scope_id('Alpha'), p_from, p_until))
$$;
-- Each window of one person and grant, in order.
create function pg_temp.windows(p_user text, p_key text)
returns table (starts timestamptz, ends timestamptz)
language sql security definer as $$
  select a.valid_from, a.valid_until from stagedoor.user_accesses as a
  where a.user_id = tests.user_id(p_user) and a.status = 'Active'
    and a.grant_id = case when p_key like '%:%' then tests.permission_id(p_key)
      else tests.role_id(p_key) end
  order by 1 nulls first
$$;

-- a grant beside another of the same --------------------------------------------------
select tests.grant_role('ned', 'Alpha', 'fellow', '2027-03-31', null);
select is(pg_temp.gives(starts, ends), outcome, 'F98: ' || why)
from (values
  (null, null, '23505', 'a grant from now on is not answered with one that begins later'),
  ('2027-04-01', null, '23505', 'a grant that begins later is not answered with one before'),
  ('2027-03-31', '2027-05-01', '23505', 'a grant with another end is refused'),
  ('2027-03-31', null, 'done', 'a grant in its window is given once more (control)'),
  (null, '2027-03-31', 'done', 'windows that touch stand side by side')
) as g (starts, ends, outcome, why);
select tests.authenticate_as('pat');
select is(
  public.grant_access(tests.user_id('ned'), tests.scope_id('Alpha'), 'role', 'fellow',
    '2027-03-31', null),
  (select a.id from stagedoor.user_accesses as a
   where a.user_id = tests.user_id('ned') and a.valid_from = '2027-03-31'),
  'F98: a grant with the same start and end answers the same id');
savepoint now;
select is(
  public.grant_access(tests.user_id('bob'), tests.scope_id('Alpha'), 'role', 'fellow',
    '2027-03-01 12:00:00+00'),
  public.grant_access(tests.user_id('bob'), tests.scope_id('Alpha'), 'role', 'fellow'),
  'F98: a grant from now on is answered with one that begins this moment');
rollback to now;
select throws_ok(
  format($$ select public.grant_access(%L, %L, 'role', 'fellow') $$,
    tests.user_id('ned'), tests.scope_id('Alpha')),
  '23505', 'The same is held already, in a window that overlaps',
  'F98: an overlapping grant is refused with its reason');
create function pg_temp.detail_of(p_sql text) returns jsonb language plpgsql as $$
declare
  v_detail text;
begin
  execute p_sql;
  return null;
exception
  when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    return v_detail::jsonb;
end;
$$;
select is(
  pg_temp.detail_of(format($$ select public.grant_access(%L, %L, 'role', 'fellow') $$,
    tests.user_id('ned'), tests.scope_id('Alpha')))
    - 'valid_from' - 'valid_until',
  jsonb_build_object('error_code', 'OVERLAPS', 'access_id', (
    select a.id from stagedoor.user_accesses as a
    where a.user_id = tests.user_id('ned') and a.valid_from = '2027-03-31')),
  'F98: the refusal of an overlapping grant names the other access');

-- a window over the next one --------------------------------------------------------------
select tests.clear_authentication();
select set_config('window.first',
  tests.grant_role('ned', 'Alpha', 'fellow', '2027-03-01', '2027-03-10')::text, true);
select tests.authenticate_as('pat');
select throws_ok(
  format($$ select public.change_access_window(%L, null) $$,
    current_setting('window.first')),
  '23505', 'The same is held already, in a window that overlaps',
  'F98: a window is not changed to lie over the next one');
select is(pg_temp.changes('pat', current_setting('window.first')::uuid, null, '2027-03-31'),
  'done', 'F98: a window is changed to end where the next one begins (control)');

-- who may begin and end it sooner or later --------------------------------------------------
select tests.clear_authentication();
select set_config('window.key',
  tests.grant_key('ned', 'Alpha', 'rota:view', '2027-04-01', '2027-06-01')::text, true);
select is(pg_temp.changes(who, current_setting('window.key')::uuid, starts, ends),
  outcome, why)
from (values
  ('vic', null, '2027-06-01', '42501',
    'F95: a user who only sees an access changes nothing of it, be it to what it was'),
  ('giv', null, '2027-05-01', '42501',
    'F95: a user without access:revoke does not end an access sooner'),
  ('giv', null, '2027-03-01 12:00:00.05+00', '42501',
    'F95: a user without access:revoke does not end an access in a moment'),
  ('giv', '2027-05-01', '2027-06-01', '42501',
    'F95: a user without access:revoke does not begin an access later'),
  ('giv', '2027-03-15', '2027-06-01', 'done',
    'F95: a user who gives begins an access sooner (control)'),
  ('giv', null, '2027-07-01', 'done',
    'F95: a user who gives ends an access later (control)'),
  ('giv', '2027-04-01', '2027-07-01', 'done',
    'F95: a start that stays what it was takes nothing'),
  ('rev', null, '2027-05-01', 'done',
    'F95: a user with access:revoke ends an access sooner (control)'),
  ('rev', '2027-05-01', '2027-06-01', 'done',
    'F95: a user with access:revoke begins an access later (control)'),
  ('rev', '2027-03-15', '2027-06-01', '42501',
    'F94: a user without access:grant does not begin an access sooner'),
  ('rev', '2027-05-01', '2027-07-01', '42501',
    'F94: a user without access:grant does not end an access later'),
  ('giv', '2027-05-01', '2027-07-01', '42501',
    'F95: a user without access:revoke does not shift an access'),
  ('pat', '2027-05-01', '2027-07-01', 'done',
    'F98: a user who gives and takes shifts an access (control)'),
  ('ned', null, '2027-05-01', 'done', 'F95: a user ends their own access sooner (control)'),
  ('ned', '2027-05-01', '2027-06-01', 'done',
    'F95: a user begins their own access later (control)'),
  ('ned', '2027-03-15', '2027-06-01', '42501',
    'F39: a user does not begin their own access sooner'),
  ('pat', '2027-06-01', '2027-06-01', '22023', 'F98: a window ends after it begins'),
  ('pat', 'infinity', null, '22023', 'F98: a window does not begin at infinity'),
  ('ann', null, '2027-05-01', 'PT404',
    'F86: a window is not found by a user who may not know of the access')
) as c (who, starts, ends, outcome, why);
select tests.clear_authentication();
savepoint nobody;
select tests.speak('authenticated', '{"role": "authenticated"}');
select throws_ok(format('select public.change_access_window(%L, ''2027-05-01'')',
    current_setting('window.key')), 'PT404', null,
  'F86: a window is not found by a token that names nobody');
rollback to nobody;
savepoint banned;
select tests.ban_user('ned');
select is(pg_temp.changes('ned', current_setting('window.key')::uuid, null, '2027-05-01'),
  '42501', 'F95: a banned user does not end their own access sooner');
rollback to banned;
select set_config('window.denial', tests.deny('ned', 'Alpha', 'rota:create')::text, true);
select is(pg_temp.changes('ned', current_setting('window.denial')::uuid, null, '2027-05-01'),
  '42501', 'F50: a user does not shorten what denies them');
select tests.authenticate_as_service();
savepoint service;
select isnt(
  public.change_access_window(current_setting('window.key')::uuid, '2027-05-01'), null,
  'F95: the service ends an access sooner');
rollback to service;
select tests.authenticate_as('pat');
select throws_ok(
  format($$ select public.change_access_window(%L, '2027-05-01', %L) $$,
    current_setting('window.key'), repeat('x', 1001)),
  '22023', 'A reason has at most 1000 characters',
  'a reason of a changed window has a length');

-- what is delegated from it -----------------------------------------------------------------
select tests.clear_authentication();
select set_config('window.source',
  tests.grant_key('ned', 'Alpha', 'document:create', null, '2027-06-01')::text, true);
update stagedoor.permissions set max_delegation_depth = 2
where permission_key = 'document:create';
select tests.delegate('ned', 'ann', 'Alpha', 'document:create', '2027-05-01');
select tests.delegate('ann', 'bob', 'Alpha', 'document:create', '2027-04-01');
select tests.revoke(tests.delegate('ned', 'vic', 'Alpha', 'document:create', '2027-05-01'));
select tests.authenticate_as('bob');
select ok(public.can('document:create', tests.scope_id('Alpha')),
  'F20: a delegated delegation counts (control)');
select tests.authenticate_as('pat');
select set_config('window.source', public.change_access_window(
  current_setting('window.source')::uuid, '2027-07-01')::text, true);
select tests.authenticate_as('bob');
select ok(public.can('document:create', tests.scope_id('Alpha')),
  'F20: prolonging an access keeps what is delegated from it');
select tests.authenticate_as('vic');
select ok(not public.can('document:create', tests.scope_id('Alpha')),
  'F20: prolonging an access brings back nothing that was revoked');
select results_eq(
  $$ select w.ends from unnest(array['ann', 'bob']) with ordinality as u (name, n)
     cross join lateral pg_temp.windows(u.name, 'document:create') as w order by u.n $$,
  $$ values ('2027-05-01'::timestamptz), ('2027-04-01') $$,
  'F20: what is delegated from a prolonged access ends when it did');
select tests.authenticate_as('pat');
select set_config('window.source', public.change_access_window(
  current_setting('window.source')::uuid, '2027-04-15')::text, true);
select results_eq(
  $$ select w.ends from unnest(array['ann', 'bob']) with ordinality as u (name, n)
     cross join lateral pg_temp.windows(u.name, 'document:create') as w order by u.n $$,
  $$ values ('2027-04-15'::timestamptz), ('2027-04-01') $$,
  'F20: what is delegated from a shortened access ends with it at the latest');
select ok(public.revoke_access(current_setting('window.source')::uuid),
  'F20: a prolonged access is revoked (control)');
select tests.authenticate_as('ann');
select ok(not public.can('document:create', tests.scope_id('Alpha')),
  'F20: revoking a prolonged access ends what is delegated from it');

-- the last holder ---------------------------------------------------------------------------
select tests.clear_authentication();
select tests.create_organization('South');
select tests.create_user('solo');
select set_config('window.solo',
  tests.grant_role('solo', 'South', 'manager', '2027-02-01', null)::text, true);
select tests.authenticate_as('solo');
select throws_ok(
  format($$ select public.change_access_window(%L, null, null, '2027-05-01') $$,
    current_setting('window.solo')),
  '23514', null, 'F94: the last grant holder does not begin their access later');

select * from finish();
rollback;
