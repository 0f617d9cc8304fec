-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.hand_over (
  p_user_id uuid,
  p_heir_id uuid
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020920_engine_ownership.sql

revoke all on function "stagedoor"."hand_over"(uuid, uuid) from public;

grant execute on function "stagedoor"."hand_over"(uuid, uuid) to "postgres";
