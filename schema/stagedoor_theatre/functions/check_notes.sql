-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.check_notes (
  p_notes text
)
  returns void
  language plpgsql
  immutable
  set search_path to '';
-- Its body: migrations/20261122081000_theatre_guests.sql

revoke all on function "stagedoor_theatre"."check_notes"(text) from public;

grant execute on function "stagedoor_theatre"."check_notes"(text) to "postgres";
