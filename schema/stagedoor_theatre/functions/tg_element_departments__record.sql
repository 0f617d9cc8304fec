-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_element_departments__record()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080630_theatre_element_events.sql

comment on function "stagedoor_theatre"."tg_element_departments__record"() is
  'Record a change of who is called (F88).';

revoke all on function "stagedoor_theatre"."tg_element_departments__record"() from public;

grant execute
  on function "stagedoor_theatre"."tg_element_departments__record"()
  to "postgres";
