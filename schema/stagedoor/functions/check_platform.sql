-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_platform (
  p_table      text,
  p_module     text,
  p_scope_type text,
  p_keys       text[]
)
  returns regclass
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030975_operations_protecting_files.sql

comment on function "stagedoor"."check_platform"(text, text, text, text[]) is
  'The table of the platform, after a check of the rest. Raises 22023.';

revoke all on function "stagedoor"."check_platform"(text, text, text, text[]) from public;

grant execute
  on function "stagedoor"."check_platform"(text, text, text, text[])
  to "postgres";
