-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.revoke_script_share (
  p_share_id uuid
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085400_api_theatre_shares.sql

revoke all on function "public"."revoke_script_share"(uuid) from public;

grant execute
  on function "public"."revoke_script_share"(uuid)
  to "authenticated", "postgres";
