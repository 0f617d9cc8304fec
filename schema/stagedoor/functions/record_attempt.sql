-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.record_attempt (
  p_event        text,
  p_scope_id     uuid,
  p_subject_id   uuid,
  p_object_type  text                     default null::text,
  p_object_id    text                     default null::text,
  p_reason       text                     default null::text,
  p_window_until timestamp with time zone default null::timestamp with time zone
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

comment on function
  "stagedoor"."record_attempt"(text, uuid, uuid, text, text, text, timestamp
  with time zone) is 'Record an attempt that was counted; whether that was possible.

Never raises: a log that cannot be written must not undo the count.';

revoke all
  on function "stagedoor"."record_attempt"(text, uuid, uuid, text, text, text, timestamp
    with time zone)
  from public;

grant execute
  on function "stagedoor"."record_attempt"(text, uuid, uuid, text, text, text, timestamp
    with time zone)
  to "postgres";
