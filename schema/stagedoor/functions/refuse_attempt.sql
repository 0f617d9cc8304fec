-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refuse_attempt (
  p_event    text,
  p_status   integer,
  p_reason   text,
  p_message  text,
  p_hint     text                     default null::text,
  p_retry_at timestamp with time zone default null::timestamp with time zone
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all
  on function "stagedoor"."refuse_attempt"(text, integer, text, text, text, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."refuse_attempt"(text, integer, text, text, text, timestamp
    with time zone)
  to "postgres";
