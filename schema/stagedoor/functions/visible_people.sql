-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.visible_people()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020810_engine_reading_sets.sql

revoke all on function "stagedoor"."visible_people"() from public;

grant execute on function "stagedoor"."visible_people"() to "authenticated", "postgres";
