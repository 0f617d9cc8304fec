-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_request()
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122030910_operations_tracking.sql

revoke all on function "stagedoor"."is_request"() from public;

grant execute on function "stagedoor"."is_request"() to "postgres";
