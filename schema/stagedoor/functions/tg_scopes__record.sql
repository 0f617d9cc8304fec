-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122010500_foundation_scopes.sql

revoke all on function "stagedoor"."tg_scopes__record"() from public;

grant execute on function "stagedoor"."tg_scopes__record"() to "postgres";
