-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.my_accesses_by (
  p_role_id uuid
)
  returns SETOF stagedoor.user_accesses
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030590_operations_role_guards.sql

revoke all on function "stagedoor"."my_accesses_by"(uuid) from public;

grant execute on function "stagedoor"."my_accesses_by"(uuid) to "postgres";
