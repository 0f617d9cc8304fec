-- The edges of windows: whatever is asked, an access counts at the very moment of its start
-- and is over at the very moment of its end (F19, F98).
begin;
select plan(92);
select tests.use_fixture_catalogue();

-- The cast, at noon: First has what begins at noon, Last what ends then, Whole what does
-- neither; each holds it in the way that is named.
select tests.create_project('Alpha', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_project('Beta', 'North');
select tests.create_project('Delta', 'North');
select tests.create_permission(key)
from unnest(array['props:view:assigned', 'props:do']) as key;
insert into stagedoor.menu_items (item_key, label, path, required_permission_key)
values ('props', 'Props', '/props', 'props:do');
select tests.create_user('delegator');
select tests.grant_key('delegator', 'Alpha', 'props:do');
select tests.freeze_time('2027-03-01 12:00:00+00');

create temporary table edges (
  edge text, starts timestamptz, ends timestamptz, counts boolean);
insert into edges values
  ('first', '2027-03-01 12:00:00+00', null, true),
  ('last', null, '2027-03-01 12:00:00+00', false),
  ('whole', '2027-03-01 11:00:00+00', '2027-03-01 13:00:00+00', true);
grant select on edges to authenticated;

-- Everybody who holds it in one way, and what they are asked.
create temporary table ways (way text, world text, asked text, means boolean);
insert into ways values
  ('a key', 'select tests.grant_key(%1$L, ''Alpha'', ''props:do'', %2$L, %3$L)',
    'public.can(''props:do'', tests.scope_id(''Alpha''))', true),
  ('a reason', 'select 1', '(public.authorize(''props:do'', tests.scope_id(''Alpha''))
    ->> ''allowed'')::boolean', true),
  ('a list', 'select 1', 'exists (select from public.get_user_permissions(auth.uid(),
    tests.scope_id(''Alpha'')) as l where l.permission_key = ''props:do'')', true),
  ('a menu', 'select 1', '(select m.can_access from public.get_user_project_menu(auth.uid(),
    tests.scope_id(''Alpha'')) as m where m.item_key = ''props'')', true),
  ('a policy', 'select 1',
    'tests.scope_id(''Alpha'') = any (stagedoor.scopes_with(''props:do''))', true),
  ('the scopes', 'select 1', 'exists (select from stagedoor.scopes)', true),
  ('the version', 'select 1',
    'public.get_access_version(tests.scope_id(''Alpha'')) is not null', true),
  ('the projects', 'select 1', 'exists (select from public.get_my_projects())', true),
  ('a key to give', 'select 1', 'pg_temp.lacks_nothing(''Alpha'')', true),
  ('a narrowed policy',
    'select tests.grant_key(%1$L, ''Camera'', ''props:do'', %2$L, %3$L)',
    'pg_temp.within(''props:do'', ''Alpha'', ''Alpha'')', true),
  ('a narrowed department', 'select tests.revoke(a.id) from stagedoor.user_accesses as a
    where a.user_id = tests.user_id(%1$L) and a.scope_id = tests.scope_id(''Alpha'')',
    'pg_temp.within(''props:do'', ''Alpha'', ''Camera'')', true),
  ('a page of a department', 'select 1', '(select m.can_access
    from public.get_user_project_menu(auth.uid(), tests.scope_id(''Alpha'')) as m
    where m.item_key = ''props'')', true),
  ('an assigned key', 'select tests.grant_key(%1$L, ''North'', ''props:view:assigned''),
    tests.grant_key(%1$L, ''Beta'', ''rota:view'', %2$L, %3$L)',
    'public.can(''props:view:assigned'', tests.scope_id(''Beta''))', true),
  ('an assigned policy', 'select 1',
    'tests.scope_id(''Beta'') = any (stagedoor.scopes_with(''props:view:assigned''))',
    true),
  ('an assigned list', 'select 1', 'exists (select from public.get_user_permissions(
    auth.uid(), tests.scope_id(''Beta'')) as l
    where l.permission_key = ''props:view:assigned'')', true),
  ('an assigned key to give', 'select 1', 'pg_temp.lacks_nothing(''Beta'',
    ''props:view:assigned'')', true),
  ('a denial', 'select tests.grant_key(%1$L, ''Beta'', ''props:do''),
    tests.grant_policy(%1$L, ''Beta'', ''props:do'', ''deny'', %2$L, %3$L)',
    'public.can(''props:do'', tests.scope_id(''Beta''))', false),
  ('a denial, why', 'select 1', '(public.authorize(''props:do'', tests.scope_id(''Beta''))
    ->> ''allowed'')::boolean', false),
  ('a denied policy', 'select 1',
    'tests.scope_id(''Beta'') = any (stagedoor.scopes_with(''props:do''))', false),
  ('a denied menu', 'select 1', '(select m.can_access from public.get_user_project_menu(
    auth.uid(), tests.scope_id(''Beta'')) as m where m.item_key = ''props'')', false),
  ('a denial of giving', 'select 1', 'pg_temp.lacks_nothing(''Beta'')', false),
  ('a delegation', 'select tests.delegate(%1$L, %2$L, %3$L)',
    'public.can(''props:do'', tests.scope_id(''Alpha''))', true),
  ('a delegation, why', 'select 1', '(public.authorize(''props:do'', tests.scope_id(''Alpha''))
    ->> ''allowed'')::boolean', true),
  ('a delegated policy', 'select 1',
    'tests.scope_id(''Alpha'') = any (stagedoor.scopes_with(''props:do''))', true),
  ('a delegated list', 'select 1', 'exists (select from public.get_user_permissions(auth.uid(),
    tests.scope_id(''Alpha'')) as l where l.permission_key = ''props:do'')', true),
  ('a policy beside a delegation',
    'select tests.grant_key(%1$L, ''Delta'', ''props:do'', %2$L, %3$L)',
    'tests.scope_id(''Delta'') = any (stagedoor.scopes_with(''props:do''))', true);
