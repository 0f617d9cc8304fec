-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.take_up_invitation (
  p_invite  stagedoor.invitations,
  p_user_id uuid
)
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030410_operations_accepting.sql

comment on function "stagedoor"."take_up_invitation"(stagedoor.invitations, uuid) is
  'Grant the access that a token offers, or return the reason why not.

Raises the refusals of the tables, which the caller answers.';

revoke all
  on function "stagedoor"."take_up_invitation"(stagedoor.invitations, uuid)
  from public;

grant execute
  on function "stagedoor"."take_up_invitation"(stagedoor.invitations, uuid)
  to "postgres";
