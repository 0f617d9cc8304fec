-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__place()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122010500_foundation_scopes.sql

revoke all on function "stagedoor"."tg_scopes__place"() from public;

grant execute on function "stagedoor"."tg_scopes__place"() to "postgres";
