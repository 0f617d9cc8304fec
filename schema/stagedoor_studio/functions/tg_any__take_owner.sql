-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.tg_any__take_owner()
  returns trigger
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122090300_studio_artists.sql

revoke all on function "stagedoor_studio"."tg_any__take_owner"() from public;

grant execute on function "stagedoor_studio"."tg_any__take_owner"() to "postgres";
