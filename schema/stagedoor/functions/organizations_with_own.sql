-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.organizations_with_own (
  key text
)
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020805_engine_organization_sets.sql

revoke all on function "stagedoor"."organizations_with_own"(text) from public;

grant execute
  on function "stagedoor"."organizations_with_own"(text)
  to "authenticated", "postgres";
