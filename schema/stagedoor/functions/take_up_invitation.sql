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
  'Give somebody what the token that they hold offers, or say why not.

Raises what the tables refuse: the caller answers it.';

revoke all
  on function "stagedoor"."take_up_invitation"(stagedoor.invitations, uuid)
  from public;

grant execute
  on function "stagedoor"."take_up_invitation"(stagedoor.invitations, uuid)
  to "postgres";
