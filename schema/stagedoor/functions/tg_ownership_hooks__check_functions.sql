-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_ownership_hooks__check_functions()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020920_engine_ownership.sql

comment on function "stagedoor"."tg_ownership_hooks__check_functions"() is
  'Refuse a function that cannot be called as a hook. Raises 23514.';

revoke all on function "stagedoor"."tg_ownership_hooks__check_functions"() from public;

grant execute on function "stagedoor"."tg_ownership_hooks__check_functions"() to "postgres";
