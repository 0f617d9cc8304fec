-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require_access (
  p_access_id uuid,
  p_what      text
)
  returns stagedoor.user_accesses
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030310_operations_revoking.sql

revoke all on function "stagedoor"."require_access"(uuid, text) from public;

grant execute on function "stagedoor"."require_access"(uuid, text) to "postgres";
