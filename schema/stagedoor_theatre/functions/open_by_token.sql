-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.open_by_token (
  p_token         text,
  p_script_id     uuid,
  p_is_download   boolean,
  p_known_version text,
  p_client_ip     text,
  p_user_agent    text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081310_theatre_opening.sql

comment on function
  "stagedoor_theatre"."open_by_token"(text, uuid, boolean, text, text, text) is
  'Open a share by its token, and note a refusal (F76, F78, F88).

Answers an outcome.';

revoke all
  on function "stagedoor_theatre"."open_by_token"(text, uuid, boolean, text, text, text)
  from public;

grant execute
  on function "stagedoor_theatre"."open_by_token"(text, uuid, boolean, text, text, text)
  to "postgres";
