-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.lock_budget (
  p_budget_id uuid
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075500_api_film_budgets.sql

revoke all on function "public"."lock_budget"(uuid) from public;

grant execute on function "public"."lock_budget"(uuid) to "authenticated", "postgres";
