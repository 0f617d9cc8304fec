-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.guard_grant (
  p_scope_id   uuid,
  p_grant_type text,
  p_grant_key  text
)
  returns stagedoor.scopes
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030300_operations_grants.sql

revoke all on function "stagedoor"."guard_grant"(uuid, text, text) from public;

grant execute on function "stagedoor"."guard_grant"(uuid, text, text) to "postgres";
