-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__make_grant_target()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020100_engine_permissions.sql

revoke all on function "stagedoor"."tg_any__make_grant_target"() from public;

grant execute on function "stagedoor"."tg_any__make_grant_target"() to "postgres";
