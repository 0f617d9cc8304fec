-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_elevations__only_end()
  returns trigger
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122020500_engine_windows.sql

revoke all on function "stagedoor"."tg_elevations__only_end"() from public;

grant execute on function "stagedoor"."tg_elevations__only_end"() to "postgres";
