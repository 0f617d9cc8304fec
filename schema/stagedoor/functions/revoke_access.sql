-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.revoke_access (
  p_access_id uuid,
  p_reason    text default null::text
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030310_operations_revoking.sql

revoke all on function "stagedoor"."revoke_access"(uuid, text) from public;

grant execute
  on function "stagedoor"."revoke_access"(uuid, text)
  to "authenticated", "postgres", "service_role";
