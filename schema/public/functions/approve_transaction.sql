-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.approve_transaction (
  p_transaction_id uuid
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075600_api_film_costs.sql

revoke all on function "public"."approve_transaction"(uuid) from public;

grant execute
  on function "public"."approve_transaction"(uuid)
  to "authenticated", "postgres";
