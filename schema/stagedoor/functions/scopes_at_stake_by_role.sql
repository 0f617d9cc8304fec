-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_at_stake_by_role (
  p_role_id uuid,
  p_part_id uuid default null::uuid
)
  returns uuid[]
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030590_operations_role_guards.sql

comment on function "stagedoor"."scopes_at_stake_by_role"(uuid, uuid) is
  'Lock the scopes that a change of a role could leave without a holder.

p_part_id: the permission or role that is added or removed. Returns those that have a holder
now.';

revoke all on function "stagedoor"."scopes_at_stake_by_role"(uuid, uuid) from public;

grant execute on function "stagedoor"."scopes_at_stake_by_role"(uuid, uuid) to "postgres";
