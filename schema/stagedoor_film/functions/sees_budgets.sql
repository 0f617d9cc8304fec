-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.sees_budgets (
  p_project_id uuid
)
  returns boolean
  language plpgsql
  stable
  security definer
  set search_path to '';
-- Its body: migrations/20261122071700_film_budgeting.sql

revoke all on function "stagedoor_film"."sees_budgets"(uuid) from public;

grant execute on function "stagedoor_film"."sees_budgets"(uuid) to "postgres";
