-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.busy()
  returns jsonb
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020600_engine_attempts.sql

revoke all on function "stagedoor"."busy"() from public;

grant execute
  on function "stagedoor"."busy"()
  to "authenticated", "postgres", "service_role";
