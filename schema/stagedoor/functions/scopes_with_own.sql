-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_with_own (
  key text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020800_engine_policy_sets.sql

revoke all on function "stagedoor"."scopes_with_own"(text) from public;

grant execute on function "stagedoor"."scopes_with_own"(text) to "authenticated", "postgres";
