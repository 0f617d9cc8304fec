-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.power_ends_at (
  p_permission_key text,
  p_scope_id       uuid
)
  returns timestamp with time zone
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030200_operations_scopes.sql

revoke all on function "stagedoor"."power_ends_at"(text, uuid) from public;

grant execute on function "stagedoor"."power_ends_at"(text, uuid) to "postgres";
