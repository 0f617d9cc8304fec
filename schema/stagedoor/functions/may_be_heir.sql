-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_be_heir (
  p_user_id uuid,
  p_heir_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020920_engine_ownership.sql

revoke all on function "stagedoor"."may_be_heir"(uuid, uuid) from public;

grant execute on function "stagedoor"."may_be_heir"(uuid, uuid) to "postgres";
