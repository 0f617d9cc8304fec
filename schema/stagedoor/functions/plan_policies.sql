-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.plan_policies (
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
-- Its body: migrations/20261122030950_operations_protection_plan.sql

comment on function "stagedoor"."plan_policies"(regclass, jsonb) is
  'The policies of a protection, and what becomes of those that are there.

Raises 23514 beside a policy that admits everybody, where that shall stay.';

revoke all on function "stagedoor"."plan_policies"(regclass, jsonb) from public;

grant execute on function "stagedoor"."plan_policies"(regclass, jsonb) to "postgres";
