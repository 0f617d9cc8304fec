-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.their_view_name (
  p_table regclass
)
  returns text
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122030955_operations_protection_objects.sql

revoke all on function "stagedoor"."their_view_name"(regclass) from public;

grant execute on function "stagedoor"."their_view_name"(regclass) to "postgres";
