-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.refresh_grant_targets (
  p_ids uuid[] default null::uuid[]
)
  returns integer
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122020200_engine_roles.sql

revoke all on function "stagedoor"."refresh_grant_targets"(uuid[]) from public;

grant execute on function "stagedoor"."refresh_grant_targets"(uuid[]) to "postgres";
