-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.carry_delegations (
  p_source_id uuid,
  p_new       stagedoor.user_accesses
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030310_operations_revoking.sql

comment on function "stagedoor"."carry_delegations"(uuid, stagedoor.user_accesses) is
  'Hang what was delegated from one access on another in its place (F20).

As long as it lasted, and no longer than the new one does. What the new one does not grant
stays where it was, and ends.';

revoke all
  on function "stagedoor"."carry_delegations"(uuid, stagedoor.user_accesses)
  from public;

grant execute
  on function "stagedoor"."carry_delegations"(uuid, stagedoor.user_accesses)
  to "postgres";
