-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_other_person (
  p_former_id uuid,
  p_user_id   uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020300_engine_accesses.sql

revoke all on function "stagedoor"."is_other_person"(uuid, uuid) from public;

grant execute on function "stagedoor"."is_other_person"(uuid, uuid) to "postgres";
