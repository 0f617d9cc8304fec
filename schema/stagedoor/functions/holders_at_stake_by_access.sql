-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.holders_at_stake_by_access (
  p_access stagedoor.user_accesses
)
  returns text[]
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030310_operations_revoking.sql

comment on function "stagedoor"."holders_at_stake_by_access"(stagedoor.user_accesses) is
  'Where taking an access away could take the last holder away.

As holders_at_stake says it.';

revoke all
  on function "stagedoor"."holders_at_stake_by_access"(stagedoor.user_accesses)
  from public;

grant execute
  on function "stagedoor"."holders_at_stake_by_access"(stagedoor.user_accesses)
  to "postgres";
