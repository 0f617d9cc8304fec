-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.record_wrong_code (
  p_event           text,
  p_user_id         uuid,
  p_project_id      uuid,
  p_is_locked_there boolean,
  p_retry_at        timestamp with time zone default null::timestamp with time zone,
  p_reason          text                     default null::text
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091610_studio_wrong_codes.sql

comment on function
  "stagedoor_studio"."record_wrong_code"(text, uuid, uuid, boolean, timestamp
  with time zone, text) is 'Record an attempt that was counted. Never raises.';

revoke all
  on function "stagedoor_studio"."record_wrong_code"(text, uuid, uuid, boolean, timestamp
    with time zone, text)
  from public;

grant execute
  on function "stagedoor_studio"."record_wrong_code"(text, uuid, uuid, boolean, timestamp
    with time zone, text)
  to "postgres";
