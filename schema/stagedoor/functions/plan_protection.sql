-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.plan_protection (
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
-- Its body: migrations/20261122030965_operations_protecting.sql

comment on function "stagedoor"."plan_protection"(regclass, jsonb) is
  'Every step of a protection, in order, and what a person should look at.';

revoke all on function "stagedoor"."plan_protection"(regclass, jsonb) from public;

grant execute on function "stagedoor"."plan_protection"(regclass, jsonb) to "postgres";
