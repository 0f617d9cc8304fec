-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_time_zone (
  p_name text
)
  returns boolean
  language plpgsql
  stable
  strict
  set search_path to '';
-- Its body: migrations/20261122010500_foundation_scopes.sql

revoke all on function "stagedoor"."is_time_zone"(text) from public;

grant execute on function "stagedoor"."is_time_zone"(text) to "postgres";
