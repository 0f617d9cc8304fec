-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.cancel_invitation (
  p_access_id uuid
)
  returns boolean
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030400_operations_invitations.sql

revoke all on function "stagedoor"."cancel_invitation"(uuid) from public;

grant execute
  on function "stagedoor"."cancel_invitation"(uuid)
  to "authenticated", "postgres";
