-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.protect (
  table_name  regclass,
  module      text,
  scope       text     default null::text,
  scope_via   text     default null::text,
  scope_type  text     default null::text,
  department  name     default null::name,
  owner       name     default null::name,
  stamp_owner boolean  default true,
  null_scope  text     default 'hidden'::text,
  mode        text     default 'replace'::text,
  operations  text[]   default '{select,insert,update,delete}'::text[],
  keys        jsonb    default null::jsonb,
  roles       jsonb    default '{}'::jsonb,
  soft_delete name     default null::name,
  dry_run     boolean  default false
)
  returns table (
    step    text,
    sql     text,
    warning text
  )
  language plpgsql
  set search_path to ''
  set lock_timeout to '5s';
-- Its body: migrations/20261122030965_operations_protecting.sql

comment on function
  "stagedoor"."protect"(regclass, text, text, text, text, name, name, boolean, text, text,
  text[], jsonb, jsonb, name, boolean) is 'Put a table under the keys of a module (F107).

For the owner of the database; all of it or nothing; again to change it. module: its keys
are <module>:view and <module>:edit, or those in keys, {"select": key, ...}. scope: the
column of the scope, or scope_via: the way to it, column -> schema.table.column. scope_type:
project, organization or another; known of tables that are tracked. department: a column,
whose denials count. owner: a column for keys held as own; stamp_owner makes whoever inserts
a row its owner, for good. null_scope: hidden, or owner. mode: replace, or restrict, which
leaves their policies beside restrictive ones. operations: which. roles: {"role": {"action":
"policy"}}. soft_delete: a column; a view <table>_live hides what it marks. dry_run: say
what would be done. Answers every step, its SQL, and what to look at. Raises 22023 for what
is not there or not allowed, 23514 beside a policy that admits everybody.';

revoke all
  on function
    "stagedoor"."protect"(regclass, text, text, text, text, name, name, boolean, text, text,
    text[], jsonb, jsonb, name, boolean)
  from public;

grant execute
  on function
    "stagedoor"."protect"(regclass, text, text, text, text, name, name, boolean, text, text,
    text[], jsonb, jsonb, name, boolean)
  to "postgres";
