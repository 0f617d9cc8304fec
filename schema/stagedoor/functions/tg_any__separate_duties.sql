-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.tg_any__separate_duties()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020910_engine_separation.sql

revoke all on function "stagedoor"."tg_any__separate_duties"() from public;

grant execute on function "stagedoor"."tg_any__separate_duties"() to "postgres";
