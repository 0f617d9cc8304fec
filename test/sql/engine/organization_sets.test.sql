-- The sets of organizations that policies ask for: a row of an organization is seen where
-- can() says so (F50, F107).
begin;
select plan(38);
select tests.use_fixture_catalogue();

-- The cast: one person for each way of holding a key, in North with a division West, and in
-- South; Old is archived. Projects stand below, and give nothing above.
select tests.create_project('Alpha', 'North');
select tests.create_project('Gamma', 'South');
select tests.create_project('Rest', 'Old');
insert into stagedoor.scope_types (scope_type, parent_type, label, position)
values ('division', 'organization', 'Division', 15), ('unit', 'department', 'Unit', 40);
insert into stagedoor.scopes (scope_type, parent_id, name)
values ('division', tests.scope_id('North'), 'West');
select tests.archive('Old');
select tests.create_permission(key) from unnest(array[
  'props:view:all', 'props:view:assigned', 'props:plain']) as key;
insert into stagedoor.permission_implications values ('props:view:all', 'props:view:assigned');
update stagedoor.permissions set is_delegable = true where permission_key like 'props:%';
select tests.create_permission('props:secret', true);

create temporary table cast_of (name text, world text);
insert into cast_of values
  ('nobody', 'select 1'),
  ('top', $$ select tests.grant_key('top', 'North', 'props:plain') $$),
  ('top_all', $$ select tests.grant_key('top_all', 'North', 'props:view:all') $$),
  ('top_assigned', $$ select tests.grant_key('top_assigned', 'North', 'props:view:assigned') $$),
  ('project', $$ select tests.grant_key('project', 'Alpha', 'props:plain') $$),
  ('both', $$ select tests.grant_key('both', 'North', 'props:plain'),
     tests.grant_key('both', 'South', 'props:plain') $$),
  ('old', $$ select tests.grant_key('old', 'Old', 'props:plain') $$),
  ('division', $$ select tests.grant_key('division', 'West', 'props:plain') $$),
  ('denied', $$ select tests.grant_key('denied', 'North', 'props:plain'),
     tests.deny('denied', 'North', 'props:plain') $$),
  ('denied_below', $$ select tests.grant_key('denied_below', 'North', 'props:plain'),
     tests.deny('denied_below', 'West', 'props:plain') $$),
  ('owns', $$ select tests.grant_policy('owns', 'North', 'props:plain', 'own') $$),
  ('owns_and_has', $$ select tests.grant_policy('owns_and_has', 'North', 'props:plain', 'own'),
     tests.grant_key('owns_and_has', 'West', 'props:plain') $$),
  ('locked', $$ select tests.grant_policy('locked', 'North', 'props:plain', 'locked'),
     tests.elevate('locked', '00000000-0000-4000-8000-000000000001', 'North') $$),
  ('locked_out', $$ select tests.grant_policy('locked_out', 'North', 'props:plain', 'locked') $$),
  ('delegated', $$ select tests.delegate('top', 'delegated', 'North', 'props:plain') $$),
  ('over', $$ select tests.grant_key('over', 'North', 'props:plain', null, '2020-01-01') $$),
  ('early', $$ select tests.grant_key('early', 'North', 'props:plain', '2100-01-01') $$),
  ('secret', $$ select tests.grant_key('secret', 'North', 'props:secret') $$);
select tests.create_user(c.name) from cast_of as c;
do $$
declare
  v_world text;
begin
  for v_world in select c.world from cast_of as c loop
    execute v_world;
  end loop;
end;
$$;
grant select on cast_of to authenticated;
create temporary table tops as
select s.id, s.name from stagedoor.scopes as s where s.project_id is null;
grant select on tops to authenticated;

create function pg_temp.as_them(p_name text) returns void
language sql as $$
  select tests.authenticate_as(p_name, p_session => case p_name
    when 'locked' then '00000000-0000-4000-8000-000000000001'::uuid end)
