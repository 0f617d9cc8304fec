-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_studio.today (
  p_project_id uuid
)
  returns date
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122090800_studio_transactions.sql

revoke all on function "stagedoor_studio"."today"(uuid) from public;

grant execute on function "stagedoor_studio"."today"(uuid) to "postgres";
