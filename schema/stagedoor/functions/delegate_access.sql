-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.delegate_access (
  p_user_id         uuid,
  p_scope_id        uuid,
  p_permission_keys text[],
  p_valid_until     timestamp with time zone,
  p_reason          text                     default null::text
)
  returns uuid[]
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030500_operations_delegations.sql

revoke all
  on function "stagedoor"."delegate_access"(uuid, uuid, text[], timestamp
    with time zone, text)
  from public;

grant execute
  on function "stagedoor"."delegate_access"(uuid, uuid, text[], timestamp
    with time zone, text)
  to "authenticated", "postgres";