grant select on ways to authenticated;

-- A delegation in a window.
create function tests.delegate(p_user text, p_from timestamptz, p_until timestamptz)
returns void language sql security definer set search_path = '' as $$
  insert into stagedoor.user_accesses (user_id, scope_type, scope_id, grant_type, grant_id,
    valid_from, valid_until, delegated_from)
  select tests.user_id(p_user), a.scope_type, a.scope_id, a.grant_type, a.grant_id, p_from,
    p_until, a.id
  from stagedoor.user_accesses as a
  where a.user_id = tests.user_id('delegator') and a.scope_id = tests.scope_id('Alpha')
$$;
create function pg_temp.lacks_nothing(p_scope text, p_key text default 'props:do')
returns boolean language sql security definer as $$
  select stagedoor.keys_not_held(
    auth.uid(), tests.scope_id(p_scope), tests.permission_id(p_key)) = '{}'
$$;
create function pg_temp.within(p_key text, p_header text, p_scope text)
returns boolean language plpgsql as $$
declare
  v_is boolean;
begin
  perform tests.set_header('x-project-id', tests.scope_id(p_header)::text);
  v_is := tests.scope_id(p_scope) = any (stagedoor.scopes_with(p_key));
  perform tests.set_header('x-project-id', null);
  return v_is;
end;
$$;

select tests.create_user(edge) from edges;
create function pg_temp.all_ways() returns setof text language plpgsql as $$
declare
  v_way  record;
  v_edge record;
  v_is   boolean;
begin
  for v_way in select * from ways loop
    for v_edge in select * from edges loop
      perform tests.clear_authentication();
      execute format(v_way.world, v_edge.edge, v_edge.starts, v_edge.ends);
      perform tests.authenticate_as(v_edge.edge);
      execute 'select ' || v_way.asked into v_is;
      return next is(coalesce(v_is, false), v_edge.counts = v_way.means,
        format('%s of the user %s answers %s', v_way.way, v_edge.edge,
          v_edge.counts = v_way.means));
    end loop;
  end loop;
