-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_script_elements__revise()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080630_theatre_element_events.sql

comment on function "stagedoor_theatre"."tg_script_elements__revise"() is
  'Count and record what a statement did to the elements of scripts.

Of more than twenty elements the event names twenty, and how many there were.';

revoke all on function "stagedoor_theatre"."tg_script_elements__revise"() from public;

grant execute on function "stagedoor_theatre"."tg_script_elements__revise"() to "postgres";
