-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__leave_tenant()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020305_engine_access_ends.sql

revoke all on function "stagedoor"."tg_scopes__leave_tenant"() from public;

grant execute on function "stagedoor"."tg_scopes__leave_tenant"() to "postgres";
