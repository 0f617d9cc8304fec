-- stagedoor.rebuild: what follows from other rows, put right where it was written without the
-- triggers that derive it (F105).
begin;
select plan(14);
select tests.use_fixture_catalogue();

-- The cast: Ada manages Alpha, which has a department.
select tests.create_user('ada');
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'South');
select tests.create_department('Camera', 'Alpha');
select tests.create_role('tailor', 'North', '{"document:approve": "allow"}');
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.flush();
create function pg_temp.version() returns bigint language sql as $$
  select i.version from stagedoor.installation_version as i
$$;
create function pg_temp.places() returns text language sql as $$
  select string_agg(
    format('%s %s %s', s.name, (
      select string_agg(above.name, ' > ' order by array_position(s.path, above.id))
      from stagedoor.scopes as above where above.id = any (s.path)
    ), s.is_archived), ', ' order by s.name)
  from stagedoor.scopes as s where s.name in ('Alpha', 'Camera')
$$;
create function pg_temp.targets() returns text language sql as $$
  select md5(string_agg(t.key_bits::text, ' ' order by t.id))
  from stagedoor.grant_targets as t
  where t.id not in (
    select p.id from stagedoor.permissions as p where p.permission_key = 'document:burn')
$$;
create temporary table before as
select pg_temp.places() as places, pg_temp.targets() as targets, pg_temp.version() as version;

select is(stagedoor.rebuild(), 0, 'F105: rebuilding changes nothing that is right');
select tests.flush();
select is(
  pg_temp.version(), (select b.version from before as b),
  'F114: rebuilding what is right raises no version');

-- A superuser, or a role that may set it, writes without the triggers that derive.
set local session_replication_role = replica;
update stagedoor.permission_roles set deleted_at = now() where role_key = 'tailor';
insert into stagedoor.permission_role_links (permission_role_id, permission_id)
values (tests.role_id('manager'), tests.permission_id('access:escalate'));
insert into stagedoor.permissions (permission_key, description)
values ('document:burn', 'Burn a document');
set local session_replication_role = origin;
select is(
  pg_temp.targets(), (select b.targets from before as b),
  'F17: keys do not follow links that were written without their triggers (control)');
select is(
  stagedoor.rebuild(), 4,
  'F105: rebuilding counts the deleted role, the new link, and the new key with its keys');
select is(
  (select array[
     t.allow_keys @> '{access:escalate}',
     (select f.allow_keys = '{}' from stagedoor.grant_targets as f
      join stagedoor.permission_roles as r on r.id = f.id where r.role_key = 'tailor'),
     (select f.allow_keys = '{document:burn}' from stagedoor.grant_targets as f
      join stagedoor.permissions as p on p.id = f.id
      where p.permission_key = 'document:burn')]
   from stagedoor.grant_targets as t where t.id = tests.role_id('manager')),
  '{t,t,t}', 'F17: rebuilding lets every target say what its links say');
select tests.flush();
select is(
  (select e.event from public.get_audit_events(null, 1) as e), 'installation.rebuilt',
  'F24: rebuilding is an event');
select ok(
  pg_temp.version() > (select b.version from before as b),
  'F114: rebuilding raises the version of the installation');
select is(stagedoor.rebuild(), 0, 'F105: rebuilding twice changes nothing');

-- Scopes, whose place a guard keeps outside a restore: here a backup brings a wrong one.
grant stagedoor_auditor to postgres;
set local role stagedoor_auditor;
alter table stagedoor_audit.installation disable trigger _100_refuse;
delete from stagedoor_audit.installation;
reset role;
set local session_replication_role = replica;
update stagedoor.scopes
set path = array[tests.scope_id('South'), id], organization_id = tests.scope_id('South')
where name = 'Alpha';
update stagedoor.scopes set is_archived = true, project_id = tests.scope_id('Beta')
where name = 'Camera';
set local session_replication_role = origin;
select isnt(
  pg_temp.places(), (select b.places from before as b),
  'F93: a scope that came with another place has it (control)');
select is(stagedoor.rebuild(), 2, 'F105: rebuilding counts both scopes');
select is(
  pg_temp.places(), (select b.places from before as b),
  'F93: rebuilding puts every scope where its parents say');
select is(
  (select s.project_id from stagedoor.scopes as s where s.name = 'Camera'),
  tests.scope_id('Alpha'), 'F93: rebuilding gives a department back to its project');

select tests.authenticate_as_service();
select throws_ok(
  'select stagedoor.rebuild()', '42501', null, 'F105: the service rebuilds nothing');
select tests.authenticate_as('ada');
select throws_ok(
  'select stagedoor.rebuild()', '42501', null, 'F105: a manager rebuilds nothing');

select * from finish();
rollback;
