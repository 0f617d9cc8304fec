-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__take_accesses_along()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020305_engine_access_ends.sql

comment on function "stagedoor"."tg_scopes__take_accesses_along"() is
  'Delete the accesses of a scope with it.';

revoke all on function "stagedoor"."tg_scopes__take_accesses_along"() from public;

grant execute on function "stagedoor"."tg_scopes__take_accesses_along"() to "postgres";
