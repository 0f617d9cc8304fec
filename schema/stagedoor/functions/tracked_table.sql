-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tracked_table (
  p_table regclass,
  p_kind  text
)
  returns stagedoor.tracked_tables
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030910_operations_tracking.sql

revoke all on function "stagedoor"."tracked_table"(regclass, text) from public;

grant execute on function "stagedoor"."tracked_table"(regclass, text) to "postgres";
