-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.get_balance (
  p_transaction_id uuid
)
  returns jsonb
  language plpgsql
  stable
  set search_path to '';
-- Its body: migrations/20261122075600_api_film_costs.sql

revoke all on function "public"."get_balance"(uuid) from public;

grant execute on function "public"."get_balance"(uuid) to "authenticated", "postgres";
