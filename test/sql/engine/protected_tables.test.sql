-- stagedoor.protected_tables: which tables stand under the keys, by which columns (F107).
begin;
select plan(21);

create table public.props (
  id uuid primary key, project_id uuid, department_id uuid, owner_id uuid, name text);
create table public.places (id uuid primary key, project_id uuid);
create table public.open_props (id uuid primary key, project_id uuid);
create view public.seen_props as select * from public.props;
alter table public.props enable row level security;

select throws_ok(format(
    'insert into stagedoor.protected_tables
       (table_name, scope_column, department_column, owner_column) values (%L, %L, %L, %L)',
    name, scope, department, owner), '23514', message,
  format('%s is not registered by %s', name, concat_ws(', ', scope, department, owner)))
from (values
  ('public.open_props', 'project_id', null, null,
    'public.open_props is no table with row-level security'),
  ('public.seen_props', 'project_id', null, null,
    'public.seen_props is no table with row-level security'),
  ('public.props', 'name', null, null, 'public.props has no column name of type uuid'),
  ('public.props', 'ctid', null, null, 'public.props has no column ctid of type uuid'),
  ('public.props', 'team_id', null, null,
    'public.props has no column team_id of type uuid'),
  ('public.props', 'project_id', 'team_id', null,
    'public.props has no column team_id of type uuid'),
  ('public.props', 'project_id', 'department_id', 'who',
    'public.props has no column who of type uuid')
) as t (name, scope, department, owner, message);
select throws_ok(format(
    'insert into stagedoor.protected_tables
       (table_name, scope_column, department_column, owner_column)
     values (''public.props'', %L, %L, %L)', scope, department, owner), '23514', null,
  format('one column does not name two things: %s, %s, %s',
    coalesce(scope, '-'), coalesce(department, '-'), coalesce(owner, '-')))
from (values
  ('project_id', 'project_id', null), ('project_id', null, 'project_id'),
  ('project_id', 'owner_id', 'owner_id')
) as t (scope, department, owner);
select lives_ok(
  $$ insert into stagedoor.protected_tables values
       ('public.props', 'project_id', 'department_id', 'owner_id') $$,
  'F107: a table is registered by its columns (control)');
select throws_ok(
  $$ update stagedoor.protected_tables set owner_column = 'who'
     where table_name = 'public.props'::regclass $$, '23514',
  'public.props has no column who of type uuid',
  'a registration is not changed to a column that is not there');
select throws_ok(format(
    'update stagedoor.protected_tables set scope_column = %L, scope_via = %L
     where table_name = ''public.props''::regclass', scope, via), code, message,
  format('a registration is not changed to the way %s', via))
from (values
  ('name', 'id; drop table props', '22023', 'A path reads: column -> schema.table.column'),
  ('name', 'nothing', '22023', 'public.props has no column nothing'),
  ('name', 'id -> public.places.project_id', '23514',
    'The way to the scope of public.props begins with name'),
  ('name', 'name', '22023', 'public.props.name is of type text, and refers to no tracked table')
) as t (scope, via, code, message);
select lives_ok(
  $$ update stagedoor.protected_tables
     set scope_column = 'id', scope_via = 'id -> public.places.project_id'
     where table_name = 'public.props'::regclass $$,
  'F109: a table is registered with the way to its scope (control)');
alter table public.props rename to things;
select is((
  select p.table_name::text from stagedoor.protected_tables as p
  where p.owner_column = 'owner_id' and p.department_column = 'department_id'
), 'things', 'a table stays registered under its new name');
select ok(exists (
  select from stagedoor.event_queue as q where q.event = 'protected_table.created'
), 'the registration of a table is an event');

-- Every table of a part that is served has told so.
select set_eq(
  $$ select c.oid::regclass::text
     from pg_class as c
     join pg_policy as p on p.polrelid = c.oid
     join pg_attribute as a on a.attrelid = c.oid and a.attname = 'project_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' $$,
  $$ select p.table_name::text from stagedoor.protected_tables as p
     where p.table_name <> 'public.things'::regclass $$,
  'F97: every table of a part whose rows belong to a project is registered');
select is_empty(
  $$ select p.table_name
     from stagedoor.protected_tables as p
     join pg_attribute as a
       on a.attrelid = p.table_name and a.attname in ('owner_id', 'department_id')
     -- A part may have departments that are no scopes: its own foreign key says so.
     where not exists (
         select from pg_constraint as k
         where k.conrelid = p.table_name and k.contype = 'f' and a.attnum = any (k.conkey)
           and a.attname = 'department_id' and k.confrelid <> 'stagedoor.scopes'::regclass)
       and a.attname
       not in (coalesce(p.owner_column, ''), coalesce(p.department_column, '')) $$,
  'a table that has owners or departments is registered with them');

select * from finish();
rollback;
