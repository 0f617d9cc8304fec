-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.open_script_share (
  p_token         text,
  p_download      boolean default false,
  p_known_version text    default null::text,
  p_client_ip     text    default null::text,
  p_user_agent    text    default null::text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081310_theatre_opening.sql

revoke all
  on function "stagedoor_theatre"."open_script_share"(text, boolean, text, text, text)
  from public;

grant execute
  on function "stagedoor_theatre"."open_script_share"(text, boolean, text, text, text)
  to "anon", "authenticated", "postgres", "service_role";
