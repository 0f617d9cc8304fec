-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.today_in (
  p_scope_id uuid
)
  returns date
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122010500_foundation_scopes.sql

revoke all on function "stagedoor"."today_in"(uuid) from public;

grant execute on function "stagedoor"."today_in"(uuid) to "postgres";