$$;
-- {key, name of the organization} that differ between the set and can().
create function pg_temp.differences(p_is_own boolean) returns setof text
language sql as $$
  select k.key || ' ' || t.name
  from unnest(array['props:plain', 'props:view:all', 'props:view:assigned', 'props:secret'])
    as k (key)
  cross join tops as t
  where (t.id = any (case when p_is_own then stagedoor.organizations_with_own(k.key)
      else stagedoor.organizations_with(k.key) end))
    is distinct from case when p_is_own
      then public.can(k.key, t.id, auth.uid()) and not public.can(k.key, t.id)
      else public.can(k.key, t.id) end
$$;
create function pg_temp.all_differences(p_name text) returns text[]
language plpgsql as $$
declare
  v_found text[];
begin
  perform pg_temp.as_them(p_name);
  v_found := array(select pg_temp.differences(false))
    || array(select 'own ' || d from pg_temp.differences(true) as d);
  perform tests.clear_authentication();
  return v_found;
end;
$$;
select is(pg_temp.all_differences(c.name), '{}',
  format('F107: the organizations of somebody %s are those where can() says yes', c.name))
from cast_of as c;

create function pg_temp.named(p_name text, p_key text, p_is_own boolean default false)
returns text[]
language plpgsql as $$
declare
  v_names text[];
begin
  perform pg_temp.as_them(p_name);
  v_names := array(
    select t.name from tops as t
    where t.id = any (case when p_is_own then stagedoor.organizations_with_own(p_key)
      else stagedoor.organizations_with(p_key) end) order by 1);
  perform tests.clear_authentication();
  return v_names;
end;
$$;
select is(pg_temp.named(name, 'props:plain'), names,
  format('F107: %s holds the key in %s', name, names))
from (values
  ('top', array['North', 'West']), ('both', array['North', 'South', 'West']),
  ('division', array['West']), ('denied_below', array['North']), ('project', '{}'),
  ('old', '{}'), ('locked', array['North', 'West']), ('delegated', array['North', 'West']),
  ('owns_and_has', array['West'])
) as t (name, names);
select is(pg_temp.named('owns', 'props:plain', true), array['North', 'West'],
  'F50: a key that is held on own rows is held so in the division below');
select is(pg_temp.named('owns_and_has', 'props:plain', true), array['North'],
  'F50: where the key is held on every row it adds no own ones');

-- around it --------------------------------------------------------------------------------
select tests.set_header('x-project-id', tests.scope_id('Alpha')::text);
select is(pg_temp.named('top', 'props:plain') || pg_temp.named('owns', 'props:plain', true), '{}',
  'F107: a request that names its project sees rows of no organization');
select tests.set_header('x-project-id', null);
select is(pg_temp.named('secret', 'props:secret'), '{}',
  'F102: a key that needs a second factor is held nowhere without one');
select tests.authenticate_as('secret', 'aal2');
select is(cardinality(stagedoor.organizations_with('props:secret')), 2,
  'F102: with a second factor it is held (control)');
select tests.authenticate_as('top', p_claims => '{"client_id": "an app"}');
select is(stagedoor.organizations_with('props:plain'), '{}', 'F131: an app holds nothing');
select tests.authenticate_as('top');
select is(stagedoor.organizations_with(null) || stagedoor.organizations_with('Nonsense')
    || stagedoor.organizations_with_own(null), '{}', 'an unknown key is held nowhere');
select ok(not stagedoor.is_new_scope(t.id), format('%s was there before', t.name))
from tops as t where t.name = 'North';
select ok(stagedoor.is_new_scope(gen_random_uuid()), 'an id that is no scope yet is new (control)');
select tests.authenticate_as_anon();
select throws_ok($$ select stagedoor.organizations_with('props:plain') $$, '42501', null,
  'anon asks for no set of organizations');
select tests.clear_authentication();
select is(stagedoor.types_above_projects() @> array['organization', 'division']
    and not stagedoor.types_above_projects() && array['project', 'department', 'unit'], true,
  'types above projects are known by what they stand under');

select * from finish();
rollback;
