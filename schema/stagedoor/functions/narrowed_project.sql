-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.narrowed_project()
  returns uuid
  language plpgsql
  stable
  parallel safe
  security definer
  set search_path to '';
-- Its body: migrations/20261122020800_engine_policy_sets.sql

revoke all on function "stagedoor"."narrowed_project"() from public;

grant execute on function "stagedoor"."narrowed_project"() to "postgres";
