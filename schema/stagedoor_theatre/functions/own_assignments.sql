-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.own_assignments()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122080520_theatre_assignments.sql

revoke all on function "stagedoor_theatre"."own_assignments"() from public;

grant execute
  on function "stagedoor_theatre"."own_assignments"()
  to "authenticated", "postgres";
