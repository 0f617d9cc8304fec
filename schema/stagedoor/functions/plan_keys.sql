-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.plan_keys (
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
-- Its body: migrations/20261122030950_operations_protection_plan.sql

revoke all on function "stagedoor"."plan_keys"(jsonb) from public;

grant execute on function "stagedoor"."plan_keys"(jsonb) to "postgres";
