-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.retry_at (
  p_kind    text,
  p_subject text,
  p_limit   integer,
  p_window  interval
)
  returns timestamp with time zone
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

comment on function "stagedoor"."retry_at"(text, text, integer, interval) is
  'When a subject may try again; null where it may now.

It waits while p_limit failures lie within p_window. The window slides: no boundary lets
twice as many through.';

revoke all on function "stagedoor"."retry_at"(text, text, integer, interval) from public;

grant execute
  on function "stagedoor"."retry_at"(text, text, integer, interval)
  to "postgres";
