-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.find_grant (
  p_grant_type text,
  p_grant_key  text,
  p_scope_id   uuid
)
  returns uuid
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030300_operations_grants.sql

revoke all on function "stagedoor"."find_grant"(text, text, uuid) from public;

grant execute on function "stagedoor"."find_grant"(text, text, uuid) to "postgres";
