-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.grant_access (
  p_user_id     uuid,
  p_scope_id    uuid,
  p_grant_type  text,
  p_grant_key   text,
  p_valid_from  timestamp with time zone default null::timestamp with time zone,
  p_valid_until timestamp with time zone default null::timestamp with time zone,
  p_reason      text                     default null::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030300_operations_grants.sql

revoke all
  on function "stagedoor"."grant_access"(uuid, uuid, text, text, timestamp
    with time zone, timestamp with time zone, text)
  from public;

grant execute
  on function "stagedoor"."grant_access"(uuid, uuid, text, text, timestamp
    with time zone, timestamp with time zone, text)
  to "authenticated", "postgres", "service_role";
