-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.require_account()
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122030200_operations_scopes.sql

revoke all on function "stagedoor"."require_account"() from public;

grant execute on function "stagedoor"."require_account"() to "postgres";
