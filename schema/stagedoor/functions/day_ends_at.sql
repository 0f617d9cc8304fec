-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor.day_ends_at (
  p_scope_id uuid,
  p_day      date
)
  returns timestamp with time zone
  language sql
  stable
  set search_path to '';
-- Its body: migrations/20261122010500_foundation_scopes.sql

revoke all on function "stagedoor"."day_ends_at"(uuid, date) from public;

grant execute on function "stagedoor"."day_ends_at"(uuid, date) to "postgres";
