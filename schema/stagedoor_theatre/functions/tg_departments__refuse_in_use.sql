-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_departments__refuse_in_use()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080400_theatre_places.sql

comment on function "stagedoor_theatre"."tg_departments__refuse_in_use"() is
  'Refuse to delete a department that is in use. Raises 23514.';

revoke all on function "stagedoor_theatre"."tg_departments__refuse_in_use"() from public;

grant execute
  on function "stagedoor_theatre"."tg_departments__refuse_in_use"()
  to "postgres";
