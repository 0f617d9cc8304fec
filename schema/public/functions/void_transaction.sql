-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.void_transaction (
  p_transaction_id uuid,
  p_reason         text
)
  returns jsonb
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075600_api_film_costs.sql

revoke all on function "public"."void_transaction"(uuid, text) from public;

grant execute
  on function "public"."void_transaction"(uuid, text)
  to "authenticated", "postgres";
