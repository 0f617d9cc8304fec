-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.may_still_give (
  p_access      stagedoor.user_accesses,
  p_for_user_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030410_operations_accepting.sql

comment on function "stagedoor"."may_still_give"(stagedoor.user_accesses, uuid) is
  'Whether the inviter could still grant the offered access.';

revoke all
  on function "stagedoor"."may_still_give"(stagedoor.user_accesses, uuid)
  from public;

grant execute
  on function "stagedoor"."may_still_give"(stagedoor.user_accesses, uuid)
  to "postgres";
