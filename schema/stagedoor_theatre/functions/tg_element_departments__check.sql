-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_element_departments__check()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080620_theatre_elements.sql

comment on function "stagedoor_theatre"."tg_element_departments__check"() is
  'Refuse a department of somebody else. Raises PT404.';

revoke all on function "stagedoor_theatre"."tg_element_departments__check"() from public;

grant execute
  on function "stagedoor_theatre"."tg_element_departments__check"()
  to "postgres";
