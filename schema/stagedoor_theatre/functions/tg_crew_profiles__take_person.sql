-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_crew_profiles__take_person()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080300_theatre_crew.sql

comment on function "stagedoor_theatre"."tg_crew_profiles__take_person"() is
  'Let a profile that is written by hand be the writer''s own.';

revoke all on function "stagedoor_theatre"."tg_crew_profiles__take_person"() from public;

grant execute
  on function "stagedoor_theatre"."tg_crew_profiles__take_person"()
  to "postgres";
