-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_show_assignments__settle()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080520_theatre_assignments.sql

comment on function "stagedoor_theatre"."tg_show_assignments__settle"() is
  'Open and close access as assignments come, change and go (F91).';

revoke all on function "stagedoor_theatre"."tg_show_assignments__settle"() from public;

grant execute on function "stagedoor_theatre"."tg_show_assignments__settle"() to "postgres";
