-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.lock_budget (
  p_budget_id uuid
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071700_film_budgeting.sql

revoke all on function "stagedoor_film"."lock_budget"(uuid) from public;

grant execute
  on function "stagedoor_film"."lock_budget"(uuid)
  to "authenticated", "postgres";
