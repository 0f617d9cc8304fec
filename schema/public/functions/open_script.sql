-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.open_script (
  p_script_id   uuid,
  p_share_token text default null::text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085400_api_theatre_shares.sql

revoke all on function "public"."open_script"(uuid, text) from public;

grant execute on function "public"."open_script"(uuid, text) to "authenticated", "postgres";
