-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.hang_tracking (
  p_table    regclass,
  p_function regproc,
  p_name     text
)
  returns void
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122030910_operations_tracking.sql

comment on function "stagedoor"."hang_tracking"(regclass, regproc, text) is
  'Put the triggers that track a table on it and on its partitions.';

revoke all on function "stagedoor"."hang_tracking"(regclass, regproc, text) from public;

grant execute on function "stagedoor"."hang_tracking"(regclass, regproc, text) to "postgres";
