-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.close_access (
  p_access stagedoor.user_accesses,
  p_reason text,
  p_lifts  boolean                 default true
)
  returns void
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030310_operations_revoking.sql

comment on function "stagedoor"."close_access"(stagedoor.user_accesses, text, boolean) is
  'Close one access.

p_lifts: whether its denials end with it; false where the caller replaces the access and
calls refuse_lifted_denial afterwards. Raises 23514 for the last holder and for an access
that follows a membership table, 42501 for a denial that the caller may not lift.';

revoke all
  on function "stagedoor"."close_access"(stagedoor.user_accesses, text, boolean)
  from public;

grant execute
  on function "stagedoor"."close_access"(stagedoor.user_accesses, text, boolean)
  to "postgres";
