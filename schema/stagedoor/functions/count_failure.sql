-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.count_failure (
  p_kind    text,
  p_subject text,
  p_limit   integer,
  p_window  interval
)
  returns timestamp with time zone
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

comment on function "stagedoor"."count_failure"(text, text, integer, interval) is
  'Count one failure of a subject; when it may try again, or null.

The caller commits: it returns the refusal and does not raise.';

revoke all
  on function "stagedoor"."count_failure"(text, text, integer, interval)
  from public;

grant execute
  on function "stagedoor"."count_failure"(text, text, integer, interval)
  to "postgres";
