-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.open_script (
  p_script_id   uuid,
  p_share_token text default null::text
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081310_theatre_opening.sql

comment on function "stagedoor_theatre"."open_script"(uuid, text) is
  'Implementation of public.open_script.';

revoke all on function "stagedoor_theatre"."open_script"(uuid, text) from public;

grant execute
  on function "stagedoor_theatre"."open_script"(uuid, text)
  to "authenticated", "postgres";
