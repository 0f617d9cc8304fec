-- stagedoor.scopes: a tree of types, and what moves and closes with it (F11, F93).
begin;
select plan(45);
select tests.use_fixture_catalogue();

-- The cast: Ada produces Alpha of North; Olga oversees North, Sid oversees South.
select tests.create_user(name) from unnest(array['ada', 'olga', 'sid']) as name;
select tests.create_project('Alpha', 'North');
select tests.create_project('Beta', 'North');
select tests.create_department('Camera', 'Alpha');
select tests.create_organization('South');
select tests.grant_role('ada', 'Alpha', 'manager');
select tests.grant_role('olga', 'North', 'manager');
select tests.grant_role('sid', 'South', 'manager');

-- types --------------------------------------------------------------------------
select results_eq(
  $$ select t.scope_type, t.parent_type from stagedoor.scope_types as t
     where t.scope_type in ('organization', 'project', 'department') order by t.position $$,
  $$ values ('organization', null), ('project', 'organization'),
       ('department', 'project') $$,
  'organizations hold projects, projects hold departments (F93)'
);
select throws_ok(
  $$ insert into stagedoor.scopes (scope_type, name) values ('project', 'Loose') $$,
  '23514', null, 'a project stands under an organization'
);
select throws_ok(
  $$ insert into stagedoor.scopes (scope_type, parent_id, name)
     values ('department', tests.scope_id('North'), 'Loose') $$,
  '23514', null, 'a department does not stand under an organization'
);
select throws_ok(
  $$ insert into stagedoor.scopes (scope_type, parent_id, name)
     values ('organization', tests.scope_id('North'), 'Nested') $$,
  '23514', null, 'an organization stands under nothing'
);
select throws_ok(
  $$ insert into stagedoor.scopes (scope_type, name) values ('galaxy', 'Far away') $$,
  '23503', null, 'a scope has a type that exists'
);
select lives_ok(
  $$ insert into stagedoor.scope_types (scope_type, parent_type, label, position)
     values ('unit', 'department', 'Unit', 40) $$,
  'a scope type is added by a row'
);
select lives_ok(
  $$ insert into stagedoor.scopes (scope_type, parent_id, name)
     values ('unit', tests.scope_id('Camera'), 'Second unit') $$,
  'a new scope type is used at once'
);
select throws_ok(
  $$ update stagedoor.scopes set scope_type = 'project'
     where id = tests.scope_id('Camera') $$,
  '23514', null, 'a scope does not turn into one of another type where it stands'
);
select throws_ok(
  $$ insert into stagedoor.scope_types (scope_type, parent_type, label, position)
     values ('Unit', 'department', 'Unit', 40) $$,
  '23514', null, 'a scope type is written in lower case'
);
select throws_ok(
  $$ insert into stagedoor.scope_types (scope_type, parent_type, label, position)
     values ('self', 'self', 'Self', 40) $$,
  '23514', null, 'a scope type does not stand under itself'
);

-- names --------------------------------------------------------------------------
select throws_ok(
  $$ insert into stagedoor.scopes (scope_type, name) values ('organization', '') $$,
  '23514', null, 'a scope has a name'
);
select throws_ok(
  $$ insert into stagedoor.scopes (scope_type, name)
     values ('organization', repeat('x', 201)) $$,
  '23514', null, 'a name is at most 200 characters'
);
select throws_ok(
  $$ insert into stagedoor.scopes (scope_type, name) values ('organization', ' North') $$,
  '23514', null, 'a name has no blanks around it'
);

-- what follows from the parent -----------------------------------------------------
select is(
  (select s.path from stagedoor.scopes as s where s.id = tests.scope_id('Second unit')),
  array(select tests.scope_id(n) from unnest(
    array['North', 'Alpha', 'Camera', 'Second unit']) as n),
  'a path leads from the top to the scope itself'
);
select is(
  (select s.project_id from stagedoor.scopes as s
   where s.id = tests.scope_id('Second unit')),
  tests.scope_id('Alpha'), 'a scope below a project belongs to the project'
);
select is(
  (select s.organization_id from stagedoor.scopes as s
   where s.id = tests.scope_id('Camera')),
  tests.scope_id('North'), 'a scope below a project belongs to the organization above it'
);
select lives_ok(
  $$ update stagedoor.scopes set path = '{}', project_id = null, is_archived = true
     where id = tests.scope_id('Camera') $$,
  'a path may be written by hand'
);
select is(
  (select (s.path[3], s.project_id, s.is_archived)::text from stagedoor.scopes as s
   where s.id = tests.scope_id('Camera')),
  (tests.scope_id('Camera'), tests.scope_id('Alpha'), false)::text,
  'a path that was written by hand is computed again'
);

