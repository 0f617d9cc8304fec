-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.fill_tracked_scopes (
  p_tracked stagedoor.tracked_tables,
  p_sql     text
)
  returns table (
    step    text,
    rows    bigint,
    warning text
  )
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122030920_operations_track_scopes.sql

comment on function "stagedoor"."fill_tracked_scopes"(stagedoor.tracked_tables, text) is
  'Make scopes of the rows that a table has, and correct those that are.

p_sql: as tracked_scopes_sql says it. Answers counts.';

revoke all
  on function "stagedoor"."fill_tracked_scopes"(stagedoor.tracked_tables, text)
  from public;

grant execute
  on function "stagedoor"."fill_tracked_scopes"(stagedoor.tracked_tables, text)
  to "postgres";
