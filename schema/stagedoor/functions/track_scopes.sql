-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.track_scopes (
  table_name regclass,
  scope_type text,
  id         name     default 'id'::name,
  parent     name     default null::name,
  name       name     default null::name,
  archived   name     default null::name
)
  returns table (
    step    text,
    rows    bigint,
    warning text
  )
  language plpgsql
  set search_path to ''
  set lock_timeout to '5s';
-- Its body: migrations/20261122030920_operations_track_scopes.sql

comment on function "stagedoor"."track_scopes"(regclass, text, name, name, name, name) is
  'Let the rows of a table be scopes, with the same ids (F130).

For the owner of the database; run again it fills in what is missing. table_name: the table;
scope_type: organization, project, department or a type of your own; id: its key (a uuid is
the id of the scope; beside another the column stagedoor_scope_id is added); parent: the
column that names the scope above; name: what people read; archived: a moment or a boolean.
Gives no access to anybody. Deleting a row archives its scope. Answers what it did, row by
row. Raises 22023 for what is not there or not of the right type, 23505 for an id that is a
scope of another type.';

revoke all
  on function "stagedoor"."track_scopes"(regclass, text, name, name, name, name)
  from public;

grant execute
  on function "stagedoor"."track_scopes"(regclass, text, name, name, name, name)
  to "postgres";
