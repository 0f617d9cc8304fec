-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.counts_when_archived (
  p_permission_key text
)
  returns boolean
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020690_engine_applicable_grants.sql

revoke all on function "stagedoor"."counts_when_archived"(text) from public;

grant execute on function "stagedoor"."counts_when_archived"(text) to "postgres";
