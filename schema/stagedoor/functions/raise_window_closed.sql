-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.raise_window_closed (
  p_window_kind text,
  p_ended_at    timestamp with time zone,
  p_hint        text
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122020680_engine_refusals.sql

revoke all
  on function "stagedoor"."raise_window_closed"(text, timestamp with time zone, text)
  from public;

grant execute
  on function "stagedoor"."raise_window_closed"(text, timestamp with time zone, text)
  to "postgres";
