-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_scopes__end_elevations()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020500_engine_windows.sql

revoke all on function "stagedoor"."tg_scopes__end_elevations"() from public;

grant execute on function "stagedoor"."tg_scopes__end_elevations"() to "postgres";
