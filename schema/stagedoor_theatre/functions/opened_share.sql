-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_theatre.opened_share()
  returns uuid
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122080700_theatre_shares.sql

revoke all on function "stagedoor_theatre"."opened_share"() from public;

grant execute on function "stagedoor_theatre"."opened_share"() to "postgres";
