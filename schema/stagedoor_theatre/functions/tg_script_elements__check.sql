-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_script_elements__check()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080620_theatre_elements.sql

comment on function "stagedoor_theatre"."tg_script_elements__check"() is
  'Say what an element may be, and put it at the end unless said where.

Raises 22023, 23505, 23514, PT404.';

revoke all on function "stagedoor_theatre"."tg_script_elements__check"() from public;

grant execute on function "stagedoor_theatre"."tg_script_elements__check"() to "postgres";
