-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_department_members__check()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080400_theatre_places.sql

comment on function "stagedoor_theatre"."tg_department_members__check"() is
  'Refuse a member who is not the owner''s crew. Raises PT404.';

revoke all on function "stagedoor_theatre"."tg_department_members__check"() from public;

grant execute on function "stagedoor_theatre"."tg_department_members__check"() to "postgres";
