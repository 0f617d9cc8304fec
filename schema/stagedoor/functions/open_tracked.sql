-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.open_tracked (
  p_tracked  stagedoor.tracked_tables,
  p_user_id  uuid,
  p_scope_id uuid,
  p_role_key text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030925_operations_member_rows.sql

revoke all
  on function "stagedoor"."open_tracked"(stagedoor.tracked_tables, uuid, uuid, text)
  from public;

grant execute
  on function "stagedoor"."open_tracked"(stagedoor.tracked_tables, uuid, uuid, text)
  to "postgres";
