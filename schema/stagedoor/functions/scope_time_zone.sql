-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.scope_time_zone (
  p_scope_id uuid
)
  returns text
  language sql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122010500_foundation_scopes.sql

revoke all on function "stagedoor"."scope_time_zone"(uuid) from public;

grant execute on function "stagedoor"."scope_time_zone"(uuid) to "postgres";