-- cycles -------------------------------------------------------------------------
select throws_ok(
  format($$ insert into stagedoor.scopes (id, scope_type, parent_id, name)
     values ('00000000-0000-4000-8000-000000000001', %L,
       '00000000-0000-4000-8000-000000000001', 'Ring') $$, type),
  '23514', null, format('a scope does not stand under itself: %s', type))
from unnest(array['organization', 'project', 'department']) as type;

insert into stagedoor.scope_types (scope_type, parent_type, label, position)
values ('ring_a', null, 'A', 50), ('ring_b', 'ring_a', 'B', 60);
insert into stagedoor.scopes (id, scope_type, parent_id, name) values
  ('00000000-0000-4000-8000-000000000002', 'ring_a', null, 'Ring A'),
  ('00000000-0000-4000-8000-000000000003', 'ring_b',
    '00000000-0000-4000-8000-000000000002', 'Ring B');
update stagedoor.scope_types set parent_type = 'ring_b' where scope_type = 'ring_a';
select throws_ok(
  $$ update stagedoor.scopes set parent_id = '00000000-0000-4000-8000-000000000003'
     where id = '00000000-0000-4000-8000-000000000002' $$,
  '23514', null, 'a scope does not stand under a scope below it'
);

-- moving -------------------------------------------------------------------------
select tests.authenticate_as('olga');
select ok(public.can('document:view:all', tests.scope_id('Camera')),
  'a manager of the organization manages its departments (control)');
select tests.authenticate_as('sid');
select ok(not public.can('document:view:all', tests.scope_id('Camera')),
  'a manager of another organization holds nothing there (control)');
select tests.clear_authentication();
select lives_ok(
  $$ update stagedoor.scopes set parent_id = tests.scope_id('South')
     where id = tests.scope_id('Alpha') $$,
  'a project moves to another organization'
);
select is(
  (select s.path[1] from stagedoor.scopes as s where s.id = tests.scope_id('Second unit')),
  tests.scope_id('South'), 'a moved project takes along the scopes below it'
);
select tests.authenticate_as('olga');
select ok(not public.can('document:view:all', tests.scope_id('Camera')),
  'an access held above the old place is gone at once');
select tests.authenticate_as('sid');
select ok(public.can('document:view:all', tests.scope_id('Camera')),
  'an access held above the new place counts at once');
select tests.authenticate_as('ada');
select ok(public.can('document:view:all', tests.scope_id('Camera')),
  'an access held at the moved project stays');
select tests.clear_authentication();
update stagedoor.scopes set parent_id = tests.scope_id('North')
where id = tests.scope_id('Alpha');

-- A role of a tenant does not leave with the project that it was given in.
select tests.create_role('of_north', 'North', '{"document:view:all": "allow"}');
select tests.create_role('of_alpha', 'Alpha', '{"document:view:all": "allow"}');
select tests.grant_role('sid', 'Alpha', 'of_north');
select tests.grant_role('sid', 'Camera', 'of_north');
select tests.grant_role('sid', 'Camera', 'of_alpha');
select tests.grant_role('ada', 'Alpha', 'of_north', p_status => 'Revoked');
update stagedoor.scopes set parent_id = tests.scope_id('South')
where id = tests.scope_id('Alpha');
select results_eq(
  $$ select s.name || ' ' || r.role_key || ' ' || a.status || ' ' ||
       coalesce(a.revoke_reason, '-')
     from stagedoor.user_accesses as a
     join stagedoor.scopes as s on s.id = a.scope_id
     join stagedoor.permission_roles as r on r.id = a.grant_id
     where r.role_key like 'of_%' order by 1 $$,
  array['Alpha of_north Revoked -', 'Alpha of_north Revoked scope moved',
    'Camera of_alpha Active -',
    'Camera of_north Revoked scope moved'],
  'a role of the tenant that was left is revoked, one that moved along stays'
);
update stagedoor.scopes set parent_id = tests.scope_id('North')
where id = tests.scope_id('Alpha');

