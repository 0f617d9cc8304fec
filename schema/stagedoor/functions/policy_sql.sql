-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.policy_sql (
  p_policy pg_policy
)
  returns text
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122030950_operations_protection_plan.sql

revoke all on function "stagedoor"."policy_sql"(pg_policy) from public;

grant execute on function "stagedoor"."policy_sql"(pg_policy) to "postgres";
