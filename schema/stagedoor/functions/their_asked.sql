-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.their_asked (
  p_table       regclass,
  p_module      text,
  p_scope       text,
  p_scope_via   text,
  p_scope_type  text,
  p_department  name,
  p_owner       name,
  p_stamp_owner boolean,
  p_null_scope  text,
  p_mode        text,
  p_operations  text[],
  p_keys        jsonb,
  p_roles       jsonb,
  p_soft_delete name
)
  returns jsonb
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030945_operations_protection_asked.sql

comment on function
  "stagedoor"."their_asked"(regclass, text, text, text, text, name, name, boolean, text,
  text, text[], jsonb, jsonb, name) is 'What protect is asked for, checked and complete. Raises 22023.';

revoke all
  on function
    "stagedoor"."their_asked"(regclass, text, text, text, text, name, name, boolean, text,
    text, text[], jsonb, jsonb, name)
  from public;

grant execute
  on function
    "stagedoor"."their_asked"(regclass, text, text, text, text, name, name, boolean, text,
    text, text[], jsonb, jsonb, name)
  to "postgres";
