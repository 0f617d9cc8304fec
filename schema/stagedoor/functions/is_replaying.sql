-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.is_replaying()
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122010310_audit_log.sql

revoke all on function "stagedoor"."is_replaying"() from public;

grant execute on function "stagedoor"."is_replaying"() to "postgres";
