-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.fill_tracked_members (
  p_tracked stagedoor.tracked_tables
)
  returns table (
    step    text,
    rows    bigint,
    warning text
  )
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122030930_operations_track_members.sql

comment on function "stagedoor"."fill_tracked_members"(stagedoor.tracked_tables) is
  'Give and end accesses until they are as the rows. Answers counts.';

revoke all
  on function "stagedoor"."fill_tracked_members"(stagedoor.tracked_tables)
  from public;

grant execute
  on function "stagedoor"."fill_tracked_members"(stagedoor.tracked_tables)
  to "postgres";
