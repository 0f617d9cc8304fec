-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.plan_grants (
  p_table regclass,
  p_asked jsonb
)
  returns table (
    step    text,
    sql     text,
    warning text
  )
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030955_operations_protection_objects.sql

revoke all on function "stagedoor"."plan_grants"(regclass, jsonb) from public;

grant execute on function "stagedoor"."plan_grants"(regclass, jsonb) to "postgres";
