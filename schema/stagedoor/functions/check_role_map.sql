-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.check_role_map (
  p_map       jsonb,
  p_null_role text,
  p_name_map  jsonb
)
  returns void
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030930_operations_track_members.sql

comment on function "stagedoor"."check_role_map"(jsonb, text, jsonb) is
  'Refuse a map that names no role, or one with access:escalate.

Raises 22023 or 23514.';

revoke all on function "stagedoor"."check_role_map"(jsonb, text, jsonb) from public;

grant execute on function "stagedoor"."check_role_map"(jsonb, text, jsonb) to "postgres";
