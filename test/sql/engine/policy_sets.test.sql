-- The sets that policies ask for: whatever somebody holds, a row is seen where can() says
-- so (F2, F22, F50, F93, F107).
begin;
select plan(62);
select tests.use_fixture_catalogue();

-- The cast: one person for each way of holding a key, in North with two projects and their
-- departments, one of them archived; Gamma of South is foreign to all but one.
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'North');
select tests.create_project('Old', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_department('Sound', 'Alpha');
select tests.create_department('Attic', 'Alpha');
select tests.create_department('Light', 'Beta');
select tests.create_project('Gamma', 'South');
-- Kinds of scope that an adopter adds: units of departments, divisions of organizations.
insert into stagedoor.scope_types (scope_type, parent_type, label, position) values
  ('unit', 'department', 'Unit', 40), ('division', 'organization', 'Division', 15);
insert into stagedoor.scopes (scope_type, parent_id, name) values
  ('unit', tests.scope_id('Camera'), 'Second unit'),
  ('unit', tests.scope_id('Camera'), 'Cellar'),
  ('division', tests.scope_id('North'), 'West');
update stagedoor.scope_types set parent_type = 'division' where scope_type = 'project';
insert into stagedoor.scopes (scope_type, parent_id, name, archived_at) values
  ('project', tests.scope_id('West'), 'Delta', null),
  ('project', tests.scope_id('West'), 'Old West', now());
update stagedoor.scope_types set parent_type = 'organization' where scope_type = 'project';
select tests.archive(name) from unnest(array['Old', 'Attic', 'Cellar']) as name;
select tests.create_permission(key) from unnest(array[
  'props:view:all', 'props:view:assigned', 'props:plain']) as key;
insert into stagedoor.permission_implications
  values ('props:view:all', 'props:view:assigned');
update stagedoor.permissions set is_delegable = true where permission_key like 'props:%';

create temporary table cast_of (name text, world text);
insert into cast_of values
  ('nobody', 'select 1'),
  ('top', $$ select tests.grant_key('top', 'North', 'props:plain') $$),
  ('top_all', $$ select tests.grant_key('top_all', 'North', 'props:view:all') $$),
  ('top_assigned', $$ select tests.grant_key('top_assigned', 'North',
     'props:view:assigned') $$),
  ('top_crew', $$ select tests.grant_key('top_crew', 'North', 'props:view:assigned'),
     tests.grant_key('top_crew', 'Light', 'rota:view') $$),
  ('top_lent', $$ select tests.grant_key('top_lent', 'North', 'props:view:assigned'),
     tests.delegate('project_all', 'top_lent', 'Alpha', 'props:plain') $$),
  ('project_all', $$ select tests.grant_key('project_all', 'Alpha', 'props:view:all'),
     tests.grant_key('project_all', 'Alpha', 'props:plain') $$),
  ('project_assigned', $$ select tests.grant_key('project_assigned', 'Alpha',
     'props:view:assigned') $$),
  ('department', $$ select tests.grant_key('department', 'Camera', 'props:plain'),
     tests.grant_key('department', 'Camera', 'props:view:assigned') $$),
  ('both', $$ select tests.grant_key('both', 'Camera', 'props:plain'),
     tests.grant_key('both', 'Beta', 'props:plain') $$),
  ('denied', $$ select tests.grant_key('denied', 'North', 'props:plain'),
     tests.deny('denied', 'Alpha', 'props:plain') $$),
  ('denied_below', $$ select tests.grant_key('denied_below', 'Alpha', 'props:plain'),
     tests.deny('denied_below', 'Camera', 'props:plain') $$),
  ('denied_above', $$ select tests.grant_key('denied_above', 'Alpha', 'props:plain'),
     tests.deny('denied_above', 'North', 'props:plain') $$),
  ('denied_narrow', $$ select tests.grant_key('denied_narrow', 'North', 'props:view:all'),
     tests.grant_key('denied_narrow', 'Beta', 'rota:view'),
     tests.deny('denied_narrow', 'North', 'props:view:assigned') $$),
  ('owns', $$ select tests.grant_policy('owns', 'North', 'props:plain', 'own') $$),
  ('owns_narrow', $$ select tests.grant_policy('owns_narrow', 'North',
     'props:view:assigned', 'own'),
     tests.grant_key('owns_narrow', 'Alpha', 'rota:view') $$),
  ('owns_and_has', $$ select tests.grant_policy('owns_and_has', 'North', 'props:plain',
     'own'), tests.grant_key('owns_and_has', 'Alpha', 'props:plain') $$),
  ('owns_denied', $$ select tests.grant_policy('owns_denied', 'North', 'props:plain',
     'own'), tests.deny('owns_denied', 'Alpha', 'props:plain') $$),
  ('locked', $$ select tests.grant_policy('locked', 'North', 'props:plain', 'locked'),
     tests.elevate('locked', '00000000-0000-4000-8000-000000000001', 'Alpha') $$),
  ('locked_all', $$ select tests.grant_policy('locked_all', 'Alpha', 'props:plain',
     'locked'), tests.elevate('locked_all', '00000000-0000-4000-8000-000000000002',
     'North') $$),
  ('locked_below', $$ select tests.grant_policy('locked_below', 'North', 'props:plain',
     'locked'), tests.elevate('locked_below', '00000000-0000-4000-8000-000000000004',
     'Camera') $$),
  ('locked_attic', $$ select tests.grant_policy('locked_attic', 'North', 'props:plain',
     'locked'), tests.elevate('locked_attic', '00000000-0000-4000-8000-000000000005',
     'Attic') $$),
  ('locked_out', $$ select tests.grant_policy('locked_out', 'North', 'props:plain',
     'locked') $$),
  ('top_old', $$ select tests.grant_key('top_old', 'North', 'props:view:assigned'),
     tests.grant_key('top_old', 'Old', 'rota:view'),
     tests.grant_key('top_old', 'Alpha', 'rota:view') $$),
  ('division', $$ select tests.grant_key('division', 'West', 'props:plain'),
     tests.grant_key('division', 'West', 'audit:view') $$),
  ('division_denied', $$ select tests.grant_key('division_denied', 'North', 'props:plain'),
     tests.deny('division_denied', 'West', 'props:plain') $$),
  ('division_lent', $$ select tests.grant_policy('division_lent', 'West', 'props:plain',
     'own'), tests.delegate('project_all', 'division_lent', 'Alpha', 'props:plain') $$),
  ('unit', $$ select tests.grant_key('unit', 'Second unit', 'props:plain') $$),
  ('unit_locked', $$ select tests.grant_policy('unit_locked', 'Camera', 'props:plain',
     'locked'), tests.elevate('unit_locked', '00000000-0000-4000-8000-000000000003',
     'Camera') $$),
  ('delegated', $$ select tests.delegate('project_all', 'delegated', 'Alpha', 'props:plain') $$),
  ('lent_below', $$ select tests.delegate('project_all', 'lent_below', 'Camera',
     'props:plain') $$),
  ('lent_denied', $$ select tests.delegate('project_all', 'lent_denied', 'Alpha',
     'props:plain'), tests.deny('lent_denied', 'Camera', 'props:plain') $$),
  ('two_tops', $$ select tests.grant_key('two_tops', 'South', 'props:plain'),
     tests.grant_key('two_tops', 'Old', 'props:plain'),
     tests.grant_key('two_tops', 'Alpha', 'props:plain') $$),
  ('lends_half', $$ select tests.grant_key('lends_half', 'Alpha', 'props:plain'),
     tests.deny('lends_half', 'Camera', 'props:plain') $$),
  ('lent_half', $$ select tests.delegate('lends_half', 'lent_half', 'Alpha',
     'props:plain') $$),
  ('owns_lent', $$ select tests.grant_policy('owns_lent', 'Alpha', 'props:plain', 'own'),
     tests.delegate('lends_half', 'owns_lent', 'Alpha', 'props:plain') $$),
  ('over', $$ select tests.grant_key('over', 'North', 'props:plain', null, '2020-01-01'),
     tests.delegate('project_all', 'over', 'Alpha', 'props:view:all', '2020-01-01') $$),
  ('early', $$ select tests.grant_key('early', 'North', 'props:plain', '2100-01-01') $$),
  ('invited', $$ select tests.grant_key('invited', 'North', 'props:plain',
     p_status => 'Invited') $$),
  ('revoked', $$ select tests.grant_key('revoked', 'North', 'props:plain',
     p_status => 'Revoked') $$),
  ('mixed', $$ select tests.grant_key('mixed', 'North', 'props:view:assigned'),
     tests.grant_key('mixed', 'Beta', 'rota:view', null, '2020-01-01'),
     tests.grant_key('mixed', 'Alpha', 'rota:view', p_status => 'Invited') $$),
  ('archivist', $$ select tests.grant_key('archivist', 'North', 'audit:view') $$),
  ('foreign', $$ select tests.grant_key('foreign', 'South', 'props:view:all') $$);
select tests.create_user(name) from cast_of;
do $$
declare
  v_world text;
begin
  for v_world in select c.world from cast_of as c 
    order by c.name not in ('project_all', 'lends_half')
  loop
    execute v_world;
  end loop;
end;
$$;

create temporary table places as
select s.id, s.name, s.project_id, nullif(s.id, s.project_id) as department_id
from stagedoor.scopes as s where s.project_id is not null;
grant select on places, cast_of to authenticated;

-- Rows that a policy of conventions.md lets through, and places that can() says yes about.
create function pg_temp.differences(p_key text) returns text language plpgsql as $$
declare
  v_with    uuid[] := stagedoor.scopes_with(p_key);
  v_without uuid[] := stagedoor.scopes_without(p_key);
  v_own     uuid[] := stagedoor.scopes_with_own(p_key);
  v_every   uuid[] := stagedoor.every_scope_with(p_key);
begin
  return (
    select string_agg(format('%s: row %s/%s, scope %s, can() %s/%s',
      p_key || ' ' || p.name, r.seen, r.own, p.id = any (v_every), c.can, c.can_own), '; ')
    from places as p
    cross join lateral (
      select
        (p.project_id = any (v_with)
          and (p.department_id is null or p.department_id <> all (v_without)))
        or coalesce(p.department_id = any (v_with), false) as seen,
        (p.project_id = any (v_own)
          and (p.department_id is null or p.department_id <> all (v_without)))
        or coalesce(p.department_id = any (v_own), false) as own
    ) as r
    cross join lateral (
      select public.can(p_key, p.id) as can,
        public.can(p_key, p.id, auth.uid()) as can_own
    ) as c
    where r.seen <> c.can or (r.seen or r.own) <> c.can_own
      or (p.id = any (v_every)) <> c.can
  );
end;
$$;
create function pg_temp.agrees(p_name text) returns setof text language plpgsql as $$
begin
  perform tests.authenticate_as(p_name, 'aal1', case p_name
    when 'locked' then '00000000-0000-4000-8000-000000000001'
    when 'locked_all' then '00000000-0000-4000-8000-000000000002'
    when 'unit_locked' then '00000000-0000-4000-8000-000000000003'
    when 'locked_below' then '00000000-0000-4000-8000-000000000004'
    when 'locked_attic' then '00000000-0000-4000-8000-000000000005' end::uuid);
  return next is(
    (select string_agg(pg_temp.differences(key), '; ') from unnest(array[
       'props:plain', 'props:view:all', 'props:view:assigned', 'audit:view']) as key),
    null, format('%s sees the rows that can() says', p_name));
end;
$$;
-- rows and can() ---------------------------------------------------------------------
select pg_temp.agrees(name) from cast_of order by name;

-- who sees something at all (control) ------------------------------------------------
create function pg_temp.seen(p_name text, p_key text, p_session uuid default null)
returns text language plpgsql as $$
begin
  perform tests.authenticate_as(p_name, 'aal1', p_session);
  return (select string_agg(p.name, ' ' order by p.name) from places as p
    where p.id = any (stagedoor.scopes_with(p_key)));
end;
$$;
select is(pg_temp.seen(name, key), seen, format('%s holds %s in %s', name, key, seen))
from (values
  ('top', 'props:plain', 'Alpha Beta Delta'),
  ('top_all', 'props:view:assigned', 'Alpha Beta Delta'),
  ('top_old', 'props:view:assigned', 'Alpha'),
  ('two_tops', 'props:plain', 'Alpha Gamma'),
  ('division', 'props:plain', 'Delta'),
  ('division', 'audit:view', 'Delta Old West'),
  ('unit', 'props:plain', 'Second unit'),
  ('top_crew', 'props:view:assigned', 'Beta'),
  ('project_all', 'props:view:assigned', 'Alpha'),
  ('department', 'props:plain', 'Camera Second unit'),
  ('both', 'props:plain', 'Beta Camera Second unit'),
  ('denied', 'props:plain', 'Beta Delta'),
  ('delegated', 'props:plain', 'Alpha'),
  ('lent_below', 'props:plain', 'Camera Second unit'),
  ('archivist', 'audit:view', 'Alpha Beta Delta Old Old West')
) as s (name, key, seen);
select is(pg_temp.seen('locked', 'props:plain', '00000000-0000-4000-8000-000000000001'),
  'Alpha', 'locked holds props:plain in Alpha, where it is elevated');

select is(pg_temp.seen('locked_below', 'props:plain',
  '00000000-0000-4000-8000-000000000004'),
  'Camera Second unit', 'locked_below holds props:plain in Camera, where it is elevated');

-- narrowed ---------------------------------------------------------------------------
create function pg_temp.narrowed(p_project text) returns text language plpgsql as $$
declare
  v_name text;
  v_found text;
begin
  for v_name in select c.name from cast_of as c loop
    perform tests.set_header('x-project-id', null);
    perform tests.authenticate_as(v_name);
    declare
      v_all     uuid[] := stagedoor.scopes_with('props:plain');
      v_all_own uuid[] := stagedoor.scopes_with_own('props:plain');
      v_within  uuid[] := (select array_agg(p.id) from places as p
        where p.project_id = tests.scope_id(p_project));
    begin
      perform tests.set_header('x-project-id', tests.scope_id(p_project)::text);
      if not (
        array(select unnest(v_all) intersect select unnest(v_within) order by 1)
          = array(select unnest(stagedoor.scopes_with('props:plain')) order by 1)
        and array(select unnest(v_all_own) intersect select unnest(v_within) order by 1)
          = array(select unnest(stagedoor.scopes_with_own('props:plain')) order by 1))
      then
        v_found := concat_ws(' ', v_found, v_name);
      end if;
    end;
  end loop;
  perform tests.set_header('x-project-id', null);
  return v_found;
end;
$$;
select is(pg_temp.narrowed(name), null,
  format('a request narrowed to %s sees of everybody''s rows those of it', name))
from unnest(array['Alpha', 'Beta']) as name;

select * from finish();
rollback;
