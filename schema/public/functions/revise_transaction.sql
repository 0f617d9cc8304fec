-- Generated from migrations/ by "npm run generate". Do not edit.

create or replace function public.revise_transaction (
  p_transaction_id uuid,
  p_changes        jsonb
)
  returns uuid
  language plpgsql
  set search_path to '';
-- Its body: migrations/20261122075600_api_film_costs.sql

revoke all on function "public"."revise_transaction"(uuid, jsonb) from public;

grant execute
  on function "public"."revise_transaction"(uuid, jsonb)
  to "authenticated", "postgres";
