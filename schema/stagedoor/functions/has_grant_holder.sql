-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.has_grant_holder (
  p_scope_id uuid
)
  returns boolean
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122020900_engine_guards.sql

revoke all on function "stagedoor"."has_grant_holder"(uuid) from public;

grant execute on function "stagedoor"."has_grant_holder"(uuid) to "postgres";
