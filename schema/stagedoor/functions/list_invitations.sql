-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.list_invitations (
  p_scope_id uuid
)
  returns table (
    access_id   uuid,
    email       text,
    scope_id    uuid,
    role_key    text,
    state       text,
    invited_by  uuid,
    created_at  timestamp with time zone,
    expires_at  timestamp with time zone,
    valid_until timestamp with time zone
  )
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030700_operations_lists.sql

revoke all on function "stagedoor"."list_invitations"(uuid) from public;

grant execute
  on function "stagedoor"."list_invitations"(uuid)
  to "authenticated", "postgres";
