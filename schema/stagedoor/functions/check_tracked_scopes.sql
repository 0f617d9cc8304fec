-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_tracked_scopes (
  p_table      regclass,
  p_scope_type text,
  p_id         name,
  p_parent     name,
  p_archived   name
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030920_operations_track_scopes.sql

comment on function "stagedoor"."check_tracked_scopes"(regclass, text, name, name, name) is
  'Refuse a table whose rows cannot be scopes of a type. Raises 22023.';

revoke all
  on function "stagedoor"."check_tracked_scopes"(regclass, text, name, name, name)
  from public;

grant execute
  on function "stagedoor"."check_tracked_scopes"(regclass, text, name, name, name)
  to "postgres";
