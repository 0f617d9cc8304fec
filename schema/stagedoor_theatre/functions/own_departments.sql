-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.own_departments()
  returns uuid[]
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122080400_theatre_places.sql

revoke all on function "stagedoor_theatre"."own_departments"() from public;

grant execute
  on function "stagedoor_theatre"."own_departments"()
  to "authenticated", "postgres";
