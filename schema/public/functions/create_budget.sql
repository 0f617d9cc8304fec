-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.create_budget (
  p_project_id uuid,
  p_name       text,
  p_currency   text default null::text
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075500_api_film_budgets.sql

revoke all on function "public"."create_budget"(uuid, text, text) from public;

grant execute
  on function "public"."create_budget"(uuid, text, text)
  to "authenticated", "postgres";
