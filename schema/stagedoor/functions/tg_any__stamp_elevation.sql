-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__stamp_elevation()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020750_engine_elevation_use.sql

revoke all on function "stagedoor"."tg_any__stamp_elevation"() from public;

grant execute on function "stagedoor"."tg_any__stamp_elevation"() to "postgres";
