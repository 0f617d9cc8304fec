-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.invite_user (
  p_email       text,
  p_scope_id    uuid,
  p_role_key    text,
  p_valid_until timestamp with time zone default null::timestamp with time zone
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030400_operations_invitations.sql

revoke all
  on function "stagedoor"."invite_user"(text, uuid, text, timestamp with time zone)
  from public;

grant execute
  on function "stagedoor"."invite_user"(text, uuid, text, timestamp with time zone)
  to "authenticated", "postgres", "service_role";
