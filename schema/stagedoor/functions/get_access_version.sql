-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.get_access_version (
  p_scope_id uuid
)
  returns bigint
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030100_operations_questions.sql

revoke all on function "stagedoor"."get_access_version"(uuid) from public;

grant execute
  on function "stagedoor"."get_access_version"(uuid)
  to "authenticated", "postgres";
