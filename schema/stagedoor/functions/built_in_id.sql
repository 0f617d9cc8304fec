-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.built_in_id (
  p_kind text,
  p_key  text
)
  returns uuid
  language sql
  immutable
  parallel safe
  set search_path to '';
-- Its body: migrations/20261122020100_engine_permissions.sql

revoke all on function "stagedoor"."built_in_id"(text, text) from public;

grant execute on function "stagedoor"."built_in_id"(text, text) to "postgres";
