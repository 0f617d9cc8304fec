-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.settle_siblings (
  p_access stagedoor.user_accesses,
  p_email  text
)
  returns void
  language sql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030410_operations_accepting.sql

comment on function "stagedoor"."settle_siblings"(stagedoor.user_accesses, text) is
  'Close the other open invitations of an address to what was accepted.';

revoke all
  on function "stagedoor"."settle_siblings"(stagedoor.user_accesses, text)
  from public;

grant execute
  on function "stagedoor"."settle_siblings"(stagedoor.user_accesses, text)
  to "postgres";
