-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_recordable (
  p_value jsonb
)
  returns boolean
  language plpgsql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122010300_foundation_events.sql

revoke all on function "stagedoor"."is_recordable"(jsonb) from public;

grant execute on function "stagedoor"."is_recordable"(jsonb) to "postgres";
