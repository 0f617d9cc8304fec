-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.try_share (
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

revoke all
  on function "stagedoor_theatre"."try_share"(text, uuid, boolean, text, text, text)
  from public;

grant execute
  on function "stagedoor_theatre"."try_share"(text, uuid, boolean, text, text, text)
  to "postgres";