end;
$$;
-- every way to ask -------------------------------------------------------------------
select pg_temp.all_ways();

-- what is ahead ----------------------------------------------------------------------
-- What begins now has no edge ahead, and what ends now is none.
select tests.clear_authentication();
select tests.create_user(name) from unnest(array['begins', 'ends']) as name;
select tests.grant_key('begins', 'Alpha', 'props:do', '2027-03-01 12:00:00+00');
select tests.grant_key('ends', 'Alpha', 'props:do', null, '2027-03-01 12:00:00+00');
create function pg_temp.ahead(p_who text) returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_who);
  return concat_ws(' ',
    public.authorize('props:do', tests.scope_id('Alpha')) ->> 'valid_until',
    public.get_my_session(tests.scope_id('Alpha')) ->> 'valid_until',
    (select p.valid_until::text from public.get_my_projects() as p));
end;
$$;
select tests.clear_authentication();
select tests.create_user(name) from unnest(array['uses', 'returns']) as name;
select tests.delegate('uses', '2027-03-01 12:00:00+00', null);
select tests.delegate('returns', null, '2027-03-01 12:00:00+00');
select is(pg_temp.ahead(who), '', format('the user %s has no change ahead (F114)', who))
from unnest(array['begins', 'ends', 'uses', 'returns']) as who;

select tests.clear_authentication();
select is(
  stagedoor.works_at(tests.user_id(w.who), tests.scope_id(w.scope)), w.who = 'begins',
  format('a user whose access %s now works at %s: %s', w.who, w.scope, w.who = 'begins'))
from (values ('begins', 'North'), ('begins', 'Alpha'), ('begins', 'Camera'),
  ('ends', 'North'), ('ends', 'Alpha'), ('ends', 'Camera')) as w (who, scope);

-- delegation sources, giving, elevations ---------------------------------------------

select tests.clear_authentication();
select tests.create_project('Gamma', 'South');
select tests.create_user(name) from unnest(array['giver', 'ann']) as name;
create function pg_temp.with(p_world text, p_asked text, p_who text, p_session uuid)
returns text language plpgsql as $$
declare
  v_answer text;
begin
  begin
    perform tests.clear_authentication();
    execute p_world;
    if p_who is not null then
      perform tests.authenticate_as(p_who, 'aal1', p_session);
    end if;
    execute 'select ' || p_asked into v_answer;
    raise sqlstate 'XDONE';
  exception when sqlstate 'XDONE' then return v_answer;
  end;
end;
$$;
select is(pg_temp.with(
  $$ select tests.grant_key('giver', 'Gamma', 'access:grant', '2027-03-01 12:00:00+00') $$,
  $$ stagedoor.has_holder('access:grant', tests.scope_id('Gamma')) $$, null, null), 'true',
  'a user who may give from noon on is a grant holder at noon');
select tests.grant_policy('ann', 'Alpha', 'props:do', 'locked');
insert into stagedoor.elevations (user_id, scope_id, session_id, started_at, ends_at)
select tests.user_id('ann'), tests.scope_id('Alpha'),
  tests.start_session('ann', '00000000-0000-4000-8000-000000000001'),
  '2027-03-01 12:00:00+00', '2027-03-01 12:05:00+00';
select is(pg_temp.with('select 1',
  $$ public.can('props:do', tests.scope_id('Alpha')) $$, 'ann',
  '00000000-0000-4000-8000-000000000001'), 'true', 'an elevation counts when it begins');
select is(pg_temp.with(
  $$ update auth.sessions set not_after = '2027-03-01 12:00:00+00'
     where user_id = tests.user_id('ann') $$,
  $$ exists (select from public.list_my_sessions()) $$, 'ann', null), 'false',
  'a session is over when it ends');
select is(pg_temp.with($$ select tests.ban_user('giver', '2027-03-01 12:00:00+00') $$,
  $$ stagedoor.account_is_live(tests.user_id('giver')) $$, null, null), 'true',
  'a ban is over when it ends');

select * from finish();
rollback;
