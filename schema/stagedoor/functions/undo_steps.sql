-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.undo_steps (
  p_before jsonb
)
  returns SETOF jsonb
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122030957_operations_protection_undo.sql

revoke all on function "stagedoor"."undo_steps"(jsonb) from public;

grant execute on function "stagedoor"."undo_steps"(jsonb) to "postgres";
