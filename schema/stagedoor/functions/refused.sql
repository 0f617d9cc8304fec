-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refused (
  p_status   integer,
  p_reason   text,
  p_message  text,
  p_hint     text                     default null::text,
  p_retry_at timestamp with time zone default null::timestamp with time zone,
  p_more     jsonb                    default null::jsonb
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all
  on function "stagedoor"."refused"(integer, text, text, text, timestamp
    with time zone, jsonb)
  from public;

grant execute
  on function "stagedoor"."refused"(integer, text, text, text, timestamp
    with time zone, jsonb)
  to "postgres";
