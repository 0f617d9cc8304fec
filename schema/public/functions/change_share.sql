-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.change_share (
  p_share_id   uuid,
  p_expires_at timestamp with time zone
)
  returns boolean
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122085400_api_theatre_shares.sql

revoke all on function "public"."change_share"(uuid, timestamp with time zone) from public;

grant execute
  on function "public"."change_share"(uuid, timestamp with time zone)
  to "authenticated", "postgres";
