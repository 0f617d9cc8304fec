-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.rename_scope (
  p_scope_id uuid,
  p_name     text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030210_operations_moving.sql

revoke all on function "stagedoor"."rename_scope"(uuid, text) from public;

grant execute
  on function "stagedoor"."rename_scope"(uuid, text)
  to "authenticated", "postgres";
