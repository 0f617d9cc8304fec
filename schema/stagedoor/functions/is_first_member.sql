-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_first_member (
  p_user_id  uuid,
  p_scope_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030925_operations_member_rows.sql

revoke all on function "stagedoor"."is_first_member"(uuid, uuid) from public;

grant execute on function "stagedoor"."is_first_member"(uuid, uuid) to "postgres";
