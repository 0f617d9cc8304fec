-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.change_share (
  p_share_id   uuid,
  p_expires_at timestamp with time zone
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081300_theatre_sharing.sql

revoke all
  on function "stagedoor_theatre"."change_share"(uuid, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor_theatre"."change_share"(uuid, timestamp with time zone)
  to "authenticated", "postgres";
