-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_show_assignments__place()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080520_theatre_assignments.sql

comment on function "stagedoor_theatre"."tg_show_assignments__place"() is
  'Find where an assignment opens access, and refuse whom nobody knows.

Raises 22023, PT404.';

revoke all on function "stagedoor_theatre"."tg_show_assignments__place"() from public;

grant execute on function "stagedoor_theatre"."tg_show_assignments__place"() to "postgres";
