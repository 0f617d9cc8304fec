-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.reaches_requests (
  p_roles oid[]
)
  returns boolean
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122030910_operations_tracking.sql

revoke all on function "stagedoor"."reaches_requests"(oid[]) from public;

grant execute on function "stagedoor"."reaches_requests"(oid[]) to "postgres";
