-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.erase_person (
  p_user_id uuid
)
  returns bigint
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122050300_audit_erasure.sql

revoke all on function "stagedoor"."erase_person"(uuid) from public;

grant execute on function "stagedoor"."erase_person"(uuid) to "postgres";
