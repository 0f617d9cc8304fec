-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.lock_share (
  p_share_id uuid
)
  returns public.script_shares
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081300_theatre_sharing.sql

revoke all on function "stagedoor_theatre"."lock_share"(uuid) from public;

grant execute on function "stagedoor_theatre"."lock_share"(uuid) to "postgres";
