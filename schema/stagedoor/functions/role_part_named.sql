-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.role_part_named (
  p_part     jsonb,
  p_role_key text
)
  returns jsonb
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020200_engine_roles.sql

revoke all on function "stagedoor"."role_part_named"(jsonb, text) from public;

grant execute on function "stagedoor"."role_part_named"(jsonb, text) to "postgres";
