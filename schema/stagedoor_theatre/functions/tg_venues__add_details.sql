-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.tg_venues__add_details()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122080400_theatre_places.sql

comment on function "stagedoor_theatre"."tg_venues__add_details"() is
  'Give every venue its details: the list of one''s own venues.';

revoke all on function "stagedoor_theatre"."tg_venues__add_details"() from public;

grant execute on function "stagedoor_theatre"."tg_venues__add_details"() to "postgres";
