-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.hand_over (
  p_from_user_id uuid,
  p_to_user_id   uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122081400_theatre_handing_over.sql

revoke all on function "stagedoor_theatre"."hand_over"(uuid, uuid) from public;

grant execute on function "stagedoor_theatre"."hand_over"(uuid, uuid) to "postgres";
