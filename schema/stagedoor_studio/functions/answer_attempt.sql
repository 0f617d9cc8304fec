-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.answer_attempt (
  p_user_id         uuid,
  p_session_id      uuid,
  p_project_id      uuid,
  p_code            text,
  p_address         text,
  p_minutes         integer,
  p_is_locked_there boolean
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091600_studio_attempts.sql

comment on function
  "stagedoor_studio"."answer_attempt"(uuid, uuid, uuid, text, text, integer, boolean) is
  'Compare the code of an attempt that is counted, and answer it.

An error here leaves the count unchanged.';

revoke all
  on function
    "stagedoor_studio"."answer_attempt"(uuid, uuid, uuid, text, text, integer, boolean)
  from public;

grant execute
  on function
    "stagedoor_studio"."answer_attempt"(uuid, uuid, uuid, text, text, integer, boolean)
  to "postgres";
