-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_element_departments__revise()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080630_theatre_element_events.sql

comment on function "stagedoor_theatre"."tg_element_departments__revise"() is
  'Count a change of the departments of a call.';

revoke all on function "stagedoor_theatre"."tg_element_departments__revise"() from public;

grant execute
  on function "stagedoor_theatre"."tg_element_departments__revise"()
  to "postgres";
