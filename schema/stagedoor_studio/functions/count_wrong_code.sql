-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.count_wrong_code (
  p_user_id         uuid,
  p_project_id      uuid,
  p_is_locked_there boolean,
  p_address         text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122091610_studio_wrong_codes.sql

comment on function "stagedoor_studio"."count_wrong_code"(uuid, uuid, boolean, text) is
  'Count one wrong attempt and answer it.

A failure to record it does not undo the count.';

revoke all
  on function "stagedoor_studio"."count_wrong_code"(uuid, uuid, boolean, text)
  from public;

grant execute
  on function "stagedoor_studio"."count_wrong_code"(uuid, uuid, boolean, text)
  to "postgres";
