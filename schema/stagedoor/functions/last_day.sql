-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.last_day (
  p_scope_id uuid,
  p_date     date
)
  returns timestamp with time zone
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030210_operations_moving.sql

revoke all on function "stagedoor"."last_day"(uuid, date) from public;

grant execute on function "stagedoor"."last_day"(uuid, date) to "authenticated", "postgres";
