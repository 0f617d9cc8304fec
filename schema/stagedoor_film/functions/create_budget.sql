-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function stagedoor_film.create_budget (
  p_project_id uuid,
  p_name       text,
  p_currency   text default null::text
)
  returns uuid
  language plpgsql
  security definer
  set search_path to '';
-- Its body: migrations/20261122071700_film_budgeting.sql

comment on function "stagedoor_film"."create_budget"(uuid, text, text) is
  'Implementation of public.create_budget.';

revoke all on function "stagedoor_film"."create_budget"(uuid, text, text) from public;

grant execute
  on function "stagedoor_film"."create_budget"(uuid, text, text)
  to "authenticated", "postgres";
