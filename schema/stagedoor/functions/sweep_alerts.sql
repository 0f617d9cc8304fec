-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.sweep_alerts (
  p_lines integer default 50000
)
  returns integer
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030970_operations_habits.sql

revoke all on function "stagedoor"."sweep_alerts"(integer) from public;

grant execute on function "stagedoor"."sweep_alerts"(integer) to "postgres";
