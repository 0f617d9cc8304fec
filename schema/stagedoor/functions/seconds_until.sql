-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.seconds_until (
  p_at timestamp with time zone
)
  returns integer
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."seconds_until"(timestamp with time zone) from public;

grant execute
  on function "stagedoor"."seconds_until"(timestamp with time zone)
  to "postgres";
