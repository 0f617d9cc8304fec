-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.protect_sql (
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
  soft_delete name     default null::name
)
  returns text
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030965_operations_protecting.sql

comment on function
  "stagedoor"."protect_sql"(regclass, text, text, text, text, name, name, boolean, text,
  text, text[], jsonb, jsonb, name) is 'What protect would do, as SQL that can be kept instead (F107).

Plain policies, grants and indexes, for a migration of the application. unprotect knows
nothing of what was executed by hand. Arguments and errors are those of protect.';

revoke all
  on function
    "stagedoor"."protect_sql"(regclass, text, text, text, text, name, name, boolean, text,
    text, text[], jsonb, jsonb, name)
  from public;

grant execute
  on function
    "stagedoor"."protect_sql"(regclass, text, text, text, text, name, name, boolean, text,
    text, text[], jsonb, jsonb, name)
  to "postgres";
