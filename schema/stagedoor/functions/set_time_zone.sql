-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.set_time_zone (
  p_scope_id  uuid,
  p_time_zone text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030210_operations_moving.sql

revoke all on function "stagedoor"."set_time_zone"(uuid, text) from public;

grant execute
  on function "stagedoor"."set_time_zone"(uuid, text)
  to "authenticated", "postgres";
