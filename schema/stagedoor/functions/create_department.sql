-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.create_department (
  p_project_id uuid,
  p_name       text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030200_operations_scopes.sql

revoke all on function "stagedoor"."create_department"(uuid, text) from public;

grant execute
  on function "stagedoor"."create_department"(uuid, text)
  to "authenticated", "postgres";
