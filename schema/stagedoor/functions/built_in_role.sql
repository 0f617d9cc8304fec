-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.built_in_role (
  p_role_key text
)
  returns uuid
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030200_operations_scopes.sql

revoke all on function "stagedoor"."built_in_role"(text) from public;

grant execute on function "stagedoor"."built_in_role"(text) to "postgres";
