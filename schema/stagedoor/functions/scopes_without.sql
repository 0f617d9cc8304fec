-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scopes_without (
  key text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020800_engine_policy_sets.sql

revoke all on function "stagedoor"."scopes_without"(text) from public;

grant execute on function "stagedoor"."scopes_without"(text) to "authenticated", "postgres";
