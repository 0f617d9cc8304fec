-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.move_scope (
  p_scope_id  uuid,
  p_parent_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030210_operations_moving.sql

revoke all on function "stagedoor"."move_scope"(uuid, uuid) from public;

grant execute
  on function "stagedoor"."move_scope"(uuid, uuid)
  to "authenticated", "postgres";