-- archiving ----------------------------------------------------------------------
select tests.archive('Alpha');
select ok(
  (select s.is_archived from stagedoor.scopes as s
   where s.id = tests.scope_id('Second unit')),
  'a scope below an archived scope is archived'
);
select tests.authenticate_as('ada');
select ok(not public.can('document:view:all', tests.scope_id('Camera')),
  'keys do not count below an archived scope');
select is(stagedoor.scopes_with('document:view:all'), '{}',
  'a set names no archived scope');
select is(
  stagedoor.scopes_with('audit:view'), array[tests.scope_id('Alpha')],
  'the set of audit:view names an archived scope');
select tests.clear_authentication();
update stagedoor.scopes set archived_at = now() where id = tests.scope_id('Camera');
update stagedoor.scopes set archived_at = null where id = tests.scope_id('Alpha');
select results_eq(
  $$ select s.name, s.is_archived from stagedoor.scopes as s
     where s.name in ('Alpha', 'Camera', 'Second unit') order by 1 $$,
  $$ values ('Alpha', false), ('Camera', true), ('Second unit', true) $$,
  'restoring a project keeps closed a department that was archived by itself'
);
update stagedoor.scopes set archived_at = null where id = tests.scope_id('Camera');
select ok(
  (select not s.is_archived from stagedoor.scopes as s
   where s.id = tests.scope_id('Second unit')),
  'restoring the department opens what is below it'
);
select throws_ok(
  $$ update stagedoor.scopes set archived_at = 'infinity'
     where id = tests.scope_id('Alpha') $$,
  '23514', null, 'a scope is not archived at infinity'
);

-- events -------------------------------------------------------------------------
select tests.flush();
update stagedoor.scopes set name = 'Alpha One' where id = tests.scope_id('Alpha');
update stagedoor.scopes set parent_id = tests.scope_id('South')
where id = tests.scope_id('Alpha One');
select tests.archive('Alpha One');
update stagedoor.scopes set archived_at = null where id = tests.scope_id('Alpha One');
update stagedoor.scopes set name = name where id = tests.scope_id('Alpha One');
select results_eq(
  $$ select q.event, q.sequence_id = tests.scope_id('Alpha One')
     from stagedoor.event_queue as q where q.object_type = 'project' order by q.id $$,
  $$ values ('scope.renamed', true), ('scope.moved', true), ('scope.archived', true),
       ('scope.restored', true) $$,
  'each change of a scope is one event of its own sequence (F24)'
);
select is_empty(
  $$ select q.event from stagedoor.event_queue as q where q.object_type = 'department' $$,
  'a change that follows below is recorded once, at the changed scope'
);

-- deleting -----------------------------------------------------------------------
-- From 18 on `on delete restrict` has an SQLSTATE of its own.
select throws_ok(
  $$ delete from stagedoor.scopes where id = tests.scope_id('Alpha One') $$,
  case when current_setting('server_version_num')::integer >= 180000
    then '23001' else '23503' end,
  null, 'a scope with others below it is not deleted'
);
select tests.flush();
select lives_ok(
  $$ delete from stagedoor.scopes where id = tests.scope_id('Beta') $$,
  'the owner of the database deletes an empty scope'
);
select tests.grant_role('ada', 'Second unit', 'fellow');
select tests.flush();
delete from stagedoor.scopes where id = tests.scope_id('Second unit');
select is_empty(
  $$ select a.id from stagedoor.user_accesses as a
     where not exists (select from stagedoor.scopes as s where s.id = a.scope_id) $$,
  'a deleted scope leaves no access behind'
);
select results_eq(
  $$ select q.event, q.sequence_id = tests.scope_id('Alpha One')
     from stagedoor.event_queue as q order by q.id $$,
  $$ values ('access.deleted', true), ('scope.deleted', true) $$,
  'deletions are recorded in the log of their project'
);

-- by hand ------------------------------------------------------------------------
select tests.authenticate_as('ada');
select throws_ok(
  $$ update stagedoor.scopes set name = 'Mine' $$,
  '42501', null, 'a manager renames no scope by hand'
);
select isnt_empty(
  $$ select name from stagedoor.scopes $$, 'a manager reads scopes by hand (control)'
);

select * from finish();
rollback;
