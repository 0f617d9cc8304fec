-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require (
  p_permission_key text,
  p_scope_id       uuid,
  p_owner_id       uuid default null::uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020900_engine_guards.sql

revoke all on function "stagedoor"."require"(text, uuid, uuid) from public;

grant execute on function "stagedoor"."require"(text, uuid, uuid) to "postgres";
